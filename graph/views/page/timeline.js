// Time: bars of cooperation above and conflict below a line, two sliders for the first and last day, and a player.

const MOST_BARS = 72;
const PLAY_PAUSE = 700; // milliseconds a step
const whole = wholeTime();
const bars = whole ? barsOf(whole[0], whole[1], MOST_BARS) : [];
let playing = null;

function buildTimeline() {
  const strip = document.getElementById("timeline");
  strip.hidden = !whole || bars.length < 3;
  if (strip.hidden) return;
  for (const [id, bound] of [["time-from", "from"], ["time-to", "to"]]) {
    const input = document.getElementById(id);
    input.max = String(bars.length - 2);
    input.addEventListener("input", () => { stopPlaying(); moveBound(bound, Number(input.value)); });
  }
  document.getElementById("play").addEventListener("click", () => { if (playing) stopPlaying(); else startPlaying(); });
  const undated = claims.filter((_, claim) => !timeFacet.dated[claim]).length;
  document.getElementById("undated-row").hidden = !undated;
  document.getElementById("undated-count").textContent = number.format(undated);
  document.getElementById("undated").addEventListener("change", (event) => change((next) => { next.undated = event.target.checked; }));
  document.getElementById("bars").addEventListener("click", (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const bar = Math.min(Math.floor(((event.clientX - box.left) / box.width) * (bars.length - 1)), bars.length - 2);
    setWindow(bar, bar, "bar");
  });
}

// The first and the last bar of the chosen time.
function timeWindow() {
  return [state.from === null ? 0 : barAt(bars, state.from), state.to === null ? bars.length - 2 : barAt(bars, state.to)];
}

function setWindow(first, last, kind) {
  change((next) => {
    next.from = first <= 0 ? null : bars[first];
    next.to = last >= bars.length - 2 ? null : bars[last + 1] - 1;
  }, kind);
}

function moveBound(bound, bar) {
  const [first, last] = timeWindow();
  if (bound === "from") setWindow(bar, Math.max(bar, last), "slide-time"); else setWindow(Math.min(bar, first), bar, "slide-time");
}

// A window moves over the time: the one that is chosen, else a tenth of the whole.
function startPlaying() {
  let [first, last] = timeWindow();
  const all = first === 0 && last === bars.length - 2;
  const width = all ? Math.max(Math.round((bars.length - 1) / 10), 1) - 1 : last - first;
  if (all || last === bars.length - 2) first = -1;
  const step = () => {
    first += 1;
    last = first + width;
    setWindow(first, last, "play");
    if (last >= bars.length - 2) stopPlaying();
  };
  playing = setInterval(step, PLAY_PAUSE);
  showPlaying();
  step();
}

function stopPlaying() {
  clearInterval(playing);
  playing = null;
  showPlaying();
}

function showPlaying() {
  const button = document.getElementById("play");
  button.textContent = playing ? "❚❚" : "▶";
  button.setAttribute("aria-label", say(playing ? "pause" : "play"));
}

function showTimeline() {
  if (document.getElementById("timeline").hidden) return;
  const [first, last] = timeWindow();
  const day = (bar, end) => sayDay(end ? Math.min(bars[bar + 1] - 1, whole[1]) : Math.max(bars[bar], whole[0]));
  for (const [id, bar, end] of [["time-from", first, false], ["time-to", last, true]]) {
    const input = document.getElementById(id);
    input.value = String(bar);
    input.setAttribute("aria-valuetext", day(bar, end));
  }
  document.getElementById("time-says").textContent = say("between", { first: day(first, false), last: day(last, true) });
  document.getElementById("undated").checked = state.undated;
  drawBars(first, last);
}

function drawBars(first, last) {
  const count = bars.length - 1;
  const counts = { cooperation: new Uint32Array(count), conflict: new Uint32Array(count) };
  const others = ~(1 << facetPlace.time);
  for (const claim of claims) {
    if (claim.polarity === "structural" || fails[claim.index] & others || !timeFacet.dated[claim.index]) continue;
    counts[claim.polarity][barAt(bars, timeFacet.first[claim.index])] += 1;
  }
  const top = Math.max(...counts.cooperation, ...counts.conflict, 1);
  const bar = (polarity, at) => {
    const height = (24 * counts[polarity][at]) / top;
    return height > 0 && makeSvg("rect", {
      class: `bar is-${polarity}${at < first || at > last ? " out" : ""}`, x: at + 0.1, width: 0.8,
      y: polarity === "cooperation" ? 25 - Math.max(height, 1) : 26, height: Math.max(height, 1),
    });
  };
  const chart = document.getElementById("bars");
  chart.setAttribute("viewBox", `0 0 ${count} 51`);
  const spots = Array.from({ length: count }, (_, at) => at);
  replaceIn(chart, makeSvg("rect", { class: "window", x: first, width: last - first + 1, y: 0, height: 51 }), spots.map((at) => bar("cooperation", at)), spots.map((at) => bar("conflict", at)));
}
