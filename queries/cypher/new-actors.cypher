// title: Actors first met since a day
// answers: Actors of whom no article before that day tells, the day that they were first met, and their claims.
// param since: date -- the first day that counts as new
// param country: country = any -- only actors of this country
// example: conflictgraph query new-actors --param since=2022-01-01
MATCH (a:Actor)<-[:SUBJECT|OBJECT]-(c:Claim)-[:STATED_IN]->(p:Article)
WHERE $country IS NULL OR a.country = $country
WITH a, min(p.published) AS first, count(DISTINCT c) AS claims, count(DISTINCT p.cluster) AS sources
WHERE first >= $since
RETURN a.name AS actor, a.type AS type, a.country AS country, toString(first) AS first_article, claims, sources
ORDER BY first_article, claims DESC, a.id
