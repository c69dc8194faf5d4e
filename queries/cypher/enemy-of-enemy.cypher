// title: Enemies of an enemy who cooperate
// answers: Pairs that cooperate in deed and share an enemy, with the number of enemies that they share and their names.
// param actor: actor = any -- only pairs with this actor
// param status: status = occurred,ongoing -- how the texts present it; any shows all
// example: conflictgraph query enemy-of-enemy --param actor=Mali
MATCH (a:Actor)-[c]->(b:Actor)
WHERE c.class = 'material-cooperation' AND c.status IN $status AND a.type <> 'place' AND b.type <> 'place'
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
WITH a, b, toLower(replace(type(c), '_', '-')) AS relation ORDER BY relation
WITH a, b, collect(DISTINCT relation) AS cooperation
MATCH (a)-[r]-(e:Actor)-[s]-(b)
WHERE r.class = 'material-conflict' AND r.status IN $status
  AND s.class = 'material-conflict' AND s.status IN $status AND e.type <> 'place'
WITH DISTINCT a, b, cooperation, e ORDER BY e.name, e.id
WITH a, b, cooperation, collect(e.name) AS enemies
RETURN a.name AS first, cooperation, b.name AS second, size(enemies) AS shared, enemies
ORDER BY shared DESC, a.id, b.id
