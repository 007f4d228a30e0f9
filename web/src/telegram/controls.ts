/** Draws what src/telegram/host.ts keeps: the buttons around the page, and what closes it. */

import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { type Bridge, type Host, holdSwipes, host, openLink } from "./host";

/** Call `draw` with what `pick` returns, now and whenever that is another value. */
function follow<Value>(pick: (state: Host) => Value, draw: (value: Value) => void): void {
  let last = pick(host.getState());
  draw(last);
  host.subscribe((state) => {
    const next = pick(state);
    if (Object.is(last, next)) return;
    last = next;
    draw(next);
  });
}

/** Telegram wants all of the button each time: what is left out counts as no. */
function drawMainButton({ post }: Bridge): void {
  const draw = () => {
    const { buttons, buttonColors } = host.getState();
    const button = buttons.at(-1);
    if (button === undefined) post("web_app_setup_main_button", { is_visible: false });
    else {
      post("web_app_setup_main_button", {
        is_visible: true,
        text: button.text,
        is_active: button.enabled && !button.busy,
        is_progress_visible: button.busy,
        ...buttonColors,
      });
    }
  };
  follow(({ buttons }) => buttons.at(-1), draw);
  follow(({ buttonColors }) => buttonColors, draw);
}

/** Let a drag move the card and not the app, however it ends. */
function keepDragsInside(): void {
  let end: (() => void) | undefined;
  monitorForElements({
    onDragStart: () => {
      end = holdSwipes();
    },
    onDrop: () => end?.(),
  });
}

/** Let Telegram open links to elsewhere: a page in its frame can't be left for them. */
function takeLinks(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || event.defaultPrevented || link.origin === location.origin) return;
    if (link.protocol !== "https:" && link.protocol !== "http:") return;
    event.preventDefault();
    openLink(link.href);
  });
}

/** Draw the buttons from now on, and hear their presses. */
export function drawControls(bridge: Bridge): void {
  const { post, on } = bridge;
  drawMainButton(bridge);
  follow(
    ({ waysBack }) => waysBack.length > 0,
    (isVisible) => post("web_app_setup_back_button", { is_visible: isVisible }),
  );
  follow(
    ({ unsaved }) => unsaved.length > 0,
    (isUnsaved) => post("web_app_setup_closing_behavior", { need_confirmation: isUnsaved }),
  );
  follow(
    ({ drags }) => drags > 0,
    (isDragging) => post("web_app_setup_swipe_behavior", { allow_vertical_swipe: !isDragging }),
  );
  on("main_button_pressed", () => host.getState().buttons.at(-1)?.press());
  on("back_button_pressed", () => host.getState().waysBack.at(-1)?.go());
  keepDragsInside();
  takeLinks();
}
