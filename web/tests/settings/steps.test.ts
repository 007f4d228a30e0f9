import { describe, expect, it } from "vitest";
import type { TelegramReport } from "../../src/api/schema";
import { stepsOf } from "../../src/settings/telegram/steps";

const NOTHING: TelegramReport = { configured: false, token_set: false, chats: [] };
const GROUP = { chat_id: -1, title: "Harbor", kind: "supergroup", state: "active", members: 3 } as const;
const RUNNING: TelegramReport = {
  configured: true,
  token_set: true,
  bot: { id: 1, username: "harbor_tasks_bot" },
  chats: [],
};

function statesOf(report: TelegramReport): string {
  return stepsOf(report)
    .map(({ state }) => state)
    .join(" ");
}

describe("stepsOf", () => {
  it.each<[string, TelegramReport, string]>([
    ["without a token", NOTHING, "next later later later later"],
    ["with one that is not used yet", { ...NOTHING, token_set: true }, "done done next later later"],
    [
      "with one that Telegram refuses",
      { ...NOTHING, token_set: true, problem: "Telegram refuses the token." },
      "done done stuck later later",
    ],
    ["with a bot that is in no group", RUNNING, "done done done next later"],
    [
      "with a bot that has left its group",
      { ...RUNNING, chats: [{ ...GROUP, state: "left" }] },
      "done done done next later",
    ],
    ["with a bot in a group", { ...RUNNING, chats: [GROUP] }, "done done done done next"],
    [
      "with the board in Telegram, before any group",
      { ...RUNNING, mini_app_url: "https://tasks.example.org/telegram/board" },
      "done done done next done",
    ],
  ])("%s", (_, report, states) => {
    expect(statesOf(report)).toBe(states);
  });
});
