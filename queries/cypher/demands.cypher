// title: Demands, and whether they were met
// answers: What is demanded of an actor, by whom, and whether a text of that time or later says that it happened.
// param actor: actor = any -- only demands by this actor, of it or about it
// param relation: relation = any -- only this relation
// example: conflictgraph query demands
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.status = 'demanded'
WITH a, b, r, toLower(replace(type(r), '_', '-')) AS relation
WHERE $relation IS NULL OR relation = $relation
MATCH (a)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(b)
WHERE c.relation = relation AND c.status = 'demanded'
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH a, b, r, relation, s ORDER BY s.name, s.id
WITH a, b, r, relation, collect(DISTINCT s.name) AS demanded_by, collect(DISTINCT s.id) AS speakers
WHERE $actor IS NULL OR a.id = $actor OR b.id = $actor OR $actor IN speakers
RETURN demanded_by, a.name AS subject, relation, b.name AS object, toString(r.first_seen) AS first_seen,
       toString(r.last_seen) AS last_seen, r.sources AS sources,
       EXISTS {
         MATCH (a)-[done]->(b)
         WHERE type(done) = type(r) AND done.status IN ['occurred', 'ongoing']
           AND (done.last_seen IS NULL OR r.first_seen IS NULL OR done.last_seen >= r.first_seen)
       } AS met
ORDER BY coalesce(last_seen, '') DESC, a.id, relation, b.id
