/** Where the board was when the tab was opened by Telegram. */
export const BOARD_PATH = "/telegram/board";

const WAYS: readonly [pattern: RegExp, path: (id: string) => string][] = [
  [/^task_(\d{1,15})$/, (id) => `/tasks/${id}`],
  [/^chat_(-?\d{1,20})$/, (id) => `/?chat=${id}`],
  [/^inbox$/, () => "/inbox"],
];

/** Return the address that the text of a `startapp=` link stands for, null when it stands for none. */
export function placeOf(startParam: string): string | null {
  for (const [pattern, path] of WAYS) {
    const match = pattern.exec(startParam);
    if (match !== null) return path(match[1] ?? "");
  }
  return null;
}
