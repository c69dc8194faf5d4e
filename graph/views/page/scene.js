// What is drawn: actors with a symbol of their own, groups that stand for the others, and one line a pair and polarity.
// A symbol is a number: an actor's place, or behind all actors that of a group.

const MOST_ACTORS = 400;
const MOST_LINES = 1100;
const MOST_GROUP_LINES = 160;

// The claims parted among lines and groups. `group` tells each actor's group, `drawn` the actors with a symbol.
function sceneOf(shown, group, drawn) {
  const count = group.length;
  const lines = new Map();
  const inside = new Map();
  const hidden = new Map();
  const symbols = new Set();
  const place = (actor) => {
    if (drawn.has(actor)) { symbols.add(actor); return actor; }
    const crowd = count + group[actor];
    if (!hidden.has(crowd)) { hidden.set(crowd, new Set()); inside.set(crowd, []); symbols.add(crowd); }
    hidden.get(crowd).add(actor);
    return crowd;
  };
  for (const claim of shown) {
    const one = place(claim.subject);
    const other = place(claim.object);
    if (one === other) { inside.get(one).push(claim); continue; }
    const [a, b] = one < other ? [one, other] : [other, one];
    const key = lineKey(a, b, claim.polarity);
    if (!lines.has(key)) lines.set(key, { key, a, b, polarity: claim.polarity, claims: [] });
    lines.get(key).claims.push(claim);
  }
  return { symbols, lines, inside, hidden, ...visibleLines(lines, count) };
}

function lineKey(a, b, polarity) {
  return `${a}-${b}-${polarity}`;
}

// Lines that are drawn, and those too thin for a picture that one can still read.
function visibleLines(lines, count) {
  const all = [...lines.values()];
  const toGroups = all.filter((line) => line.b >= count);
  const between = all.filter((line) => line.b < count);
  if (between.length <= MOST_LINES && toGroups.length <= MOST_GROUP_LINES) return { visible: all, thin: [] };
  const strongest = (some, most) => some.sort((x, y) => y.claims.length - x.claims.length || x.a - y.a || x.b - y.b).slice(0, most);
  const visible = [...strongest(between, MOST_LINES), ...strongest(toGroups, MOST_GROUP_LINES)];
  const kept = new Set(visible);
  return { visible, thin: all.filter((line) => !kept.has(line)) };
}

// How the claims are spread: each is in exactly one of these.
function accountOf(scene) {
  const sum = (some) => some.reduce((total, claims) => total + claims.length, 0);
  return {
    drawn: sum(scene.visible.map((line) => line.claims)), thin: sum(scene.thin.map((line) => line.claims)),
    inside: sum([...scene.inside.values()]),
  };
}
