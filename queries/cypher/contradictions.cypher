// title: Contradictions between sources
// answers: What some say happened and others deny, and who stands on which side: speakers, else the paper.
// param actor: actor = any -- only where this actor is on either end
// param relation: relation = any -- only this relation
// example: conflictgraph query contradictions
MATCH (a:Actor)-[yes]->(b:Actor)
WHERE yes.status IN ['occurred', 'ongoing']
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
MATCH (a)-[no]->(b)
WHERE no.status IN ['denied', 'negated'] AND type(no) = type(yes)
WITH DISTINCT a, b, toLower(replace(type(yes), '_', '-')) AS relation
WHERE $relation IS NULL OR relation = $relation
MATCH (a)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(b)
WHERE c.relation = relation AND c.status IN ['occurred', 'ongoing', 'denied', 'negated']
MATCH (c)-[:STATED_IN]->(p:Article)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH a, b, relation, c.status IN ['occurred', 'ongoing'] AS affirms, coalesce(s.name, p.source, p.title) AS voice
ORDER BY voice
WITH a, b, relation, collect(DISTINCT CASE WHEN affirms THEN voice END) AS affirmed_by,
     collect(DISTINCT CASE WHEN affirms THEN null ELSE voice END) AS denied_by
RETURN a.name AS subject, relation, b.name AS object, affirmed_by, denied_by
ORDER BY a.id, relation, b.id
