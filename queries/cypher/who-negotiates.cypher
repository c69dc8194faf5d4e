// title: Who negotiates with whom
// answers: Pairs of actors in talks, by status: since when, in how many independent sources, and who says so.
// param actor: actor = any -- only talks that this actor takes part in
// param status: status = occurred,ongoing,planned -- how the texts present the talks; any shows all
// param since: date = any -- only talks still reported on this day or later
// example: conflictgraph query who-negotiates --param actor=GSIM
MATCH (a:Actor)-[r:NEGOTIATES_WITH]->(b:Actor)
WHERE r.status IN $status
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
  AND ($since IS NULL OR r.last_seen >= $since)
OPTIONAL MATCH (a)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(b)
WHERE c.relation = 'negotiates-with' AND c.status = r.status
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH a, r, b, s ORDER BY s.name, s.id
WITH a, r, b, collect(DISTINCT s.name) AS said_by
RETURN a.name AS first, b.name AS second, r.status AS status, toString(r.first_seen) AS first_seen,
       toString(r.last_seen) AS last_seen, r.sources AS sources, r.claims AS claims, said_by
ORDER BY r.sources DESC, r.claims DESC, a.id, b.id, r.status
