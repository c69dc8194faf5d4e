import assert from "node:assert/strict";
import { test } from "node:test";
import { dice, load } from "./loader.mjs";

const { writeAddress, readAddress, freshState, toCsv, toGraphMl } = load("writeAddress", "readAddress", "freshState", "toCsv", "toGraphMl");

const ids = ["mali", "a,b", "50%", "ünï=&#~!", "__proto__", "\u0001x", "g:1", "last"];
const known = {
  values: { relation: ["attacks", "meets-with"], type: ["state", "person"], status: ["occurred", "ongoing", "denied"], source: ["", "A & B, C", "=x", "!y", "__proto__"], country: ["ML", "-"] },
  offAtFirst: { status: ["denied"] }, ids, places: new Map(ids.map((id, at) => [id, at])), hubs: [0, 3],
};
const GROUP = ids.length + 1;

function someState(roll) {
  const state = freshState(known.offAtFirst);
  const any = (count) => Math.floor(roll() * count);
  for (const facet of Object.keys(state.off)) state.off[facet] = new Set(known.values[facet].filter(() => roll() < 0.4));
  return {
    ...state, confidence: any(21) / 20, sources: 1 + any(5), from: roll() < 0.5 ? any(20000) : null, to: roll() < 0.5 ? any(20000) : null,
    undated: roll() < 0.5, mode: roll() < 0.5 ? "groups" : "actors", extra: [any(8), any(8)],
    focus: [null, ["actor", any(8)], ["group", GROUP], ["path", any(8), any(8)]][any(4)],
    picked: [null, [any(8)], [GROUP], [2, GROUP, "conflict"], [1, 4, "structural"]][any(5)],
    view: roll() < 0.5 ? "table" : "picture", sort: "subject", down: roll() < 0.5, camera: roll() < 0.5 ? [-12, 40, 1.25] : null,
  };
}

test("what is as at first is not written", () => {
  assert.equal(writeAddress(freshState(known.offAtFirst), known), "");
  assert.deepEqual(readAddress("", known), freshState(known.offAtFirst));
  assert.deepEqual(readAddress("#", known), freshState(known.offAtFirst));
});

test("an address brings its state back", () => {
  const roll = dice(11);
  for (let round = 0; round < 300; round += 1) {
    const state = someState(roll);
    const text = writeAddress(state, known);
    assert.match(text, /^[\w!*%&=,.-]*$/);
    assert.deepEqual(readAddress(`#${text}`, known), state, text);
  }
});

test("what an address names and the page does not know is left as at first", () => {
  const fresh = freshState(known.offAtFirst);
  for (const text of ["pick=nobody", "focus=group,mali,mali", "focus=actor", "focus=path,mali", "extra=nobody", "confidence=x", "from=today", "camera=1,2", "toString=1", "__proto__=1", "sort=%3Cb%3E", "mode=x", "=", "&&&"]) {
    assert.deepEqual(readAddress(`#${text}`, known), fresh, text);
  }
  assert.deepEqual(readAddress("#pick=mali,last,conflict", known).picked, [0, 7, "conflict"]);
  assert.deepEqual(readAddress("#confidence=7&sources=1e9", known).confidence, 1);
});

test("a sheet's cells come back, and none begins a formula", () => {
  assert.equal(toCsv(["a", "b"], [["x,y", "he said \"no\""], ["two\nlines", null], ["=1+1", -2], ["@x", "+x"]]),
    "a,b\r\n\"x,y\",\"he said \"\"no\"\"\"\r\n\"two\nlines\",\r\n'=1+1,-2\r\n'@x,'+x\r\n");
});

test("a graph's text stays text", () => {
  const text = toGraphMl([{ id: "a\"<", label: "<&>\u0000\uD800", n: 1 }, { id: "b", label: null }], [{ id: "e", source: "a\"<", target: "b", sentence: "x ]]> y" }]);
  assert.ok(text.includes("<node id=\"a&quot;&lt;\"><data key=\"node.label\">&lt;&amp;&gt;\uFFFD\uFFFD</data><data key=\"node.n\">1</data></node>"));
  assert.ok(text.includes("<edge id=\"e\" source=\"a&quot;&lt;\" target=\"b\"><data key=\"edge.sentence\">x ]]&gt; y</data></edge>"));
  assert.ok(text.includes("attr.name=\"n\" attr.type=\"double\""));
});
