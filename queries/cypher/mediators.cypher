// title: Mediators and what became of their talks
// answers: Who mediates between which two actors, since when, and what these two do: talks, agreements, fighting.
// param actor: actor = any -- only where this actor mediates or is a party
// param status: status = occurred,ongoing,planned -- how the texts present the mediation; any shows all
// example: conflictgraph query mediators --param actor=Algeria
MATCH (m:Actor)-[r:MEDIATES_WITH]->(a:Actor)
WHERE r.status IN $status
OPTIONAL MATCH (m)-[q:MEDIATES_WITH]->(b:Actor)
WHERE q.status IN $status AND b.id > a.id
WITH m, a, b, min(r.first_seen) AS since, sum(r.claims) AS claims
WHERE ($actor IS NULL OR m.id = $actor OR a.id = $actor OR b.id = $actor)
  AND (b IS NOT NULL OR NOT EXISTS {
    MATCH (m)-[o:MEDIATES_WITH]->(p:Actor) WHERE o.status IN $status AND p.id <> a.id
  })
OPTIONAL MATCH (a)-[t:NEGOTIATES_WITH|MEETS_WITH|SIGNS_AGREEMENT_WITH|REJECTS|FIGHTS|ATTACKS]-(b)
WITH m, a, b, since, claims, toLower(replace(type(t), '_', '-')) + ' (' + t.status + ')' AS outcome
ORDER BY outcome
WITH m, a, b, since, claims, collect(DISTINCT outcome) AS outcomes
RETURN m.name AS mediator, a.name AS party, b.name AS other_party, toString(since) AS since, outcomes
ORDER BY claims DESC, m.id, a.id, coalesce(b.id, '')
