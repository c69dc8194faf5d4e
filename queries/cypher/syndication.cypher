// title: Copies of one article
// answers: Articles with the same text, which count as one source: who published it, when first, its claims.
// param source: text = any -- only where this source is among them
// example: conflictgraph query syndication
MATCH (p:Article)
WITH p ORDER BY coalesce(toString(p.published), '9999'), p.id
WITH p.cluster AS cluster, collect(coalesce(p.source, 'unknown')) AS sources, collect(p) AS copies
WHERE size(copies) > 1 AND ($source IS NULL OR $source IN sources)
UNWIND copies AS copy
OPTIONAL MATCH (copy)<-[:STATED_IN]-(c:Claim)
WITH cluster, sources, copies, count(c) AS claims
RETURN head(copies).title AS title, size(copies) AS articles, sources,
       toString(head(copies).published) AS first_published, claims
ORDER BY articles DESC, cluster
