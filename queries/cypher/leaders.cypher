// title: Who leads what
// answers: Leaders, founders and those appointed, with the days between which the texts say so.
// param actor: actor = any -- only this person or organisation
// param country: country = any -- only persons and organisations of this country
// param status: status = occurred,ongoing -- how the texts present it; any shows all
// param on: date = any -- only what is told of a span around this day
// example: conflictgraph query leaders --param actor=GSIM
MATCH (a:Actor)-[r:LEADS|FOUNDED|APPOINTS]->(b:Actor)
WHERE r.status IN $status
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
  AND ($country IS NULL OR a.country = $country OR b.country = $country)
  AND ($on IS NULL OR (r.first_seen <= $on AND r.last_seen >= $on))
RETURN b.name AS led, toLower(replace(type(r), '_', '-')) AS relation, a.name AS by, r.status AS status,
       toString(r.first_seen) AS first_seen, toString(r.last_seen) AS last_seen, r.sources AS sources
ORDER BY b.id, relation, coalesce(last_seen, '') DESC, a.id, r.status
