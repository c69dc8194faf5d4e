import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./loader.mjs";

const { unpack, toObjects } = load("unpack", "toObjects");

// Pairs of values and what graph/views/columns.py makes of them, from the test that starts this one.
const { PACKED } = process.env;

test("what Python packs comes back", { skip: !PACKED && "PACKED names no file" }, () => {
  const told = JSON.parse(readFileSync(PACKED, "utf-8"));
  assert.ok(told.length > 20);
  for (const [values, packed] of told) assert.deepEqual(unpack(packed), values);
});

test("rows are objects that know their place", () => {
  assert.deepEqual(toObjects({ id: ["x", "y"], n: [1, 2] }), [{ index: 0, id: "x", n: 1 }, { index: 1, id: "y", n: 2 }]);
});
