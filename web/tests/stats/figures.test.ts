import { describe, expect, it } from "vitest";
import type { DayFigures } from "../../src/api/schema";
import { rangeOf } from "../../src/stats/data";
import { backlogGrowth, busiest, doneByWeek, spansOf, sum } from "../../src/stats/figures";
import { compact, dollars, duration, longDay, shortDay, spokenDay } from "../../src/stats/words";

function day(date: string, change: Partial<DayFigures> = {}): DayFigures {
  return { date, messages: 0, actionable: 0, created: 0, completed: 0, closed: 0, backlog: 0, ...change };
}

const fortnight = Array.from({ length: 14 }, (_, at) =>
  day(`2026-11-${String(at + 10)}`, { completed: at < 7 ? 1 : 3, backlog: 20 - at }),
);

describe("the figures of days", () => {
  it("add up", () => expect(sum(fortnight, "completed")).toBe(28));

  it("tell the last seven days from the seven before", () => {
    expect(doneByWeek([day("2026-11-09", { completed: 90 }), ...fortnight])).toEqual({ now: 21, before: 7 });
  });

  it("know the first of the busiest days", () => {
    const days = [day("2026-11-01"), day("2026-11-02", { messages: 4 }), day("2026-11-03", { messages: 4 })];
    expect(busiest(days, "messages")?.date).toBe("2026-11-02");
    expect(busiest([day("2026-11-01")], "messages")).toBeNull();
  });

  it("say how the backlog has changed", () => {
    expect(backlogGrowth(fortnight)).toBe(-13);
    expect(backlogGrowth([])).toBe(0);
  });
});

describe("spansOf", () => {
  const year = Array.from({ length: 365 }, (_, at) => {
    const date = new Date(Date.UTC(2025, 10, 27 + at)).toISOString().slice(0, 10);
    return day(date, { messages: 1, backlog: at });
  });

  it("leaves a quarter of a year as it is", () => {
    expect(spansOf(fortnight)).toEqual({ unit: "day", spans: fortnight });
  });

  it("gathers a year by weeks from Monday on, losing no day", () => {
    const { unit, spans } = spansOf(year);
    expect(unit).toBe("week");
    expect(spans.map((span) => span.date).slice(0, 2)).toEqual(["2025-11-27", "2025-12-01"]);
    expect(spans.map((span) => span.messages)).toEqual([4, ...Array(51).fill(7), 4]);
    expect(spans.slice(0, 2).map((span) => span.backlog)).toEqual([3, 10]);
  });
});

describe("rangeOf", () => {
  it.each([
    ["7", 7],
    ["365", 365],
    [null, 30],
    ["31", 30],
    ["7.0", 30],
  ])("of %j is %j", (asked, range) => expect(rangeOf(asked)).toBe(range));
});

describe("words", () => {
  it.each([
    [0.088, "88 ms"],
    [42, "42 sec"],
    [5400, "1.5 hr"],
    [1_036_800, "12 days"],
  ])("say %d seconds as %s", (seconds, text) => expect(duration(seconds, "en")).toBe(text));

  it("say durations in Ukrainian", () => expect(duration(5400, "uk")).toBe("1,5 год"));

  it("show a day as the server's calendar has it, whatever zone the browser is in", () => {
    expect(shortDay("2026-03-01", "en")).toBe("Mar 1");
    expect(longDay("2026-03-01", "en")).toBe("Sun, Mar 1, 2026");
  });

  it.each([
    [0, "$0.00"],
    [0.001_834, "$0.0018"],
    [12.345, "$12.35"],
  ])("say %d dollars as %s", (amount, text) => expect(dollars(amount, "en")).toBe(text));

  it("name the year of a day in another one", () => {
    expect(spokenDay("2026-03-01", "2026-11-26", "en")).toBe("March 1");
    expect(spokenDay("2025-12-01", "2026-11-26", "en")).toBe("December 1, 2025");
  });

  it("shorten numbers for axes", () => expect(compact(1_234, "en")).toBe("1.2K"));
});
