import { expect, it } from "vitest";
import {
  daysBetween,
  dueHere,
  isWholeDay,
  relative,
  shortDue,
  slicePoints,
  urgencyOf,
} from "../../src/text/format";

const NOW = new Date(2026, 10, 26, 12, 0, 0);
const at = (day: number, hour = 17, minute = 0, second = 0) => new Date(2026, 10, day, hour, minute, second);

it.each([
  [at(26), "today, 5:00 PM"],
  [at(27), "tomorrow, 5:00 PM"],
  [at(25), "yesterday, 5:00 PM"],
  [at(27, 23, 59, 59), "tomorrow"],
  [at(30), "Mon, 5:00 PM"],
  [new Date(2026, 11, 24), "Dec 24"],
  [new Date(2027, 2, 1), "Mar 1, 2027"],
])("writes %s as %s", (due, text) => {
  expect(shortDue(due, NOW, "en").replaceAll("\u202f", " ")).toBe(text);
});

it("tells whole days from times", () => {
  expect(isWholeDay(at(27, 23, 59, 59))).toBe(true);
  expect(isWholeDay(at(27, 23, 59, 58))).toBe(false);
});

it("means the same day everywhere by a day without a time, and the same moment by a time", () => {
  const day = new Date("2026-11-27T23:59:59Z");
  expect(dueHere(day, "UTC")).toEqual(new Date(2026, 10, 27, 23, 59, 59));
  expect(dueHere(day, "Europe/Kyiv")).toBe(day);
  expect(dueHere(new Date("2026-11-27T21:59:59Z"), "Europe/Kyiv")).toEqual(
    new Date(2026, 10, 27, 23, 59, 59),
  );
  const time = new Date("2026-11-27T17:00:00Z");
  expect(dueHere(time, "UTC")).toBe(time);
});

it("counts calendar days, not spans of 24 hours", () => {
  expect(daysBetween(at(26, 23), at(27, 1))).toBe(1);
  expect(daysBetween(at(26, 1), at(26, 23))).toBe(0);
});

it.each([
  [at(26, 11), "overdue"],
  [at(27, 11), "soon"],
  [at(28, 13), "later"],
])("says of %s that it is %s", (due, urgency) => {
  expect(urgencyOf(due, NOW)).toBe(urgency);
});

it("speaks of the past and the future", () => {
  expect(relative(at(26, 11, 58), NOW, "en")).toBe("2 minutes ago");
  expect(relative(at(29, 13), NOW, "en")).toBe("in 3 days");
  expect(relative(at(26, 11, 59, 50), NOW, "en")).toBe("this minute");
});

it("cuts at code points, as the server counts", () => {
  expect(slicePoints("🦈🦈 due friday", 3, 6)).toBe("due");
});
