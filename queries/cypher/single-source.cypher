// title: What only one source says
// answers: Relations that a single independent source reports (a copy is no second one), with a sentence of it.
// param actor: actor = any -- only where this actor is on either end
// param relation: relation = any -- only this relation
// param status: status = occurred,ongoing -- how the text presents it; any shows all
// example: conflictgraph query single-source --param relation=attacks
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.sources = 1 AND r.status IN $status
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
WITH a, b, r, toLower(replace(type(r), '_', '-')) AS relation
WHERE $relation IS NULL OR relation = $relation
MATCH (a)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(b)
WHERE c.relation = relation AND c.status = r.status
MATCH (c)-[:STATED_IN]->(p:Article)
WITH a, b, r, relation, c, p ORDER BY coalesce(toString(p.published), ''), p.id, c.start, c.id
WITH a, b, r, relation, collect(p.source) AS sources, collect(c.sentence) AS sentences
RETURN a.name AS subject, relation, b.name AS object, r.status AS status, toString(r.last_seen) AS last_seen,
       head(sources) AS source, head(sentences) AS sentence
ORDER BY coalesce(last_seen, '') DESC, a.id, relation, b.id, r.status
