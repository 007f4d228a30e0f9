// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import { findLaunch, parametersOf, readLaunch } from "../../src/telegram/launch";
import { placeOf } from "../../src/telegram/startParam";

const DATA = "query_id=A&user=%7B%22id%22%3A7%7D&auth_date=1&hash=ab";
const PARAMETERS = new URLSearchParams({
  tgWebAppData: DATA,
  tgWebAppVersion: "8.0",
  tgWebAppPlatform: "ios",
  tgWebAppThemeParams: '{"bg_color":"#ffffff"}',
}).toString();

afterEach(() => {
  sessionStorage.clear();
  history.replaceState(null, "", "/");
});

test("a plain address is not Telegram's", () => {
  expect(parametersOf("")).toBeNull();
  expect(parametersOf("#main")).toBeNull();
  expect(parametersOf("#a=1&b=2")).toBeNull();
});

test("parameters are found behind a route in the hash too", () => {
  expect(parametersOf(`#/somewhere?${PARAMETERS}`)).toBe(PARAMETERS);
});

test("what Telegram signed stays as it is", () => {
  const launch = readLaunch(PARAMETERS, "", true);
  expect(launch).toMatchObject({ initData: DATA, version: "8.0", theme: { bg_color: "#ffffff" } });
});

test.each(["", "nonsense", "8", "[1", "null"])("odd versions and themes (%j) do no harm", (odd) => {
  const parameters = new URLSearchParams({
    tgWebAppPlatform: "tdesktop",
    tgWebAppVersion: odd,
    tgWebAppThemeParams: odd,
  });
  expect(readLaunch(parameters.toString(), "", true)).toMatchObject({
    version: "6.0",
    theme: {},
    initData: "",
  });
});

test("the link's text comes by any of three ways", () => {
  const inHash = readLaunch(`${PARAMETERS}&tgWebAppStartParam=task_1`, "?tgWebAppStartParam=task_2", true);
  expect(inHash.startParam).toBe("task_1");
  expect(readLaunch(PARAMETERS, "?tgWebAppStartParam=task_2", true).startParam).toBe("task_2");
  const signed = new URLSearchParams({ tgWebAppData: `${DATA}&start_param=task_3` }).toString();
  expect(readLaunch(signed, "", true).startParam).toBe("task_3");
});

test("parameters leave the address and survive a reload", () => {
  history.replaceState(null, "", `/telegram/board?a=1#${PARAMETERS}`);
  expect(findLaunch()).toMatchObject({ initData: DATA, fresh: true });
  expect(location.href).not.toContain("tgWebApp");
  expect(location.pathname + location.search).toBe("/telegram/board?a=1");
  expect(findLaunch()).toMatchObject({ initData: DATA, fresh: false });
});

test("without parameters there is no Telegram", () => {
  expect(findLaunch()).toBeNull();
});

test.each([
  ["task_12", "/tasks/12"],
  ["chat_-1001234567890", "/?chat=-1001234567890"],
  ["chat_7", "/?chat=7"],
  ["inbox", "/inbox"],
])("%s opens %s", (startParam, place) => {
  expect(placeOf(startParam)).toBe(place);
});

test.each(["", "task_", "task_1/../settings", "chat_--1", "task_1&x=2", "inbox2", "//evil.example"])(
  "%j opens nothing",
  (startParam) => {
    expect(placeOf(startParam)).toBeNull();
  },
);
