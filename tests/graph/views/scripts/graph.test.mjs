import assert from "node:assert/strict";
import { test } from "node:test";
import { dice, load } from "./loader.mjs";

const names = ["sceneOf", "accountOf", "neighbourMap", "shortestPaths", "ringsAround", "inLayers", "byForce", "partPoints", "freeSpot"];
const { sceneOf, accountOf, neighbourMap, shortestPaths, ringsAround, inLayers, byForce, partPoints, freeSpot } = load(...names);

function someClaims(seed, actors, count) {
  const roll = dice(seed);
  const any = (most) => Math.floor(roll() * most);
  return Array.from({ length: count }, (_, index) => {
    const subject = any(actors);
    return { index, subject, object: (subject + 1 + any(actors - 1)) % actors, polarity: ["cooperation", "conflict", "structural"][any(3)] };
  });
}

const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
const pairs = (some) => some.flatMap((one, at) => some.slice(at + 1).map((other) => [one, other]));

test("each claim stands in one line or in one group", () => {
  const claims = someClaims(1, 300, 4000);
  const group = Array.from({ length: 300 }, (_, actor) => actor % 12);
  for (const most of [0, 1, 60, 300]) {
    const drawn = new Set(Array.from({ length: most }, (_, actor) => actor));
    const scene = sceneOf(claims, group, drawn);
    const held = [...scene.visible, ...scene.thin].flatMap((line) => line.claims).concat(...scene.inside.values());
    assert.deepEqual(held.map((claim) => claim.index).sort((a, b) => a - b), claims.map((claim) => claim.index));
    const account = accountOf(scene);
    assert.equal(account.drawn + account.thin + account.inside, claims.length);
    for (const symbol of scene.symbols) assert.equal(symbol < 300, drawn.has(symbol));
    for (const line of scene.visible) assert.ok(line.a < line.b && scene.symbols.has(line.a) && scene.symbols.has(line.b));
    for (const [crowd, members] of scene.hidden) for (const actor of members) assert.equal(group[actor], crowd - 300);
  }
});

test("more lines than can be read are left thin, the strongest drawn", () => {
  const claims = someClaims(2, 90, 30000);
  const scene = sceneOf(claims, Array.from({ length: 90 }, () => 0), new Set(Array.from({ length: 90 }, (_, actor) => actor)));
  assert.equal(scene.visible.length, 1100);
  const weakest = Math.min(...scene.visible.map((line) => line.claims.length));
  assert.ok(scene.thin.every((line) => line.claims.length <= weakest));
});

test("the shortest paths are all of them, and no longer one", () => {
  const link = (subject, object) => ({ subject, object });
  const next = neighbourMap([link(0, 1), link(1, 3), link(2, 0), link(3, 2), link(3, 4), link(0, 5), link(5, 6), link(6, 4), link(8, 9)]);
  assert.deepEqual(shortestPaths(next, 0, 4, 60), [[0], [1, 2, 5], [3, 6], [4]]);
  assert.deepEqual(shortestPaths(next, 0, 4, 4).map((layer) => layer.length), [1, 1, 1, 1]);
  assert.equal(shortestPaths(next, 0, 9, 60), null);
  assert.equal(shortestPaths(next, 0, 77, 60), null);
});

test("however few may stay, a whole path does", () => {
  for (let seed = 1; seed < 30; seed += 1) {
    const claims = someClaims(seed, 60, 90);
    const next = neighbourMap(claims);
    const layers = shortestPaths(next, claims[0].subject, claims[5].object, 1);
    if (!layers) continue;
    let reached = new Set(layers[0]);
    for (const layer of layers.slice(1)) reached = new Set(layer.filter((actor) => [...next.get(actor)].some((other) => reached.has(other))));
    assert.equal(reached.size, 1);
  }
});

test("those around one stand apart from it and from one another", () => {
  for (const count of [1, 2, 7, 40, 399]) {
    const points = [{ x: 0, y: 0 }, ...ringsAround(count, 78)];
    assert.equal(points.length, count + 1);
    for (const [one, other] of pairs(points)) assert.ok(distance(one, other) > 50, `${count}`);
  }
});

test("layers go from left to right, nobody upon another", () => {
  const spots = inLayers([[0], [1, 2, 3, 4, 5, 6], [7, 8], [9]], 230, 58);
  assert.deepEqual(spots.map(({ actor }) => actor), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const [one, other] of pairs(spots)) assert.ok(distance(one, other) >= 57);
  assert.ok(spots[0].x < spots[1].x && spots[6].x < spots[7].x && spots[8].x < spots[9].x);
});

test("by force the linked are near, nobody upon another, the same each time", () => {
  const links = [0, 1, 2, 3].flatMap((clique) => pairs(Array.from({ length: 8 }, (_, at) => clique * 8 + at)));
  const points = byForce(32, [...links, [0, 8], [8, 16], [16, 24]], 60);
  const mean = (some) => some.reduce((sum, [one, other]) => sum + distance(points[one], points[other]), 0) / some.length;
  const all = pairs(points.map((_, at) => at));
  assert.ok(mean(links) < 0.6 * mean(all));
  for (const [one, other] of all) assert.ok(distance(points[one], points[other]) > 58);
  assert.deepEqual(byForce(32, [...links, [0, 8], [8, 16], [16, 24]], 60), points);
  assert.deepEqual(byForce(0, [], 60), []);
  assert.ok(Number.isFinite(byForce(1, [], 60)[0].x));
});

test("points that coincide part", () => {
  const points = partPoints(Array.from({ length: 12 }, () => ({ x: 5, y: 5 })), 20);
  for (const [one, other] of pairs(points)) assert.ok(distance(one, other) > 19);
});

test("a free spot is free and near", () => {
  const taken = Array.from({ length: 200 }, (_, at) => ({ x: (at % 20) * 30, y: Math.floor(at / 20) * 30 }));
  const spot = freeSpot({ x: 300, y: 150 }, taken, 34);
  assert.ok(taken.every((other) => distance(other, spot) >= 34));
  assert.ok(distance(spot, { x: 300, y: 150 }) < 420);
});
