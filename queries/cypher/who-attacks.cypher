// title: Who uses force against whom
// answers: Every material conflict between two actors (attacks, sanctions, arrests ...), with days and sources.
// param actor: actor = any -- only where this actor is on either side
// param country: country = any -- only where one side belongs to this country
// param status: status = occurred,ongoing -- how the texts present it; any shows all
// param since: date = any -- only what is still reported on this day or later
// param until: date = any -- only what is first reported on this day or earlier
// example: conflictgraph query who-attacks --param actor=GSIM --param since=2015-01-01
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.class = 'material-conflict' AND r.status IN $status
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
  AND ($country IS NULL OR a.country = $country OR b.country = $country)
  AND ($since IS NULL OR r.last_seen >= $since)
  AND ($until IS NULL OR r.first_seen <= $until)
RETURN a.name AS actor, toLower(replace(type(r), '_', '-')) AS relation, b.name AS target, r.status AS status,
       toString(r.first_seen) AS first_seen, toString(r.last_seen) AS last_seen, r.sources AS sources,
       r.claims AS claims
ORDER BY r.sources DESC, r.claims DESC, a.id, relation, b.id, r.status
