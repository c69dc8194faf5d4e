// title: Profile of an actor
// answers: What it does and what is done to it: each relation with its status, how often, since when, with whom.
// param actor: actor -- whose profile
// param status: status = any -- how the texts present it
// example: conflictgraph query actor-profile --param actor=Mali
MATCH (a:Actor {id: $actor})-[r]-(b:Actor)
WHERE r.status IN $status
WITH r, b, CASE WHEN startNode(r).id = $actor THEN 'does' ELSE 'is done to it' END AS direction
ORDER BY r.claims DESC, b.id
RETURN direction, toLower(replace(type(r), '_', '-')) AS relation, r.class AS class, r.status AS status,
       count(r) AS actors, sum(r.claims) AS claims, toString(min(r.first_seen)) AS first_seen,
       toString(max(r.last_seen)) AS last_seen, collect(b.name) AS with
ORDER BY claims DESC, direction, relation, status
