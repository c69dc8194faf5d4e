// title: Sanctions, and whether they are in force
// answers: Who sanctions whom since when, when they are said to have been lifted, and whether that is the last word.
// param actor: actor = any -- only sanctions by this actor or on it
// param status: status = occurred,ongoing -- how the texts present the sanctions; any shows all
// example: conflictgraph query sanctions --param actor=Mali
MATCH (a:Actor)-[s:SANCTIONS]->(b:Actor)
WHERE s.status IN $status AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
OPTIONAL MATCH (a)-[l:LIFTS_SANCTIONS_ON]->(b)
WHERE l.status IN ['occurred', 'ongoing']
WITH a, b, s, max(l.last_seen) AS lifted
RETURN a.name AS by, b.name AS on, s.status AS status, toString(s.first_seen) AS since,
       toString(s.last_seen) AS last_seen, toString(lifted) AS lifted,
       lifted IS NULL OR coalesce(lifted < s.last_seen, false) AS in_force, s.sources AS sources
ORDER BY a.id, b.id, s.status
