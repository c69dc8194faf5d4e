// Which claims and symbols the present view is made of, and where each symbol stands: all, groups only, or a focus.

const ROOM = 78; // pixels between the actors of a focus, so that names have room
const MOST_ON_PATHS = 60;
const base = new Map(drawing.nodes.map((node) => [node.id, node]));
const baseActors = [...base.keys()].filter((symbol) => symbol < actors.length);
const isGroup = (symbol) => symbol >= actors.length;
const groupAt = (symbol) => groups[symbol - actors.length];
const symbolOfGroup = (group) => actors.length + group.index;

// Half the size of a symbol: as the file has it, but for groups that stand for all of their actors.
function sizeOf(symbol) {
  const given = base.get(symbol)?.size;
  if (!isGroup(symbol)) return given ?? Math.min(6 + 2.2 * Math.sqrt(neighboursOf(symbol).size), 22);
  if (given && state.mode === "actors" && !state.focus) return given;
  return Math.min(17 + 1.2 * Math.sqrt(groupAt(symbol).members.length), 39);
}

// How many actors may be asked for beside those that are drawn at first.
function roomForMore() {
  return state.mode === "groups" ? MOST_ACTORS - groups.length : MOST_ACTORS - base.size;
}

// { shown: claims, drawn: actors with a symbol, spots: where, steps: of the path or null, outside: claims out of focus }.
function currentView() {
  const all = [...passing];
  if (!state.focus) {
    const extra = state.extra.slice(-Math.max(roomForMore(), 0));
    const drawn = new Set(state.mode === "groups" ? extra : [...baseActors, ...extra]);
    return { shown: all, drawn, spots: state.mode === "groups" ? groupSpots(extra) : overviewSpots(extra), steps: null, outside: 0 };
  }
  const [kind, ...symbols] = state.focus;
  const view = { actor: egoView, group: groupView, path: pathView }[kind](all, ...symbols);
  return { steps: null, ...view, outside: all.length - view.shown.length };
}

function within(all, members) {
  return all.filter((claim) => members.has(claim.subject) && members.has(claim.object));
}

function overviewSpots(extra) {
  const spots = new Map(base);
  addBeside(spots, extra);
  return spots;
}

// Actors that were asked for, each beside those that it is linked to.
function addBeside(spots, extra) {
  for (const actor of extra) {
    if (spots.has(actor)) continue;
    const near = [...neighboursOf(actor)].map((other) => spots.get(other)).filter(Boolean).slice(0, 6);
    if (!near.length && spots.has(actors.length + groupOf[actor])) near.push(spots.get(actors.length + groupOf[actor]));
    const mean = (axis) => near.reduce((sum, spot) => sum + spot[axis], 0) / (near.length || 1);
    spots.set(actor, freeSpot({ x: mean("x"), y: mean("y") }, [...spots.values()], 34));
  }
}

// Each group where its actors are drawn otherwise, moved apart.
function groupSpots(extra) {
  const points = groups.map((group) => {
    const spots = group.members.map((member) => base.get(member)).filter(Boolean);
    const mean = (axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / Math.max(spots.length, 1);
    return { x: mean("x"), y: mean("y") };
  });
  const spots = new Map(partPoints(drawnTogether(points, 150), 100).map((point, index) => [symbolOfGroup(groups[index]), point]));
  addBeside(spots, extra);
  return spots;
}

function egoView(all, centre) {
  const told = new Map();
  for (const claim of actors[centre].claims) {
    const other = claim.subject === centre ? claim.object : claim.subject;
    if (passing.has(claim)) told.set(other, (told.get(other) || 0) + 1);
  }
  const closest = [...told.keys()].sort((a, b) => told.get(b) - told.get(a) || a - b);
  const shown = within(all, new Set([centre, ...closest]));
  const drawn = closest.slice(0, MOST_ACTORS - 1 - groups.length);
  const crowds = [...new Set(closest.slice(drawn.length).map((actor) => actors.length + groupOf[actor]))];
  const spots = new Map([[centre, { x: 0, y: 0 }]]);
  inRings([...drawn, ...crowds], spots);
  return { shown, drawn: new Set([centre, ...drawn]), spots };
}

// The closest on the inner ring; on each ring those of one group side by side.
function inRings(symbols, spots) {
  const points = ringsAround(symbols.length, ROOM);
  const ringOf = (point) => Math.round(Math.hypot(point.x / 1.25, point.y));
  const rings = new Map();
  points.forEach((point, at) => { const ring = ringOf(point); if (!rings.has(ring)) rings.set(ring, []); rings.get(ring).push([symbols[at], point]); });
  const groupOfSymbol = (symbol) => (isGroup(symbol) ? symbol - actors.length : groupOf[symbol]);
  for (const ring of rings.values()) {
    const order = ring.map(([symbol]) => symbol).sort((a, b) => groupOfSymbol(a) - groupOfSymbol(b) || a - b);
    ring.forEach(([, point], at) => spots.set(order[at], point));
  }
}

function groupView(all, symbol) {
  const members = new Set(groupAt(symbol).members);
  const shown = within(all, members);
  const linked = [...new Set(shown.flatMap((claim) => [claim.subject, claim.object]))].sort((a, b) => a - b);
  const drawn = linked.slice(0, MOST_ACTORS - 1);
  const order = drawn.length < linked.length ? [...drawn, symbol] : drawn;
  const place = new Map(order.map((one, at) => [one, at]));
  const placeIn = (actor) => place.get(actor) ?? place.get(symbol);
  const pairs = new Map(shown.map((claim) => [lineKey(Math.min(claim.subject, claim.object), Math.max(claim.subject, claim.object), ""), [placeIn(claim.subject), placeIn(claim.object)]]));
  const points = byForce(order.length, [...pairs.values()].filter(([one, other]) => one !== other), order.length > 120 ? 52 : ROOM * 0.85);
  return { shown, drawn: new Set(drawn), spots: new Map(order.map((one, at) => [one, points[at]])) };
}

function pathView(all, from, to) {
  const layers = from === to ? null : shortestPaths(neighbourMap(all), from, to, MOST_ON_PATHS);
  if (!layers) return { shown: [], drawn: new Set(), spots: new Map(), steps: -1 };
  const step = new Map(layers.flatMap((layer, at) => layer.map((actor) => [actor, at])));
  const onWay = (claim) => Math.abs(step.get(claim.subject) - step.get(claim.object)) === 1;
  const shown = within(all, new Set(step.keys())).filter(onWay);
  const spots = new Map(inLayers(layers, 230, 58).map(({ actor, x, y }) => [actor, { x, y }]));
  return { shown, drawn: new Set(step.keys()), spots, steps: layers.length - 1, step };
}

function neighboursOf(actor) {
  const found = new Set();
  for (const claim of actors[actor].claims) if (fails[claim.index] === 0) found.add(claim.subject === actor ? claim.object : claim.subject);
  return found;
}
