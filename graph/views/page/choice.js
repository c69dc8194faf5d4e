// Which claims pass the filters, and how many would pass each value: one pass over the claims, without the page.

// A facet is a filter. "single": a claim has one value; "both": each end has one and both must be on; "either": ends have
// several and one that is on will do; "least": a number that must be reached; "span": days that must meet a window.
function makeFacet(id, kind, values, arrays) {
  return { id, kind, values, ...arrays };
}

// For each claim a bit for each facet, by its place in the list, that it fails: 0 if it passes.
function failsOf(facets, choice, count) {
  const fails = new Int32Array(count);
  facets.forEach((facet, place) => {
    const passes = PASSES[facet.kind](facet, choice);
    const bit = 1 << place;
    for (let claim = 0; claim < count; claim += 1) if (!passes(claim)) fails[claim] |= bit;
  });
  return fails;
}

function switches(facet, off) {
  return Uint8Array.from(facet.values, (value) => (off.has(value) ? 0 : 1));
}

const PASSES = {
  single: (facet, choice) => {
    const on = switches(facet, choice.off[facet.id]);
    return (claim) => on[facet.at[claim]];
  },
  both: (facet, choice) => {
    const on = switches(facet, choice.off[facet.id]);
    return (claim) => on[facet.of[facet.subject[claim]]] && on[facet.of[facet.object[claim]]];
  },
  either: (facet, choice) => {
    const on = switches(facet, choice.off[facet.id]);
    const ends = Uint8Array.from(facet.of, (values) => (values.some((value) => on[value]) ? 1 : 0));
    return (claim) => ends[facet.subject[claim]] || ends[facet.object[claim]];
  },
  least: (facet, choice) => (claim) => facet.at[claim] >= choice[facet.id],
  span: (facet, choice) => {
    const { from, to, undated } = choice;
    return (claim) => {
      if (!facet.dated[claim]) return undated;
      return (from === null || facet.last[claim] >= from) && (to === null || facet.first[claim] <= to);
    };
  },
};

// How many claims, or for actor types how many actors, each value would show if the other filters stay as they are.
function countsOf(facets, place, fails) {
  const facet = facets[place];
  const others = ~(1 << place);
  const counts = new Uint32Array(facet.values.length);
  const seen = facet.kind === "both" ? new Uint8Array(facet.of.length) : null;
  const countActor = (actor) => { if (!seen[actor]) { seen[actor] = 1; counts[facet.of[actor]] += 1; } };
  for (let claim = 0; claim < fails.length; claim += 1) {
    if (fails[claim] & others) continue;
    if (facet.kind === "single") counts[facet.at[claim]] += 1;
    else if (facet.kind === "both") { countActor(facet.subject[claim]); countActor(facet.object[claim]); }
    else for (const value of new Set([...facet.of[facet.subject[claim]], ...facet.of[facet.object[claim]]])) counts[value] += 1;
  }
  return counts;
}

// How many claims fail each facet, whatever the others do.
function failedBy(facets, fails) {
  const counts = facets.map(() => 0);
  for (const bits of fails) {
    if (bits) for (let place = 0; place < counts.length; place += 1) if (bits & (1 << place)) counts[place] += 1;
  }
  return counts;
}
