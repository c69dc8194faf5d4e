// title: What the graph holds
// answers: How many events and claims there are of each relation and status, and the days that they span.
// param status: status = any -- how the texts present it
// example: conflictgraph query overview
MATCH (e:Event)
WHERE e.status IN $status
RETURN e.relation AS relation, e.status AS status, count(e) AS events, sum(e.claims) AS claims,
       toString(min(e.first_date)) AS first_date, toString(max(e.last_date)) AS last_date
ORDER BY claims DESC, relation, status
