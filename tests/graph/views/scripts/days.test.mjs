import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./loader.mjs";

const { daysOf, isoOf, dayNumber, barsOf, barAt } = load("daysOf", "isoOf", "dayNumber", "barsOf", "barAt");
const span = (iso) => daysOf(iso).map(isoOf);

test("a date tells its first and its last day", () => {
  assert.deepEqual(span("2022-02-17"), ["2022-02-17", "2022-02-17"]);
  assert.deepEqual(span("2024-02"), ["2024-02-01", "2024-02-29"]);
  assert.deepEqual(span("2022-12"), ["2022-12-01", "2022-12-31"]);
  assert.deepEqual(span("1968"), ["1968-01-01", "1968-12-31"]);
  assert.deepEqual(span("0044"), ["0044-01-01", "0044-12-31"]);
  assert.deepEqual(span("2022-02-01/2022-03-15"), ["2022-02-01", "2022-03-15"]);
});

test("bars cover the time without gap or overlap, and no more than asked for", () => {
  const start = dayNumber(2011, 3, 14);
  for (const length of [0, 1, 30, 71, 72, 400, 1500, 5000, 20000, 90000]) {
    const bars = barsOf(start, start + length, 72);
    assert.ok(bars.length >= 2 && bars.length <= 73, String(length));
    assert.ok(bars[0] <= start && bars.at(-1) > start + length, String(length));
    bars.slice(1).forEach((day, at) => assert.ok(day > bars[at]));
  }
});

test("bars of weeks begin on Mondays, of months on their first day", () => {
  const weeks = barsOf(dayNumber(2024, 1, 3), dayNumber(2024, 12, 20), 72);
  assert.equal(new Date(weeks[0] * 864e5).getUTCDay(), 1);
  assert.equal(weeks[1] - weeks[0], 7);
  const months = barsOf(dayNumber(2020, 1, 15), dayNumber(2024, 12, 20), 72);
  assert.ok(months.every((day) => isoOf(day).endsWith("-01")));
  const earlier = barsOf(dayNumber(1962, 1, 3), dayNumber(1962, 12, 20), 72);
  assert.equal(new Date(earlier[0] * 864e5).getUTCDay(), 1);
});

test("each day falls in the bar that holds it", () => {
  const bars = barsOf(dayNumber(2020, 1, 15), dayNumber(2024, 12, 20), 72);
  for (let day = bars[0]; day < bars.at(-1); day += 1) {
    const bar = barAt(bars, day);
    assert.ok(bars[bar] <= day && day < bars[bar + 1]);
  }
});
