// Where the actors of a view of its own are drawn: around one actor, along paths, or by their links. The same each time.

const GOLDEN = Math.PI * (3 - Math.sqrt(5));

// Rings around the centre: as many on each as have room beside one another.
function ringsAround(count, room) {
  const points = [];
  for (let ring = 1; points.length < count; ring += 1) {
    const radius = room * (0.6 + ring * 1.05);
    const left = count - points.length;
    const fits = Math.max(6, Math.floor((2 * Math.PI * radius) / room));
    const here = left <= fits * 1.15 ? left : fits;
    for (let at = 0; at < here; at += 1) {
      const angle = -Math.PI / 2 + (2 * Math.PI * (at + (ring % 2 ? 0 : 0.5))) / here;
      points.push({ x: radius * 1.25 * Math.cos(angle), y: radius * Math.sin(angle) });
    }
  }
  return points;
}

// Layers from left to right, each one's actors one below the other.
function inLayers(layers, gap, room) {
  const tallest = Math.max(...layers.map((layer) => layer.length));
  return layers.flatMap((layer, step) => layer.map((actor, at) => {
    const spread = layer.length < 2 ? 0 : Math.max(room, (tallest - 1) * room / (layer.length - 1) * 0.9);
    const shift = layer.length > 3 && at % 2 ? gap * 0.16 : 0; // so that names below one another have room
    return { actor, x: (step - (layers.length - 1) / 2) * gap + shift, y: (at - (layer.length - 1) / 2) * Math.min(spread, room * 2) };
  }));
}

// Points for 0 to count - 1, of which `pairs` are linked: those pull, all push, and no two end nearer than `room`.
function byForce(count, pairs, room) {
  const points = Array.from({ length: count }, (_, at) => ({ x: room * Math.sqrt(at + 0.5) * Math.cos(at * GOLDEN), y: room * Math.sqrt(at + 0.5) * Math.sin(at * GOLDEN) }));
  const ideal = room * 1.6;
  const rounds = count > 200 ? 70 : 200;
  for (let round = 0; round < rounds; round += 1) {
    const heat = ideal * 0.9 * (1 - round / rounds) + 0.5;
    const moves = pushes(points, ideal);
    for (const [one, other] of pairs) pull(points, moves, one, other, ideal);
    points.forEach((point, at) => {
      const move = moves[at];
      move.x -= point.x * 0.035; move.y -= point.y * 0.05;
      const length = Math.hypot(move.x, move.y) || 1;
      const step = Math.min(length, heat) / length;
      point.x += move.x * step; point.y += move.y * step;
    });
  }
  return partPoints(drawnTogether(points, room), room);
}

// The points about their middle, no wider spread than so many need.
function drawnTogether(points, room) {
  const mean = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / (points.length || 1);
  const [x, y] = [mean("x"), mean("y")];
  const spread = Math.sqrt(points.reduce((sum, point) => sum + (point.x - x) ** 2 + (point.y - y) ** 2, 0) / (points.length || 1));
  const scale = Math.min((room * Math.sqrt(points.length) * 0.62) / (spread || 1), 1);
  return points.map((point) => ({ x: (point.x - x) * scale * 1.15, y: (point.y - y) * scale }));
}

function pushes(points, ideal) {
  const moves = points.map(() => ({ x: 0, y: 0 }));
  for (let one = 0; one < points.length; one += 1) {
    for (let other = one + 1; other < points.length; other += 1) {
      const x = points[one].x - points[other].x || 0.01;
      const y = points[one].y - points[other].y || 0.01;
      const push = (ideal * ideal) / (x * x + y * y) * 0.6;
      moves[one].x += x * push; moves[one].y += y * push;
      moves[other].x -= x * push; moves[other].y -= y * push;
    }
  }
  return moves;
}

function pull(points, moves, one, other, ideal) {
  const x = points[other].x - points[one].x;
  const y = points[other].y - points[one].y;
  const strength = Math.min(Math.hypot(x, y) / ideal, 6) * 0.12;
  moves[one].x += x * strength; moves[one].y += y * strength;
  moves[other].x -= x * strength; moves[other].y -= y * strength;
}

// The points after any two nearer than `room` have been pushed apart, half by each.
function partPoints(points, room) {
  for (let round = 0; round < 60; round += 1) {
    let moved = false;
    for (let one = 0; one < points.length; one += 1) {
      for (let other = one + 1; other < points.length; other += 1) {
        const x = points[one].x - points[other].x || Math.cos(one * GOLDEN) * 0.1;
        const y = points[one].y - points[other].y || Math.sin(one * GOLDEN) * 0.1;
        const distance = Math.hypot(x, y);
        if (distance >= room - 0.01) continue;
        moved = true;
        const step = (room - distance) / 2 / distance;
        points[one].x += x * step; points[one].y += y * step;
        points[other].x -= x * step; points[other].y -= y * step;
      }
    }
    if (!moved) break;
  }
  return points;
}

// A free spot near a point: the first on a spiral that is `room` away from all that are taken.
function freeSpot(near, taken, room) {
  for (let at = 0; at < 400; at += 1) {
    const radius = room * 0.75 * Math.sqrt(at + 1);
    const spot = { x: near.x + radius * Math.cos(at * GOLDEN), y: near.y + radius * Math.sin(at * GOLDEN) };
    if (taken.every((other) => Math.hypot(other.x - spot.x, other.y - spot.y) >= room)) return spot;
  }
  return near;
}
