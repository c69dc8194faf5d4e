// title: What is denied, and by whom
// answers: Claims that a text presents as denied, newest first: who denies, what, in which sentence of which article.
// param actor: actor = any -- only denials by this actor or about it
// param relation: relation = any -- only of this relation
// example: conflictgraph query denials --param actor=Mali
MATCH (a:Actor)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(b:Actor)
WHERE c.status = 'denied' AND ($relation IS NULL OR c.relation = $relation)
MATCH (c)-[:STATED_IN]->(p:Article)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH a, b, c, p, s
WHERE $actor IS NULL OR a.id = $actor OR b.id = $actor OR s.id = $actor
RETURN toString(p.published) AS published, s.name AS denied_by, a.name AS subject, c.relation AS relation,
       b.name AS object, c.sentence AS sentence, p.source AS source
ORDER BY coalesce(published, '') DESC, a.id, c.relation, b.id, c.id
