import { expect, it } from "vitest";
import type { Message } from "../../src/api/schema";
import { heldBack, mergedFeed, tornApart } from "../../src/messages/merging";
import { message } from "../samples";

const many = (...ids: number[]) => ids.map((id) => message({ id }));
const live = (...messages: Message[]) => new Map(messages.map((each) => [each.id, each]));
const all = () => true;
const ids = (messages: readonly Message[]) => messages.map((each) => each.id);

it("puts live messages before the pages, newest first", () => {
  expect(ids(mergedFeed(many(3, 2), live(...many(5, 4, 3)), false, all))).toEqual([5, 4, 3, 2]);
});

it("shows the live state of a message that was read", () => {
  const feed = mergedFeed(many(3, 2), live(message({ id: 2, status: "failed" })), false, all);
  expect(feed.map((each) => each.status)).toEqual(["received", "failed"]);
});

it("leaves out what an event named below the oldest page, until the pages reach it", () => {
  const events = live(message({ id: 1 }));
  expect(ids(mergedFeed(many(9, 8), events, false, all))).toEqual([9, 8]);
  expect(ids(mergedFeed(many(9, 8), events, true, all))).toEqual([9, 8, 1]);
});

it("shows what is live before the first page, and all of it when no page has anything", () => {
  expect(ids(mergedFeed(null, live(...many(2, 1)), false, all))).toEqual([2, 1]);
  expect(ids(mergedFeed([], live(...many(2)), true, all))).toEqual([2]);
});

it("lets go of what no longer fits", () => {
  const failed = live(message({ id: 2, status: "failed" }));
  expect(ids(mergedFeed(many(3, 2), failed, false, (each) => each.status === "received"))).toEqual([3]);
});

it("holds new ones back and counts them", () => {
  const [held, shown] = heldBack(many(5, 4, 3), 3);
  expect([held, ids(shown)]).toEqual([2, [3]]);
  expect(heldBack(many(5), null)[0]).toBe(0);
});

it("sees when the live store has dropped messages that no page has", () => {
  expect(tornApart(many(3), live(...many(9, 8)), 2)).toBe(true);
  expect(tornApart(many(8), live(...many(9, 8)), 2)).toBe(false);
  expect(tornApart(many(3), live(...many(9, 8)), 3)).toBe(false);
});
