// Ways through the graph: neighbours, and the shortest paths between two actors.

function neighbourMap(shown) {
  const next = new Map();
  const join = (one, other) => { if (!next.has(one)) next.set(one, new Set()); next.get(one).add(other); };
  for (const claim of shown) { join(claim.subject, claim.object); join(claim.object, claim.subject); }
  return next;
}

function stepsFrom(next, from) {
  const steps = new Map([[from, 0]]);
  const queue = [from];
  for (const actor of queue) {
    for (const other of next.get(actor) || []) {
      if (!steps.has(other)) { steps.set(other, steps.get(actor) + 1); queue.push(other); }
    }
  }
  return steps;
}

// The actors on the shortest paths between two, by number of steps from the first; null if none leads there. Of more than
// `most` actors those are left out that are least linked on the way, the lowest place first kept, and at least one path is.
function shortestPaths(next, from, to, most) {
  const there = stepsFrom(next, from);
  if (!there.has(to)) return null;
  const back = stepsFrom(next, to);
  const length = there.get(to);
  const layers = Array.from({ length: length + 1 }, () => []);
  for (const [actor, step] of there) if (step + back.get(actor) === length) layers[step].push(actor);
  const kept = new Set(onePath(next, back, from, to));
  const others = layers.flat().filter((actor) => !kept.has(actor)).sort((a, b) => a - b);
  for (const actor of others.slice(0, Math.max(most - kept.size, 0))) kept.add(actor);
  return layers.map((layer) => layer.filter((actor) => kept.has(actor)).sort((a, b) => a - b));
}

function onePath(next, back, from, to) {
  const path = [from];
  while (path.at(-1) !== to) {
    const left = back.get(path.at(-1));
    path.push(Math.min(...[...next.get(path.at(-1))].filter((actor) => back.get(actor) === left - 1)));
  }
  return path;
}
