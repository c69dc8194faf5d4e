// title: Timeline of an actor
// answers: The events that the actor takes part in, oldest first, with how many independent sources tell each.
// param actor: actor -- whose timeline
// param status: status = any -- how the texts present it
// param relation: relation = any -- only this relation
// param since: date = any -- from this day on
// param until: date = any -- up to this day
// example: conflictgraph query actor-timeline --param actor=France --param since=2010-01-01
MATCH (:Actor {id: $actor})<-[:SUBJECT|OBJECT]-(e:Event)
WHERE e.status IN $status
  AND ($relation IS NULL OR e.relation = $relation)
  AND ($since IS NULL OR e.last_date >= $since)
  AND ($until IS NULL OR e.first_date <= $until)
MATCH (a:Actor)<-[:SUBJECT]-(e)-[:OBJECT]->(b:Actor)
RETURN toString(e.first_date) AS first_date, toString(e.last_date) AS last_date, a.name AS subject,
       e.relation AS relation, b.name AS object, e.status AS status, e.sources AS sources, e.claims AS claims
ORDER BY coalesce(first_date, ''), coalesce(last_date, ''), a.id, e.relation, b.id, e.status, e.id
