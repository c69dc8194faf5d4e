// title: Splits, mergers and belongings of a group
// answers: What a group came from and became: splits, mergers, allegiance, members, founders, up to three links away.
// param actor: actor -- the group
// param status: status = occurred,ongoing -- how the texts present it; any shows all
// example: conflictgraph query genealogy --param actor=GSIM
MATCH path = (:Actor {id: $actor})
  -[:SPLITS_FROM|MERGES_WITH|PART_OF|MEMBER_OF|AFFILIATED_WITH|PLEDGES_ALLEGIANCE_TO|FOUNDED*1..3]-(:Actor)
WHERE all(link IN relationships(path) WHERE link.status IN $status)
UNWIND relationships(path) AS r
WITH DISTINCT r
WITH r, startNode(r) AS a, endNode(r) AS b
RETURN toString(r.first_seen) AS first_seen, a.name AS subject, toLower(replace(type(r), '_', '-')) AS relation,
       b.name AS object, r.status AS status, r.sources AS sources
ORDER BY coalesce(first_seen, ''), a.id, relation, b.id, r.status
