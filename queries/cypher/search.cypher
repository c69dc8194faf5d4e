// title: Sentences with these words
// answers: Claims whose sentence has words that begin so, every one of them, whatever their case; newest article first.
// param words: words -- beginnings of words, so that "withdr" finds "withdraws" and "withdrawal"
// param status: status = any -- how the texts present it
// indexed: CALL db.index.fulltext.queryNodes('conflictgraph_sentences', reduce(wanted = '*:*', word IN [w IN $words WHERE w =~ '\\p{L}+'] | wanted + ' AND ' + word + '*')) YIELD node AS c
// example: conflictgraph query search --param words="sanctions mali"
MATCH (c:Claim)
WHERE c.status IN $status
  AND all(word IN $words WHERE toLower(c.sentence) =~ ('(?s)(.*[^\\p{L}\\p{N}])?' + word + '.*'))
MATCH (a:Actor)<-[:SUBJECT]-(c)-[:OBJECT]->(b:Actor)
MATCH (c)-[:STATED_IN]->(p:Article)
RETURN toString(p.published) AS published, p.source AS source, a.name AS subject, c.relation AS relation,
       b.name AS object, c.status AS status, c.sentence AS sentence, p.url AS url
ORDER BY coalesce(published, '') DESC, p.id, c.start, c.relation, c.status, c.id
