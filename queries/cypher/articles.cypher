// title: Articles about an actor
// answers: Which articles speak of the actor, newest first, and how many claims each makes about it.
// param actor: actor -- about whom
// param since: date = any -- only articles of this day or later
// param source: text = any -- only articles of this source, spelt as it is kept
// example: conflictgraph query articles --param actor=France
MATCH (:Actor {id: $actor})<-[:SUBJECT|OBJECT|SAID_BY]-(c:Claim)-[:STATED_IN]->(p:Article)
WHERE ($since IS NULL OR p.published >= $since) AND ($source IS NULL OR p.source = $source)
WITH p, count(DISTINCT c) AS claims
RETURN toString(p.published) AS published, p.source AS source, p.title AS title, claims, p.url AS url
ORDER BY coalesce(published, '') DESC, p.id
