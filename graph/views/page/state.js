// What the reader does to the state: each step is kept for undo and stands in the page's address.

const MOST_STEPS = 200;
const STEP_PAUSE = 1500; // milliseconds within which changes of one kind, as of a slider, are one step
const past = [];
let lastKind = null;
let lastTime = 0;
let publishing = null;
let onChange = () => {};

function stepOf(some) {
  return writeAddress({ ...some, camera: null }, known);
}

// Applies `alter` to the state; what differs after it is a step that can be undone. `kind` joins steps of one gesture.
function change(alter, kind = null) {
  const before = stepOf(state);
  const { camera } = state;
  state.camera = null; // another view is another sight, unless `alter` says which
  alter(state);
  if (stepOf(state) === before) { state.camera ??= camera; return; }
  const now = performance.now();
  if (!kind || kind !== lastKind || now - lastTime > STEP_PAUSE) past.push(before);
  if (past.length > MOST_STEPS) past.shift();
  lastKind = kind;
  lastTime = now;
  publish();
  onChange();
}

function undo() {
  if (!past.length) return;
  lastKind = null;
  state = readAddress(past.pop(), known);
  publish();
  onChange();
}

function reset() {
  change((next) => Object.assign(next, freshState(known.offAtFirst), { view: next.view }));
}

function addressNow() {
  const text = writeAddress(state, known);
  return text ? `#${text}` : "";
}

// Writes the state into the address, a moment later: browsers refuse too many changes at once.
function publish() {
  clearTimeout(publishing);
  publishing = setTimeout(() => {
    publishing = null;
    if (addressNow() === location.hash) return;
    try {
      history.replaceState(null, "", location.href.split("#")[0] + addressNow());
    } catch {
      location.replace(addressNow() || "#"); // some browsers refuse the former to a file
    }
  }, 200);
}

function followAddress() {
  state = readAddress(location.hash, known);
  addEventListener("hashchange", () => {
    const told = readAddress(location.hash, known);
    change((next) => Object.assign(next, told));
    if (told.camera) setCamera(told.camera);
  });
}

// Picks symbols: [one], or [a, b, polarity] for a line, or null. `move` also brings them in sight and to the panel.
function pick(picked, move = false) {
  change((next) => {
    next.picked = picked;
    for (const symbol of picked?.slice(0, 2) || []) bringIn(next, symbol);
  });
  if (move && picked) { showPicked(); focusPanel(); }
}

// Makes the present view one that has the symbol: leaves a focus without it, draws an actor that was left out.
function bringIn(next, symbol) {
  if (scene.symbols.has(symbol) && !(isGroup(symbol) && next.focus)) return;
  next.focus = null;
  if (!isGroup(symbol) && (next.mode === "groups" || !base.has(symbol)) && !next.extra.includes(symbol)) next.extra.push(symbol);
}

function focusOn(kind, ...symbols) {
  change((next) => {
    next.focus = [kind, ...symbols];
    next.picked = kind === "actor" ? [symbols[0]] : null;
    next.view = "picture";
  });
}

function leaveFocus() {
  change((next) => { next.focus = null; });
}

// Draws what an actor is linked to and has no symbol yet.
function expand(actor) {
  const missing = [...neighboursOf(actor)].filter((other) => !scene.symbols.has(other)).sort((a, b) => a - b);
  change((next) => { next.extra.push(...missing.slice(0, Math.max(roomForMore(), 0))); });
}

function openSymbol(symbol) {
  if (isGroup(symbol)) focusOn("group", symbol); else focusOn("actor", symbol);
}
