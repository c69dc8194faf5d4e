// title: Who both talks and fights
// answers: Pairs that negotiate, meet or sign agreements and also use force against each other.
// param actor: actor = any -- only pairs with this actor
// param status: status = occurred,ongoing,planned -- how the texts present both; any shows all
// example: conflictgraph query talks-and-force --param actor=Mali
MATCH (a:Actor)-[t:NEGOTIATES_WITH|MEETS_WITH|SIGNS_AGREEMENT_WITH]-(b:Actor)
WHERE a.id < b.id AND t.status IN $status
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
MATCH (a)-[f]-(b)
WHERE f.class = 'material-conflict' AND f.status IN $status
WITH a, b, t, f, toLower(replace(type(t), '_', '-')) + ' (' + t.status + ')' AS talk,
     toLower(replace(type(f), '_', '-')) + ' (' + f.status + ')' AS force
ORDER BY talk, force
WITH a, b, collect(DISTINCT talk) AS talks, max(t.last_seen) AS last_talks, collect(DISTINCT force) AS force,
     max(f.last_seen) AS last_force
RETURN a.name AS first, b.name AS second, talks, toString(last_talks) AS last_talks,
       force, toString(last_force) AS last_force
ORDER BY a.id, b.id
