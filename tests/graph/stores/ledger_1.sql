BEGIN TRANSACTION;
CREATE TABLE actors (
	digest VARCHAR(64) NOT NULL, 
	id VARCHAR(200) NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "actors" VALUES('6a25a554bdbfa92770357417aea378f5940884ce25749a948ac829ffd3c908fc','gsim','{"id":"gsim","name":"Gsim","name_fr":null,"type":"state","countries":[],"aliases":["JNIM"],"known":false}');
INSERT INTO "actors" VALUES('7abc5a42bcb49f7e83b5c64b791dc7bcc5414c41489da0d7964444378eaf836f','mali','{"id":"mali","name":"Mali","name_fr":null,"type":"state","countries":[],"aliases":[],"known":false}');
INSERT INTO "actors" VALUES('c26c5b21916b20df699a73d7cde3c0d5a0894c0215937ca67d4a010f0def752d','france','{"id":"france","name":"France","name_fr":null,"type":"state","countries":[],"aliases":[],"known":false}');
CREATE TABLE articles (
	id VARCHAR(200) NOT NULL, 
	url TEXT, 
	source TEXT, 
	title TEXT NOT NULL, 
	published DATE, 
	lang VARCHAR(3) NOT NULL, 
	text TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	cluster VARCHAR(200) NOT NULL, 
	extractor VARCHAR(200) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES('old-1',NULL,NULL,'','2022-02-17','en','Mali fights GSIM, says France, time 1.','digest of Mali fights GSIM, says France, time 1.','old-1','1');
INSERT INTO "articles" VALUES('old-2',NULL,NULL,'','2022-02-17','en','Mali fights GSIM, says France, time 2.','digest of Mali fights GSIM, says France, time 2.','old-2','1');
CREATE TABLE claims (
	id VARCHAR(200) NOT NULL, 
	article VARCHAR(200) NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
);
INSERT INTO "claims" VALUES('old-1/1','old-1','{"id":"old-1/1","article":"old-1","subject":"gsim","relation":"fights","object":"mali","status":"occurred","speaker":"france","speaker_label":null,"sentence":"Mali fights GSIM, says France, time 1.","start":0,"end":38,"trigger":{"start":0,"end":4},"subject_at":{"start":0,"end":4},"object_at":{"start":0,"end":4},"date":null,"place":null,"confidence":0.5,"pattern":"fights"}');
INSERT INTO "claims" VALUES('old-2/1','old-2','{"id":"old-2/1","article":"old-2","subject":"gsim","relation":"fights","object":"mali","status":"occurred","speaker":"france","speaker_label":null,"sentence":"Mali fights GSIM, says France, time 2.","start":0,"end":38,"trigger":{"start":0,"end":4},"subject_at":{"start":0,"end":4},"object_at":{"start":0,"end":4},"date":null,"place":null,"confidence":0.5,"pattern":"fights"}');
CREATE TABLE dead_letters (
	name VARCHAR(2000) NOT NULL, 
	reason TEXT NOT NULL, 
	payload TEXT, 
	at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "dead_letters" VALUES('b.html','no text',NULL,'2024-01-01T12:00:00+00:00');
CREATE TABLE ledger_version (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "ledger_version" VALUES(1);
CREATE TABLE mentions (
	article VARCHAR(200) NOT NULL, 
	actor VARCHAR(64) NOT NULL, 
	forms TEXT NOT NULL, 
	PRIMARY KEY (article, actor), 
	FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE, 
	FOREIGN KEY(actor) REFERENCES actors (digest)
);
INSERT INTO "mentions" VALUES('old-1','6a25a554bdbfa92770357417aea378f5940884ce25749a948ac829ffd3c908fc','[]');
INSERT INTO "mentions" VALUES('old-1','7abc5a42bcb49f7e83b5c64b791dc7bcc5414c41489da0d7964444378eaf836f','["Mali", "Bamako"]');
INSERT INTO "mentions" VALUES('old-1','c26c5b21916b20df699a73d7cde3c0d5a0894c0215937ca67d4a010f0def752d','[]');
INSERT INTO "mentions" VALUES('old-2','6a25a554bdbfa92770357417aea378f5940884ce25749a948ac829ffd3c908fc','[]');
INSERT INTO "mentions" VALUES('old-2','7abc5a42bcb49f7e83b5c64b791dc7bcc5414c41489da0d7964444378eaf836f','["Mali", "Bamako"]');
INSERT INTO "mentions" VALUES('old-2','c26c5b21916b20df699a73d7cde3c0d5a0894c0215937ca67d4a010f0def752d','[]');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	command TEXT NOT NULL, 
	sources TEXT NOT NULL, 
	started VARCHAR(40) NOT NULL, 
	ended VARCHAR(40), 
	failed TEXT, 
	counts TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES(1,'ingest','["articles/"]','2026-11-26T02:48:57.616134+00:00','2026-11-26T02:48:57.625398+00:00',NULL,'{"read":3,"kept":2,"unchanged":0,"skipped":0,"dead":1,"claims":2,"actors":6}');
CREATE INDEX ix_actors_id ON actors (id);
CREATE INDEX ix_claims_article ON claims (article);
CREATE INDEX ix_mentions_actor ON mentions (actor);
COMMIT;
