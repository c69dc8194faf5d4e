// title: Sources, and how often others agree with them
// answers: For each source its articles, claims and events, and how many of these another source tells too.
// param actor: actor = any -- only claims about this actor
// example: conflictgraph query sources
MATCH (p:Article)<-[:STATED_IN]-(c:Claim)-[:TELLS]->(e:Event)
WHERE $actor IS NULL OR EXISTS { MATCH (c)-[:SUBJECT|OBJECT]->(x:Actor) WHERE x.id = $actor }
WITH coalesce(p.source, 'unknown') AS source, count(DISTINCT p) AS articles, count(DISTINCT c) AS claims,
     count(DISTINCT e) AS events, count(DISTINCT CASE WHEN e.sources > 1 THEN e END) AS confirmed
RETURN source, articles, claims, events, confirmed, 100 * confirmed / events AS percent
ORDER BY claims DESC, source
