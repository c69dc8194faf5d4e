// The state of the page as the hash of its address, and back; what is as at first is not written.

const SWITCHED = ["relation", "type", "status", "source", "country"];

// What the page shows at first. `offAtFirst` names the values that are switched off then, by facet.
function freshState(offAtFirst) {
  const off = Object.fromEntries(SWITCHED.map((facet) => [facet, new Set(offAtFirst[facet] || [])]));
  return {
    off, confidence: 0, sources: 1, from: null, to: null, undated: true,
    mode: "actors", focus: null, extra: [], picked: null, view: "picture", sort: "date", down: true, camera: null,
  };
}

const escaped = (text) => encodeURIComponent(text).replace(/[!'()*~]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);

function unescaped(text) {
  try { return decodeURIComponent(text); } catch { return ""; }
}

// What stands behind a key, in pieces; nothing stands there if it is as at first.
const WRITERS = {
  confidence: (state) => state.confidence > 0 && [state.confidence],
  sources: (state) => state.sources > 1 && [state.sources],
  from: (state) => state.from !== null && [isoOf(state.from)],
  to: (state) => state.to !== null && [isoOf(state.to)],
  undated: (state) => !state.undated && ["no"],
  mode: (state) => state.mode !== "actors" && [state.mode],
  focus: (state, known) => state.focus && [state.focus[0], ...state.focus.slice(1).map((symbol) => writeSymbol(symbol, known))],
  extra: (state, known) => state.extra.length > 0 && state.extra.map((symbol) => writeSymbol(symbol, known)),
  pick: (state, known) => state.picked && state.picked.map((piece) => (typeof piece === "number" ? writeSymbol(piece, known) : piece)),
  view: (state) => state.view !== "picture" && [state.view],
  sort: (state) => (state.sort !== "date" || !state.down) && [state.sort, state.down ? "down" : "up"],
  camera: (state) => state.camera,
};

// `known`: { values: of each facet, offAtFirst, ids: of the actors by place, hubs: place of each group's first actor }.
function writeAddress(state, known) {
  const fresh = freshState(known.offAtFirst);
  const switched = SWITCHED.filter((facet) => !sameSet(state.off[facet], fresh.off[facet])).map((facet) => `${facet}=${writeOff(state.off[facet], known.values[facet])}`);
  const others = Object.entries(WRITERS).map(([key, write]) => [key, write(state, known)]).filter(([, pieces]) => pieces);
  return [...switched, ...others.map(([key, pieces]) => `${key}=${pieces.map(escaped).join(",")}`)].join("&");
}

function sameSet(one, other) {
  return one.size === other.size && [...one].every((value) => other.has(value));
}

// The shorter of the values that are on, and behind "!" those that are off; "*" if all are off.
function writeOff(off, values) {
  const on = values.filter((value) => !off.has(value));
  if (!on.length) return "*";
  return off.size <= on.length ? `!${[...off].map(escaped).join(",")}` : on.map(escaped).join(",");
}

// Groups go by their first actor, behind a letter that no id begins with.
function writeSymbol(symbol, known) {
  const count = known.ids.length;
  return symbol < count ? known.ids[symbol] : `\u0000${known.ids[known.hubs[symbol - count]]}`;
}

function readSymbol(text, known) {
  const crowd = text.startsWith("\u0000");
  const actor = known.places.get(crowd ? text.slice(1) : text);
  if (actor === undefined || !crowd) return actor;
  const group = known.hubs.indexOf(actor);
  return group < 0 ? undefined : known.ids.length + group;
}

// The state that the hash tells; what it names and the page does not know is left as at first.
function readAddress(text, known) {
  const state = freshState(known.offAtFirst);
  for (const part of text.replace(/^#/, "").split("&")) {
    const [key, rest = ""] = part.split(/=(.*)/s);
    if (SWITCHED.includes(key)) state.off[key] = readOff(rest, known.values[key]);
    else if (Object.hasOwn(READERS, key)) READERS[key](state, rest.split(",").map(unescaped), known);
  }
  return state;
}

function readOff(text, values) {
  if (text === "*") return new Set(values);
  const off = text.startsWith("!");
  const named = new Set(text.slice(off ? 1 : 0).split(",").map(unescaped));
  return new Set(values.filter((value) => named.has(value) === off));
}

const clamped = (text, low, high, otherwise) => (text.trim() !== "" && Number.isFinite(Number(text)) ? Math.min(Math.max(Number(text), low), high) : otherwise);
const readDay = (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? daysOf(text)[0] : null);
const symbolsOf = (pieces, known) => pieces.map((piece) => readSymbol(piece, known));
const isActor = (symbol, known) => symbol !== undefined && symbol < known.ids.length;

const READERS = {
  confidence: (state, [text]) => { state.confidence = clamped(text, 0, 1, 0); },
  sources: (state, [text]) => { state.sources = Math.round(clamped(text, 1, 99, 1)); },
  from: (state, [text]) => { state.from = readDay(text); },
  to: (state, [text]) => { state.to = readDay(text); },
  undated: (state, [text]) => { state.undated = text !== "no"; },
  mode: (state, [text]) => { state.mode = text === "groups" ? "groups" : "actors"; },
  view: (state, [text]) => { state.view = text === "table" ? "table" : "picture"; },
  sort: (state, [key, way]) => { if (/^[a-z]{2,12}$/.test(key)) { state.sort = key; state.down = way !== "up"; } },
  camera: (state, pieces) => { if (pieces.length === 3 && pieces.every((piece) => Number.isFinite(Number(piece)))) state.camera = [Number(pieces[0]), Number(pieces[1]), clamped(pieces[2], 0.05, 6, 1)]; },
  extra: (state, pieces, known) => { state.extra = symbolsOf(pieces, known).filter((symbol) => isActor(symbol, known)); },
  focus: (state, [kind, ...pieces], known) => {
    const symbols = symbolsOf(pieces, known);
    const ends = { actor: 1, group: 1, path: 2 }[kind];
    if (symbols.length !== ends || symbols.includes(undefined)) return;
    if (symbols.every((symbol) => isActor(symbol, known) === (kind !== "group"))) state.focus = [kind, ...symbols];
  },
  pick: (state, pieces, known) => {
    const symbols = symbolsOf(pieces.slice(0, 2), known);
    const polarity = ["cooperation", "conflict", "structural"].includes(pieces[2]) ? pieces[2] : null;
    if (symbols.includes(undefined) || (pieces.length === 3) !== Boolean(polarity) || pieces.length === 2) return;
    state.picked = polarity ? [Math.min(...symbols), Math.max(...symbols), polarity] : [symbols[0]];
  },
};
