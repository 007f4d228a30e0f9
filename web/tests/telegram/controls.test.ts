// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { drawControls } from "../../src/telegram/controls";
import { type Bridge, holdSwipes, host, type MainButton } from "../../src/telegram/host";

const start = host.getInitialState();
const post = vi.fn();
const heard = new Map<string, () => void>();
const bridge = {
  post,
  on: (name: string, handler: () => void) => {
    heard.set(name, handler);
    return () => heard.delete(name);
  },
} as unknown as Bridge;

beforeAll(() => drawControls(bridge));
beforeEach(() => post.mockClear());
afterEach(() => host.setState(start, true));

function button(change: Partial<MainButton> = {}): MainButton {
  return { id: "one", text: "Save", enabled: true, busy: false, press: () => undefined, ...change };
}

function last(name: string): unknown {
  return post.mock.calls.findLast(([event]) => event === name)?.[1];
}

test("Telegram is told all of the button each time", () => {
  host.setState({ buttonColors: { color: "#123456", text_color: "#ffffff" } });
  host.setState({ buttons: [button()] });
  expect(last("web_app_setup_main_button")).toEqual({
    is_visible: true,
    text: "Save",
    is_active: true,
    is_progress_visible: false,
    color: "#123456",
    text_color: "#ffffff",
  });
  host.setState({ buttonColors: { color: "#654321", text_color: "#ffffff" } });
  expect(last("web_app_setup_main_button")).toMatchObject({
    is_visible: true,
    text: "Save",
    color: "#654321",
  });
});

test("a busy button shows it and takes no press", () => {
  host.setState({ buttons: [button({ busy: true })] });
  expect(last("web_app_setup_main_button")).toMatchObject({ is_active: false, is_progress_visible: true });
});

test("the button goes with the last wish", () => {
  host.setState({ buttons: [button()] });
  host.setState({ buttons: [] });
  expect(last("web_app_setup_main_button")).toEqual({ is_visible: false });
});

test("what does not change is not told again", () => {
  host.setState({ buttons: [button()] });
  post.mockClear();
  host.setState({ drags: 0 });
  expect(post).not.toHaveBeenCalled();
});

test("presses go to what lies on top", () => {
  const pressed: string[] = [];
  host.setState({
    buttons: [button(), button({ id: "two", press: () => pressed.push("button") })],
    waysBack: [
      { id: "page", go: () => pressed.push("page") },
      { id: "dialog", go: () => pressed.push("dialog") },
    ],
  });
  heard.get("main_button_pressed")?.();
  heard.get("back_button_pressed")?.();
  expect(pressed).toEqual(["button", "dialog"]);
  expect(last("web_app_setup_back_button")).toEqual({ is_visible: true });
});

test("a drag keeps swipes from closing the app until it ends", () => {
  const end = holdSwipes();
  expect(last("web_app_setup_swipe_behavior")).toEqual({ allow_vertical_swipe: false });
  end();
  expect(last("web_app_setup_swipe_behavior")).toEqual({ allow_vertical_swipe: true });
});

test("closing is asked about while something is unsaved", () => {
  host.setState({ unsaved: ["task"] });
  expect(last("web_app_setup_closing_behavior")).toEqual({ need_confirmation: true });
});
