"""The way from an empty file to the tables of today, script by script.

A migration is never edited once it is out: a change is the next one. Articles, revisions, analyses and
all that is worked out of them are the shelf. What the person did (marks, tags, places, actions) and what
the library follows (feeds, searches) refer to an article by source and id and never by key, so that they
outlive the shelf and also serve a visit, whose shelf is in memory alone.
"""

from __future__ import annotations

_FIRST = """
    CREATE TABLE articles (
        key INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        digest BLOB NOT NULL,
        moment INTEGER NOT NULL,
        title TEXT NOT NULL,
        titled INTEGER NOT NULL,
        outlet TEXT,
        published TEXT,
        received TEXT NOT NULL,
        engine TEXT,
        failed_by TEXT,
        failure TEXT,
        UNIQUE (id, source)
    );
    CREATE INDEX articles_newest ON articles (moment DESC, key, engine, failed_by);
    CREATE TABLE revisions (
        key INTEGER NOT NULL REFERENCES articles (key),
        revision INTEGER NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (key, revision)
    );
    CREATE TABLE parsed (
        key INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        engine TEXT NOT NULL,
        article TEXT NOT NULL,
        PRIMARY KEY (key, revision),
        FOREIGN KEY (key, revision) REFERENCES revisions (key, revision)
    );
    CREATE TABLE marks (
        source TEXT NOT NULL,
        id TEXT NOT NULL,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (id, source)
    ) WITHOUT ROWID;
    CREATE TABLE places (
        source TEXT NOT NULL,
        id TEXT NOT NULL,
        offset INTEGER NOT NULL,
        PRIMARY KEY (id, source)
    ) WITHOUT ROWID;
    CREATE TABLE actions (
        action INTEGER PRIMARY KEY AUTOINCREMENT,
        moment TEXT NOT NULL,
        mark TEXT NOT NULL,
        value INTEGER NOT NULL,
        what TEXT NOT NULL,
        before TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
    """

# The text of a revision goes out of its document into a column, so that it can be searched and shown in
# part without reading the rest; the index over it holds words alone. Scripts without blanks have an index
# of their own, one character a word. `given` is the digest of what the outlet gave last, where the text
# that is shown came from elsewhere.
_SECOND = """
    ALTER TABLE articles ADD COLUMN door TEXT NOT NULL DEFAULT '';
    ALTER TABLE articles ADD COLUMN address TEXT;
    ALTER TABLE articles ADD COLUMN host TEXT;
    ALTER TABLE articles ADD COLUMN text_digest BLOB;
    ALTER TABLE articles ADD COLUMN length INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE articles ADD COLUMN dense INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE articles ADD COLUMN language TEXT;
    ALTER TABLE articles ADD COLUMN given BLOB;
    ALTER TABLE articles ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE articles ADD COLUMN arrival INTEGER;
    ALTER TABLE articles ADD COLUMN quotes INTEGER;
    CREATE INDEX articles_address ON articles (address) WHERE address IS NOT NULL;
    CREATE INDEX articles_text ON articles (text_digest) WHERE text_digest IS NOT NULL;
    CREATE INDEX articles_arrival ON articles (arrival) WHERE arrival IS NOT NULL;
    ALTER TABLE revisions ADD COLUMN reason TEXT NOT NULL DEFAULT 'first';
    ALTER TABLE revisions ADD COLUMN text TEXT;
    UPDATE revisions SET text = json_extract(document, '$.text'), document = json_set(document, '$.text', '')
        WHERE json_valid(document) AND json_type(document, '$.text') = 'text';
    UPDATE revisions SET reason = 'changed' WHERE revision > 1;
    CREATE INDEX revisions_without_text ON revisions (key) WHERE text IS NULL;
    CREATE TABLE aliases (
        source TEXT NOT NULL,
        id TEXT NOT NULL,
        key INTEGER NOT NULL REFERENCES articles (key),
        digest BLOB NOT NULL,
        PRIMARY KEY (id, source)
    ) WITHOUT ROWID;
    CREATE INDEX aliases_key ON aliases (key);
    CREATE TABLE article_feeds (
        key INTEGER NOT NULL REFERENCES articles (key),
        feed INTEGER NOT NULL,
        entry TEXT,
        digest BLOB NOT NULL,
        PRIMARY KEY (key, feed)
    ) WITHOUT ROWID;
    CREATE INDEX article_feeds_entry ON article_feeds (feed, entry, key);
    CREATE TABLE wanted (
        key INTEGER PRIMARY KEY REFERENCES articles (key),
        tries INTEGER NOT NULL DEFAULT 0,
        due INTEGER
    );
    CREATE TABLE names (
        name INTEGER PRIMARY KEY,
        shown TEXT NOT NULL UNIQUE,
        folded TEXT NOT NULL
    );
    CREATE INDEX names_folded ON names (folded);
    CREATE TABLE article_names (
        key INTEGER NOT NULL REFERENCES articles (key),
        name INTEGER NOT NULL REFERENCES names (name),
        place INTEGER,
        speaks INTEGER NOT NULL,
        spoken_of INTEGER NOT NULL,
        PRIMARY KEY (key, name)
    ) WITHOUT ROWID;
    CREATE INDEX article_names_name ON article_names (name, key);
    CREATE VIEW searched AS
        SELECT a.key AS key, a.title AS title, r.text AS text
        FROM articles AS a JOIN revisions AS r ON r.key = a.key AND r.revision = a.revision;
    CREATE VIRTUAL TABLE words USING fts5 (
        title, text, content = 'searched', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
    );
    CREATE VIRTUAL TABLE characters USING fts5 (
        text, content = '', columnsize = 0, tokenize = "unicode61 categories 'L* N* Co M*'"
    );
    INSERT INTO words (words, rank) VALUES ('rank', 'bm25(10.0, 1.0)');
    INSERT INTO words (words, rank) VALUES ('hashsize', 8000000);
    INSERT INTO words (words, rank) VALUES ('automerge', 16);
    CREATE TABLE tags (
        source TEXT NOT NULL,
        id TEXT NOT NULL,
        folded TEXT NOT NULL,
        tag TEXT NOT NULL,
        PRIMARY KEY (id, source, folded)
    ) WITHOUT ROWID;
    CREATE INDEX tags_folded ON tags (folded);
    CREATE TABLE feeds (
        feed INTEGER PRIMARY KEY AUTOINCREMENT,
        url TEXT NOT NULL,
        address TEXT NOT NULL UNIQUE,
        asked TEXT,
        title TEXT,
        own_title TEXT,
        site TEXT,
        folder TEXT NOT NULL DEFAULT '[]',
        tags TEXT NOT NULL DEFAULT '[]',
        full_text INTEGER NOT NULL DEFAULT 0,
        etag TEXT,
        modified TEXT,
        digest TEXT,
        checked INTEGER,
        arrived INTEGER,
        due INTEGER,
        failures INTEGER NOT NULL DEFAULT 0,
        failing_since INTEGER,
        fault TEXT,
        gone INTEGER NOT NULL DEFAULT 0,
        claimed_until INTEGER
    );
    CREATE TABLE searches (
        name TEXT PRIMARY KEY,
        line TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE dropped (
        source TEXT NOT NULL,
        id TEXT NOT NULL,
        address TEXT,
        title TEXT,
        seen INTEGER NOT NULL,
        PRIMARY KEY (id, source)
    ) WITHOUT ROWID;
    CREATE INDEX dropped_address ON dropped (address, title) WHERE address IS NOT NULL;
    CREATE INDEX dropped_seen ON dropped (seen);
    """

MIGRATIONS: tuple[str, ...] = (_FIRST, _SECOND)
"""The scripts, in order; `user_version` counts those that a file has been through."""

SHELF = frozenset(
    {
        "articles",
        "revisions",
        "parsed",
        "aliases",
        "article_feeds",
        "wanted",
        "names",
        "article_names",
        "searched",
        "words",
        "characters",
    }
)
"""What a visit has in memory."""
