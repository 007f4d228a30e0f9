// @vitest-environment happy-dom
import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import {
  haptic,
  holdSwipes,
  host,
  openLink,
  useBackButton,
  useClosingConfirmation,
  useMainButton,
} from "../../src/telegram/host";

const start = host.getInitialState();

afterEach(() => {
  cleanup();
  host.setState(start, true);
});

test("the button on top counts, and leaves the one below as it was", () => {
  const below = renderHook(() => useMainButton({ text: "Save", onPress: () => {} }));
  const above = renderHook(({ text }) => useMainButton({ text, onPress: () => {} }), {
    initialProps: { text: "Add" },
  });
  below.rerender();
  above.rerender({ text: "Add it" });
  expect(host.getState().buttons.map(({ text }) => text)).toEqual(["Save", "Add it"]);
  above.unmount();
  expect(host.getState().buttons.map(({ text }) => text)).toEqual(["Save"]);
});

test("a press calls what the component wants now", () => {
  const pressed: string[] = [];
  const { rerender } = renderHook(
    ({ word }) => useMainButton({ text: "Save", onPress: () => pressed.push(word) }),
    { initialProps: { word: "old" } },
  );
  rerender({ word: "new" });
  host.getState().buttons.at(-1)?.press();
  expect(pressed).toEqual(["new"]);
});

test("no wish is no button", () => {
  const { rerender } = renderHook(
    ({ text }) => useMainButton(text === null ? null : { text, onPress: () => {} }),
    {
      initialProps: { text: "Save" as string | null },
    },
  );
  rerender({ text: null });
  expect(host.getState().buttons).toEqual([]);
});

test("ways back come and go with their components", () => {
  const went = vi.fn();
  const { rerender, unmount } = renderHook(({ on }) => useBackButton(on ? went : null), {
    initialProps: { on: true },
  });
  host.getState().waysBack.at(-1)?.go();
  expect(went).toHaveBeenCalledOnce();
  rerender({ on: false });
  expect(host.getState().waysBack).toEqual([]);
  rerender({ on: true });
  unmount();
  expect(host.getState().waysBack).toEqual([]);
});

test("closing is asked about as long as anybody has something unsaved", () => {
  const one = renderHook(({ dirty }) => useClosingConfirmation(dirty), { initialProps: { dirty: true } });
  const other = renderHook(() => useClosingConfirmation(true));
  one.rerender({ dirty: false });
  expect(host.getState().unsaved).toHaveLength(1);
  other.unmount();
  expect(host.getState().unsaved).toHaveLength(0);
});

test("a drag is ended once", () => {
  const end = holdSwipes();
  holdSwipes();
  end();
  end();
  expect(host.getState().drags).toBe(1);
});

test("in a plain browser nothing is felt, and links open a tab", () => {
  const open = vi.spyOn(window, "open").mockReturnValue(null);
  haptic("success");
  openLink("https://example.org/a");
  expect(String(open.mock.calls[0]?.[0])).toBe("https://example.org/a");
});

test("Telegram opens its own links inside, and others in a browser", () => {
  const post = vi.fn();
  host.setState({ bridge: { post, on: () => () => {} } });
  openLink("https://t.me/c/17/4?thread=2");
  openLink("https://t.me.example.org/c");
  expect(post.mock.calls).toEqual([
    ["web_app_open_tg_link", { path_full: "/c/17/4?thread=2" }],
    ["web_app_open_link", { url: "https://t.me.example.org/c" }],
  ]);
});

test("each feeling has its own kind", () => {
  const post = vi.fn();
  host.setState({ bridge: { post, on: () => () => {} } });
  haptic("select");
  haptic("error");
  expect(post.mock.calls.map(([, details]) => details)).toEqual([
    { type: "selection_change" },
    { type: "notification", notification_type: "error" },
  ]);
});
