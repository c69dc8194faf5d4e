// title: Material conflict by month
// answers: How many events of force are told of each month, in how many claims, and who acted most often.
// param actor: actor = any -- only events that this actor takes part in
// param status: status = occurred,ongoing -- how the texts present it; any shows all
// param since: date = any -- from this day on
// param until: date = any -- up to this day
// example: conflictgraph query conflict-by-month --param since=2020-01-01
MATCH (:Actor)-[r]->(:Actor) WHERE r.class = 'material-conflict'
WITH collect(DISTINCT toLower(replace(type(r), '_', '-'))) AS relations
MATCH (a:Actor)<-[:SUBJECT]-(e:Event)-[:OBJECT]->(b:Actor)
WHERE e.relation IN relations AND e.status IN $status AND e.first_date IS NOT NULL
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
  AND ($since IS NULL OR e.last_date >= $since)
  AND ($until IS NULL OR e.first_date <= $until)
WITH substring(toString(e.first_date), 0, 7) AS month, a, count(e) AS events, sum(e.claims) AS claims
ORDER BY month, events DESC, a.id
WITH month, sum(events) AS events, sum(claims) AS claims, collect(a.name) AS actors
RETURN month, events, claims, head(actors) AS most_active, size(actors) AS actors
ORDER BY month
