// title: Shortest chains between two actors
// answers: How two actors are connected: the shortest chains of up to four links, and the relations of each link.
// param from: actor -- where the chain begins
// param to: actor -- where it ends
// param status: status = occurred,ongoing -- which relations make a link; any takes all
// example: conflictgraph query path --param from=Algeria --param to=Wagner
MATCH (a:Actor {id: $from}), (b:Actor {id: $to})
CALL (a, b) {
  MATCH (a)-[r]-(b) WHERE r.status IN $status AND a.id <> b.id
  RETURN DISTINCT [a.id, b.id] AS chain
  UNION
  MATCH (a)-[r]-(m:Actor)-[s]-(b) WHERE r.status IN $status AND s.status IN $status AND a.id <> b.id
  WITH DISTINCT [a.id, m.id, b.id] AS chain ORDER BY chain[1] LIMIT 25
  RETURN chain
  UNION
  MATCH (a)-[r]-(m:Actor)-[s]-(n:Actor)-[t]-(b)
  WHERE r.status IN $status AND s.status IN $status AND t.status IN $status AND a.id <> b.id
  WITH DISTINCT [a.id, m.id, n.id, b.id] AS chain ORDER BY chain[1], chain[2] LIMIT 25
  RETURN chain
  UNION
  MATCH (a)-[r]-(m:Actor)-[s]-(n:Actor)-[t]-(o:Actor)-[u]-(b)
  WHERE r.status IN $status AND s.status IN $status AND t.status IN $status AND u.status IN $status AND a.id <> b.id
  WITH DISTINCT [a.id, m.id, n.id, o.id, b.id] AS chain ORDER BY chain[1], chain[2], chain[3] LIMIT 25
  RETURN chain
}
WITH collect(chain) AS chains, min(size(chain)) AS least
UNWIND [chain IN chains WHERE size(chain) = least] AS chain
UNWIND range(0, least - 2) AS step
MATCH (x:Actor {id: chain[step]})-[r]-(y:Actor {id: chain[step + 1]})
WHERE r.status IN $status
WITH chain, step, x, y, r, toLower(replace(type(r), '_', '-')) AS relation,
     CASE WHEN startNode(r).id = x.id THEN 'forth' ELSE 'back' END AS direction
ORDER BY r.sources DESC, relation, direction, r.status
WITH chain, step, x, y, collect(DISTINCT relation + ' (' + direction + ')') AS relations
RETURN chain, step + 1 AS link, x.name AS from, y.name AS to, relations
ORDER BY reduce(key = '', id IN chain | key + '|' + id), link
