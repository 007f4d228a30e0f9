import { afterEach, expect, test, vi } from "vitest";
import { host } from "../../src/telegram/host";
import { toast } from "../../src/ui/toasts";

const start = host.getInitialState();

afterEach(() => host.setState(start, true));

test("a device feels good news, and what was asked for in vain", () => {
  vi.useFakeTimers();
  const post = vi.fn();
  host.setState({ bridge: { post, on: () => () => {} } });
  for (const kind of ["done", "refused", "problem"] as const) toast({ kind, text: kind });
  expect(post.mock.calls.map(([, felt]) => felt.notification_type)).toEqual(["success", "error", "error"]);
  vi.useRealTimers();
});
