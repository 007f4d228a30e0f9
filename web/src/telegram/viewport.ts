/** How much of the screen the page has, and which edges are covered by the device or by Telegram. */

import type { SafeAreaInsets } from "@tma.js/bridge";
import type { Bridge } from "./host";

const EDGES = ["top", "bottom", "left", "right"] as const;

function keep(name: string, pixels: number): void {
  document.documentElement.style.setProperty(`--telegram-${name}`, `${pixels}px`);
}

/** Keep the sizes as variables that src/ui/tokens.css reads. */
export function followViewport({ post, on }: Bridge): void {
  const keepAll = (prefix: string) => (insets: SafeAreaInsets) => {
    for (const edge of EDGES) keep(prefix + edge, insets[edge]);
  };
  on("safe_area_changed", keepAll("device-"));
  on("content_safe_area_changed", keepAll(""));
  on("viewport_changed", ({ height, is_state_stable }) => {
    // While somebody drags the sheet its height changes all the time; the page waits for the end.
    if (is_state_stable) keep("height", height);
  });
  post("web_app_request_viewport");
  post("web_app_request_safe_area");
  post("web_app_request_content_safe_area");
}
