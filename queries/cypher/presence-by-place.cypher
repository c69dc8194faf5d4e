// title: Who is where
// answers: For each place, who operates in it, controls, captures or besieges it, deploys to it or withdraws from it.
// param place: actor = any -- only this place or country
// param actor: actor = any -- only this actor's presence
// param status: status = occurred,ongoing,planned -- how the texts present it; any shows all
// example: conflictgraph query presence-by-place --param place=Mali
MATCH (a:Actor)-[r:OPERATES_IN|CONTROLS|DEPLOYS_TO|WITHDRAWS_FROM|CAPTURES|BESIEGES]->(p:Actor)
WHERE r.status IN $status AND p.type IN ['place', 'state']
  AND ($place IS NULL OR p.id = $place)
  AND ($actor IS NULL OR a.id = $actor)
RETURN p.name AS place, a.name AS actor, toLower(replace(type(r), '_', '-')) AS relation, r.status AS status,
       toString(r.first_seen) AS first_seen, toString(r.last_seen) AS last_seen, r.sources AS sources
ORDER BY p.id, a.id, relation, r.status
