// title: An actor and its neighbours, as a graph
// answers: The nodes and relationships around an actor, for --format graphml and graph tools.
// param actor: actor -- the middle
// param status: status = occurred,ongoing -- how the texts present it; any shows all
// param sources: int = 1 -- only relations with at least so many independent sources
// example: conflictgraph query neighbourhood --param actor=Mali --format graphml
MATCH (a:Actor {id: $actor})-[r]-(b:Actor)
WHERE r.status IN $status AND r.sources >= $sources
RETURN a AS actor, r AS relation, b AS neighbour
ORDER BY b.id, type(r), startNode(r).id, r.status
