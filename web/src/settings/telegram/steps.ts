/** The way to a connected bot, and how far it has been gone. */

import type { TelegramReport } from "../../api/schema";

export const STEPS = ["bot", "token", "start", "group", "app"] as const;
export type StepName = (typeof STEPS)[number];

/** `next` is what to do now; `stuck` was done and does not work. */
export type StepState = "done" | "next" | "stuck" | "later";

export interface Step {
  readonly name: StepName;
  readonly state: StepState;
}

const GROUPS: readonly string[] = ["group", "supergroup"];

function isDone(name: StepName, report: TelegramReport): boolean {
  switch (name) {
    case "bot":
    case "token":
      return report.token_set;
    case "start":
      return Boolean(report.bot);
    case "group":
      return report.chats.some(({ kind, state }) => state === "active" && GROUPS.includes(kind));
    case "app":
      return Boolean(report.mini_app_url);
  }
}

/** Return the steps with how each is; of those not done only the first is next. */
export function stepsOf(report: TelegramReport): Step[] {
  const next = STEPS.find((name) => !isDone(name, report));
  return STEPS.map((name) => {
    if (isDone(name, report)) return { name, state: "done" };
    if (name !== next) return { name, state: "later" };
    return { name, state: name === "start" && report.problem ? "stuck" : "next" };
  });
}

/** Whether the bot is deaf to what people say in groups: it sees only commands and replies to it. */
export function isPrivate(report: TelegramReport): boolean {
  return report.reads_all_of_groups === false;
}
