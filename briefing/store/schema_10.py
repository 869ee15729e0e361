"""Version 10 of the store: the names of actors, speakers and outlets with an index of their words, for queries.

Triggers collect the names; `directories` indexes them. A name stays when the last text that had it was replaced, and
then leads to nothing.
"""

STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE names (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, indexed INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE INDEX names_to_index ON names (id) WHERE indexed = 0",
    "CREATE VIRTUAL TABLE name_index USING fts5 (name, content = '', tokenize = 'unicode61 remove_diacritics 2')",
    """
    INSERT INTO names (key, indexed) SELECT key, 1 FROM actors WHERE key <> ''
        UNION SELECT speaker_key, 1 FROM quotes WHERE speaker_key <> ''
    """,
    "INSERT INTO name_index (rowid, name) SELECT id, key FROM names",
    """
    CREATE TRIGGER actors_have_names AFTER INSERT ON actors
    WHEN new.key <> '' AND NOT EXISTS (SELECT 1 FROM names WHERE key = new.key)
    BEGIN INSERT INTO names (key) VALUES (new.key); END
    """,
    """
    CREATE TRIGGER speakers_have_names AFTER INSERT ON quotes
    WHEN new.speaker_key <> '' AND NOT EXISTS (SELECT 1 FROM names WHERE key = new.speaker_key)
    BEGIN INSERT INTO names (key) VALUES (new.speaker_key); END
    """,
    """
    CREATE TABLE outlets (
        id INTEGER PRIMARY KEY,
        outlet TEXT NOT NULL,
        domain TEXT NOT NULL,
        indexed INTEGER NOT NULL DEFAULT 0,
        UNIQUE (outlet, domain)
    ) STRICT
    """,
    "CREATE INDEX outlets_to_index ON outlets (id) WHERE indexed = 0",
    """
    CREATE VIRTUAL TABLE outlet_index USING fts5 (
        outlet, domain, content = '', tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    "INSERT INTO outlets (outlet, domain, indexed) SELECT DISTINCT outlet, domain, 1 FROM stories",
    "INSERT INTO outlet_index (rowid, outlet, domain) SELECT id, outlet, domain FROM outlets",
    """
    CREATE TRIGGER stories_have_outlets AFTER INSERT ON stories
    WHEN NOT EXISTS (SELECT 1 FROM outlets WHERE outlet = new.outlet AND domain = new.domain)
    BEGIN INSERT INTO outlets (outlet, domain) VALUES (new.outlet, new.domain); END
    """,
    """
    CREATE TRIGGER stories_keep_outlets AFTER UPDATE OF outlet, domain ON stories
    WHEN NOT EXISTS (SELECT 1 FROM outlets WHERE outlet = new.outlet AND domain = new.domain)
    BEGIN INSERT INTO outlets (outlet, domain) VALUES (new.outlet, new.domain); END
    """,
    "CREATE INDEX stories_by_outlet ON stories (outlet, domain, published)",
    "CREATE INDEX stories_by_language ON stories (language, published)",
    "CREATE INDEX stories_by_newest ON stories (newest)",
)
