import assert from "node:assert/strict";
import { test } from "node:test";
import { dice, load } from "./loader.mjs";

const { makeFacet, failsOf, countsOf, failedBy } = load("makeFacet", "failsOf", "countsOf", "failedBy");
const roll = dice(7);
const any = (count) => Math.floor(roll() * count);
const COUNT = 400;
const ACTORS = 40;

const claims = Array.from({ length: COUNT }, () => ({
  relation: any(5), subject: any(ACTORS), object: any(ACTORS), confidence: any(101) / 100, dated: roll() < 0.8, first: any(100), width: any(20),
}));
const types = Array.from({ length: ACTORS }, () => any(4));
const countries = Array.from({ length: ACTORS }, () => [...new Set(Array.from({ length: 1 + any(3) }, () => any(6)))]);
const subject = claims.map((claim) => claim.subject);
const object = claims.map((claim) => claim.object);
const names = (count) => Array.from({ length: count }, (_, at) => `v${at}`);
const facets = [
  makeFacet("relation", "single", names(5), { at: claims.map((claim) => claim.relation) }),
  makeFacet("type", "both", names(4), { subject, object, of: types }),
  makeFacet("country", "either", names(6), { subject, object, of: countries }),
  makeFacet("confidence", "least", [], { at: claims.map((claim) => claim.confidence) }),
  makeFacet("time", "span", [], { dated: claims.map((claim) => Number(claim.dated)), first: claims.map((claim) => claim.first), last: claims.map((claim) => claim.first + claim.width) }),
];

const rules = {
  relation: (claim, choice) => !choice.off.relation.has(`v${claim.relation}`),
  type: (claim, choice) => [claim.subject, claim.object].every((end) => !choice.off.type.has(`v${types[end]}`)),
  country: (claim, choice) => [claim.subject, claim.object].some((end) => countries[end].some((country) => !choice.off.country.has(`v${country}`))),
  confidence: (claim, choice) => claim.confidence >= choice.confidence,
  time: (claim, choice) => (claim.dated
    ? (choice.from === null || claim.first + claim.width >= choice.from) && (choice.to === null || claim.first <= choice.to) : choice.undated),
};

function someChoice() {
  const some = (count) => new Set(names(count).filter(() => roll() < 0.3));
  const from = roll() < 0.5 ? any(100) : null;
  return {
    off: { relation: some(5), type: some(4), country: some(6) }, confidence: roll() < 0.5 ? roll() : 0,
    from, to: roll() < 0.5 ? (from ?? 0) + any(60) : null, undated: roll() < 0.7,
  };
}

test("a claim fails just the filters whose rule it breaks", () => {
  for (let round = 0; round < 60; round += 1) {
    const choice = someChoice();
    const fails = failsOf(facets, choice, COUNT);
    claims.forEach((claim, at) => facets.forEach((facet, place) => {
      assert.equal(Boolean(fails[at] & (1 << place)), !rules[facet.id](claim, choice), facet.id);
    }));
    assert.deepEqual(failedBy(facets, fails), facets.map((facet) => claims.filter((claim) => !rules[facet.id](claim, choice)).length));
  }
});

test("a count is what a value would show by itself, the other filters as they are", () => {
  for (let round = 0; round < 30; round += 1) {
    const choice = someChoice();
    const fails = failsOf(facets, choice, COUNT);
    const others = (id) => claims.filter((claim) => facets.every((facet) => facet.id === id || rules[facet.id](claim, choice)));
    assert.deepEqual([...countsOf(facets, 0, fails)], names(5).map((_, at) => others("relation").filter((claim) => claim.relation === at).length));
    const ends = new Set(others("type").flatMap((claim) => [claim.subject, claim.object]));
    assert.deepEqual([...countsOf(facets, 1, fails)], names(4).map((_, at) => [...ends].filter((end) => types[end] === at).length));
    const meets = (claim, at) => countries[claim.subject].includes(at) || countries[claim.object].includes(at);
    assert.deepEqual([...countsOf(facets, 2, fails)], names(6).map((_, at) => others("country").filter((claim) => meets(claim, at)).length));
  }
});
