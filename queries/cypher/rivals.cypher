// title: Rivals of an actor
// answers: Who is in conflict with the actor, counted in claims: in deed, in word, and what speaks against it.
// param actor: actor -- whose rivals
// param status: status = occurred,ongoing -- how the texts present it; any shows all
// param since: date = any -- only relations still reported on this day or later
// param until: date = any -- only relations first reported on this day or earlier
// example: conflictgraph query rivals --param actor=Mali
MATCH (a:Actor {id: $actor})-[r]-(b:Actor)
WHERE r.status IN $status AND b.type <> 'place'
  AND ($since IS NULL OR r.last_seen >= $since)
  AND ($until IS NULL OR r.first_seen <= $until)
WITH b, r, toLower(replace(type(r), '_', '-')) AS relation
ORDER BY relation, r.status
WITH b,
     sum(CASE WHEN r.class = 'material-conflict' THEN r.claims ELSE 0 END) AS material,
     sum(CASE WHEN r.class = 'verbal-conflict' THEN r.claims ELSE 0 END) AS verbal,
     sum(CASE WHEN r.class ENDS WITH 'cooperation' THEN r.claims ELSE 0 END) AS against,
     collect(DISTINCT CASE WHEN r.class ENDS WITH 'conflict' THEN relation END) AS relations,
     max(CASE WHEN r.class ENDS WITH 'conflict' THEN r.last_seen END) AS last_seen
WHERE material + verbal > 0
RETURN b.name AS rival, material, verbal, against, relations, toString(last_seen) AS last_seen
ORDER BY material DESC, verbal DESC, against, b.id
