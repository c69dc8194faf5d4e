// title: Plans not reported as done
// answers: What actors plan or are said to plan, and no later text presents as having happened; oldest plan first.
// param actor: actor = any -- only where this actor is on either end
// param relation: relation = any -- only this relation
// example: conflictgraph query plans-not-done --param actor=France
MATCH (a:Actor)-[plan]->(b:Actor)
WHERE plan.status = 'planned'
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
  AND ($relation IS NULL OR toLower(replace(type(plan), '_', '-')) = $relation)
  AND NOT EXISTS {
    MATCH (a)-[done]->(b)
    WHERE type(done) = type(plan) AND done.status IN ['occurred', 'ongoing']
      AND (done.last_seen IS NULL OR plan.first_seen IS NULL OR done.last_seen >= plan.first_seen)
  }
RETURN a.name AS subject, toLower(replace(type(plan), '_', '-')) AS relation, b.name AS object,
       toString(plan.first_seen) AS planned_since, toString(plan.last_seen) AS last_seen, plan.sources AS sources
ORDER BY coalesce(planned_since, ''), a.id, relation, b.id
