// title: Relations that changed sign
// answers: Pairs that turned from conflict to cooperation or back; a relation that spans the day counts on both sides.
// param date: date -- where before ends and after begins
// param actor: actor = any -- only pairs with this actor
// param status: status = occurred,ongoing -- how the texts present it; any shows all
// example: conflictgraph query turnarounds --param date=2021-06-01
MATCH (a:Actor)-[r]-(b:Actor)
WHERE a.id < b.id AND r.status IN $status AND a.type <> 'place' AND b.type <> 'place'
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
WITH a, b, r, toLower(replace(type(r), '_', '-')) AS relation,
     CASE WHEN r.class ENDS WITH 'cooperation' THEN r.claims
          WHEN r.class ENDS WITH 'conflict' THEN -r.claims ELSE 0 END AS sign
WHERE sign <> 0
WITH a, b, r, relation, sign ORDER BY relation
WITH a, b, sum(CASE WHEN r.first_seen < $date THEN sign ELSE 0 END) AS before,
     sum(CASE WHEN r.last_seen >= $date THEN sign ELSE 0 END) AS after,
     collect(DISTINCT CASE WHEN r.first_seen < $date THEN relation END) AS relations_before,
     collect(DISTINCT CASE WHEN r.last_seen >= $date THEN relation END) AS relations_after
WHERE before * after < 0
RETURN a.name AS first, b.name AS second, before, after, relations_before, relations_after
ORDER BY abs(after - before) DESC, a.id, b.id
