// title: The evidence behind a pair
// answers: Every sentence that relates two actors, either way: status, speaker, date, article; oldest article first.
// param first: actor -- one of the two
// param second: actor -- the other
// param relation: relation = any -- only this relation
// param status: status = any -- how the texts present it
// example: conflictgraph query evidence --param first=Mali --param second=GSIM
MATCH (:Actor {id: $first})<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(:Actor {id: $second})
WHERE c.status IN $status AND ($relation IS NULL OR c.relation = $relation)
MATCH (a:Actor)<-[:SUBJECT]-(c)-[:OBJECT]->(b:Actor)
MATCH (c)-[:STATED_IN]->(p:Article)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
RETURN toString(p.published) AS published, p.source AS source, a.name AS subject, c.relation AS relation,
       b.name AS object, c.status AS status, s.name AS said_by, c.date AS date, c.sentence AS sentence,
       c.confidence AS confidence, p.title AS title, p.url AS url
ORDER BY coalesce(published, ''), p.id, c.start, c.relation, c.status, c.id
