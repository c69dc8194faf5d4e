// title: Shortest chains between two actors
// answers: How two actors are connected: the shortest chains of up to four links, and the relations of each link.
// param from: actor -- where the chain begins
// param to: actor -- where it ends
// param status: status = occurred,ongoing -- which relations make a link; any takes all
// example: conflictgraph query path --param from=Algeria --param to=Wagner
MATCH (a:Actor {id: $from}), (b:Actor {id: $to})
// Near and far are those next to either end, and chains are met in the middle: the longer ones only if none is shorter.
CALL (a) {
  MATCH (a)-[r]-(m:Actor) WHERE r.status IN $status
  RETURN collect(DISTINCT m.id) AS near
}
CALL (b) {
  MATCH (b)-[r]-(m:Actor) WHERE r.status IN $status
  RETURN collect(DISTINCT m.id) AS far
}
WITH a.id AS start, b.id AS goal, CASE WHEN a.id = b.id THEN [] ELSE near END AS near, far
WITH start, goal, near, far,
     CASE WHEN goal IN near THEN [[start, goal]] ELSE [id IN near WHERE id IN far | [start, id, goal]] END AS shorter
CALL (start, goal, near, far, shorter) {
  UNWIND CASE WHEN size(shorter) > 0 THEN [] ELSE near END AS id
  MATCH (m:Actor {id: id})-[r]-(n:Actor) WHERE r.status IN $status AND n.id IN far
  WITH DISTINCT start, goal, m.id AS second, n.id AS third ORDER BY second, third LIMIT 25
  RETURN collect([start, second, third, goal]) AS three
}
WITH start, goal, near, far, shorter + three AS shorter
CALL (start, goal, near, far, shorter) {
  UNWIND CASE WHEN size(shorter) > 0 THEN [] ELSE far END AS id
  MATCH (:Actor {id: id})-[r]-(n:Actor) WHERE r.status IN $status
  WITH DISTINCT start, goal, near, far, n
  MATCH (n)-[s]-(m:Actor) WHERE s.status IN $status AND m.id IN near
  WITH DISTINCT start, goal, far, m.id AS second, n ORDER BY second, n.id LIMIT 25
  MATCH (n)-[t]-(o:Actor) WHERE t.status IN $status AND o.id IN far
  WITH DISTINCT start, goal, second, n.id AS third, o.id AS fourth ORDER BY second, third, fourth LIMIT 25
  RETURN collect([start, second, third, fourth, goal]) AS four
}
UNWIND shorter + four AS chain
WITH chain ORDER BY reduce(key = '', id IN chain | key + '|' + id) LIMIT 25
UNWIND range(0, size(chain) - 2) AS step
MATCH (x:Actor {id: chain[step]})-[r]-(y:Actor {id: chain[step + 1]})
WHERE r.status IN $status
WITH chain, step, x, y, r, toLower(replace(type(r), '_', '-')) AS relation,
     CASE WHEN startNode(r).id = x.id THEN 'forth' ELSE 'back' END AS direction
ORDER BY r.sources DESC, relation, direction, r.status
WITH chain, step, x, y, collect(DISTINCT relation + ' (' + direction + ')') AS relations
RETURN chain, step + 1 AS link, x.name AS from, y.name AS to, relations
ORDER BY reduce(key = '', id IN chain | key + '|' + id), link
