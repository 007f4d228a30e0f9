import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { wordsOf } from "../../src/task/useRuleWords";
import { type Language, makeTexts } from "../../src/text/text";

function words(rule: string, language: Language): string {
  const file = join(import.meta.dirname, `../../src/locales/${language}/task.ftl`);
  const { say } = makeTexts(language, [readFileSync(file, "utf8")]);
  return wordsOf(rule, say, language).replace(/[\u2068\u2069]/g, "");
}

describe("a recurrence rule in words", () => {
  it.each([
    ["FREQ=DAILY", "every day", "щодня"],
    ["FREQ=WEEKLY;BYDAY=FR", "every week: Friday", "щотижня: пʼятниця"],
    [
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
      "every 2 weeks: Monday, Thursday",
      "кожні 2 тижні: понеділок, четвер",
    ],
    ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every week: Monday to Friday", "щотижня: з понеділка до п’ятниці"],
    ["FREQ=MONTHLY;BYMONTHDAY=15", "every month: day 15", "щомісяця: 15 числа"],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", "every month: the last day", "щомісяця: останнього дня"],
    ["FREQ=YEARLY;INTERVAL=5;COUNT=3", "every 5 years, 3 times", "кожні 5 років, 3 рази"],
    ["FREQ=DAILY;UNTIL=20270101T120000Z", "every day, until Jan 1, 2027", "щодня, до 1 січ. 2027 р."],
  ])("%s is %s", (rule, english, ukrainian) => {
    expect([words(rule, "en"), words(rule, "uk")]).toEqual([english, ukrainian]);
  });

  it.each(["FREQ=MONTHLY;BYDAY=2MO", "FREQ=HOURLY", "FREQ=WEEKLY;BYSETPOS=1;BYDAY=MO", "nonsense"])(
    "%s is shown as it is, as no words here would be true",
    (rule) => {
      expect(words(rule, "en")).toBe(rule);
    },
  );
});
