// title: Who says most about whom
// answers: Speakers, whom their statements are about, and how many of these affirm, deny, demand or announce.
// param actor: actor = any -- only statements by this actor
// param about: actor = any -- only statements about this actor
// example: conflictgraph query speakers --param about=Mali
MATCH (s:Actor)<-[:SAID_BY]-(c:Claim)-[:SUBJECT|OBJECT]->(x:Actor)
WHERE s.id <> x.id
  AND ($actor IS NULL OR s.id = $actor)
  AND ($about IS NULL OR x.id = $about)
MATCH (c)-[:STATED_IN]->(p:Article)
WITH s, x, count(DISTINCT c) AS claims, count(DISTINCT p.cluster) AS sources,
     sum(CASE WHEN c.status IN ['occurred', 'ongoing'] THEN 1 ELSE 0 END) AS affirmed,
     sum(CASE WHEN c.status IN ['denied', 'negated'] THEN 1 ELSE 0 END) AS denied,
     sum(CASE WHEN c.status = 'demanded' THEN 1 ELSE 0 END) AS demanded,
     sum(CASE WHEN c.status IN ['planned', 'possible'] THEN 1 ELSE 0 END) AS announced
RETURN s.name AS speaker, x.name AS about, claims, sources, affirmed, denied, demanded, announced
ORDER BY claims DESC, s.id, x.id
