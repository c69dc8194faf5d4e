// title: Common enemies of two actors
// answers: Who is in conflict with both actors, and by which relations with each.
// param first: actor -- one of the two
// param second: actor -- the other
// param status: status = occurred,ongoing -- how the texts present it; any shows all
// example: conflictgraph query common-enemies --param first=France --param second=Mali
MATCH (a:Actor {id: $first})-[r]-(e:Actor)-[s]-(b:Actor {id: $second})
WHERE r.class ENDS WITH 'conflict' AND r.status IN $status
  AND s.class ENDS WITH 'conflict' AND s.status IN $status
  AND e.type <> 'place' AND a.id <> b.id
WITH e, r, s, toLower(replace(type(r), '_', '-')) AS one, toLower(replace(type(s), '_', '-')) AS other
ORDER BY one, other
WITH e, collect(DISTINCT r) AS rs, collect(DISTINCT s) AS ss, collect(DISTINCT one) AS with_first,
     collect(DISTINCT other) AS with_second
RETURN e.name AS enemy, with_first, with_second,
       reduce(n = 0, r IN rs | n + r.claims) + reduce(n = 0, s IN ss | n + s.claims) AS claims
ORDER BY claims DESC, e.id
