"""The tables of schema version 1, as they were first laid out. Never edited: later versions append steps.

Snapshots, verdict events and constraints are the truth and are only ever appended; the other tables can be made again
from them and from the feeds. Moments are microseconds since 1970 (see `instants`).
"""

STATEMENTS = (
    """
    CREATE TABLE feeds (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        site TEXT NOT NULL,
        folder TEXT NOT NULL,
        typed INTEGER NOT NULL,
        added INTEGER NOT NULL,
        removed INTEGER,
        etag TEXT,
        modified TEXT,
        body_hash TEXT,
        full_fetched INTEGER,
        checked INTEGER,
        succeeded INTEGER,
        next_check INTEGER,
        failures INTEGER NOT NULL DEFAULT 0,
        reason TEXT NOT NULL DEFAULT '',
        failure TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '[]'
    ) STRICT
    """,
    """
    CREATE TABLE former_addresses (
        feed_id INTEGER NOT NULL REFERENCES feeds (id),
        url TEXT NOT NULL,
        PRIMARY KEY (feed_id, url)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE stories (
        id INTEGER PRIMARY KEY,
        canonical TEXT NOT NULL,
        url TEXT NOT NULL,
        title TEXT NOT NULL,
        title_hash INTEGER NOT NULL,
        outlet TEXT NOT NULL,
        domain TEXT NOT NULL,
        author TEXT NOT NULL,
        published INTEGER NOT NULL,
        dated INTEGER NOT NULL,
        first_seen INTEGER NOT NULL,
        language TEXT NOT NULL,
        versions INTEGER NOT NULL DEFAULT 0,
        newest INTEGER REFERENCES snapshots (id),
        findings_version INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE UNIQUE INDEX stories_by_canonical ON stories (canonical) WHERE canonical <> ''",
    "CREATE INDEX stories_by_title ON stories (title_hash, published)",
    "CREATE INDEX stories_by_published ON stories (published)",
    "CREATE INDEX stories_by_first_seen ON stories (first_seen)",
    "CREATE INDEX stories_by_findings_version ON stories (findings_version, published)",
    """
    CREATE TABLE leads (
        story_id INTEGER PRIMARY KEY REFERENCES stories (id),
        lead TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE entries (
        id INTEGER PRIMARY KEY,
        feed_id INTEGER NOT NULL REFERENCES feeds (id),
        key TEXT NOT NULL,
        story_id INTEGER NOT NULL REFERENCES stories (id),
        canonical TEXT NOT NULL,
        title TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        published INTEGER NOT NULL,
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        UNIQUE (feed_id, key)
    ) STRICT
    """,
    "CREATE INDEX entries_by_story ON entries (story_id, feed_id)",
    "CREATE INDEX entries_by_feed ON entries (feed_id, published)",
    """
    CREATE TABLE snapshots (
        id INTEGER PRIMARY KEY,
        story_id INTEGER NOT NULL REFERENCES stories (id),
        feed_id INTEGER REFERENCES feeds (id),
        kind TEXT NOT NULL,
        taken INTEGER NOT NULL,
        sha256 BLOB NOT NULL,
        title TEXT NOT NULL,
        links TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (sha256, story_id, kind)
    ) STRICT
    """,
    "CREATE INDEX snapshots_by_story ON snapshots (story_id, taken)",
    """
    CREATE TRIGGER snapshots_are_not_changed BEFORE UPDATE ON snapshots
    BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END
    """,
    """
    CREATE TRIGGER snapshots_are_not_deleted BEFORE DELETE ON snapshots
    BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END
    """,
    """
    CREATE VIRTUAL TABLE text_index USING fts5 (
        title, text, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TABLE readings (
        snapshot_id INTEGER PRIMARY KEY REFERENCES snapshots (id),
        version INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE quotes (
        snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
        position INTEGER NOT NULL,
        spans TEXT NOT NULL,
        kind TEXT NOT NULL,
        paragraph INTEGER NOT NULL,
        mention_start INTEGER,
        mention_end INTEGER,
        name_start INTEGER,
        name_end INTEGER,
        role_start INTEGER,
        role_end INTEGER,
        cue_start INTEGER,
        cue_end INTEGER,
        unnamed INTEGER NOT NULL,
        speaker_key TEXT NOT NULL,
        PRIMARY KEY (snapshot_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX quotes_by_speaker ON quotes (speaker_key)",
    """
    CREATE TABLE actors (
        snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
        position INTEGER NOT NULL,
        key TEXT NOT NULL,
        kind TEXT NOT NULL,
        name_start INTEGER NOT NULL,
        name_end INTEGER NOT NULL,
        mentions TEXT NOT NULL,
        roles TEXT NOT NULL,
        PRIMARY KEY (snapshot_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX actors_by_key ON actors (key)",
    """
    CREATE TABLE citations (
        snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
        position INTEGER NOT NULL,
        form TEXT NOT NULL,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        title TEXT NOT NULL,
        outlet TEXT NOT NULL,
        date TEXT NOT NULL,
        url TEXT NOT NULL,
        PRIMARY KEY (snapshot_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE threads (
        id TEXT PRIMARY KEY,
        title_story INTEGER NOT NULL REFERENCES stories (id),
        first_seen INTEGER NOT NULL,
        last_story INTEGER NOT NULL,
        story_count INTEGER NOT NULL,
        independent_count INTEGER NOT NULL,
        score REAL NOT NULL,
        score_parts TEXT NOT NULL,
        looked INTEGER,
        closed INTEGER,
        redirect_to TEXT REFERENCES threads (id),
        verdict TEXT NOT NULL DEFAULT 'new',
        late INTEGER NOT NULL GENERATED ALWAYS AS (verdict IN ('later', 'drop')) VIRTUAL
    ) STRICT
    """,
    """
    CREATE INDEX threads_by_rank ON threads (late, score DESC, last_story DESC, id, verdict) WHERE closed IS NULL
    """,
    "CREATE INDEX threads_by_last_story ON threads (last_story, late, score, id, verdict) WHERE closed IS NULL",
    "CREATE INDEX threads_by_verdict ON threads (verdict, looked, last_story) WHERE closed IS NULL",
    """
    CREATE TABLE memberships (
        story_id INTEGER PRIMARY KEY REFERENCES stories (id),
        thread_id TEXT NOT NULL REFERENCES threads (id),
        similarity REAL NOT NULL,
        reasons TEXT NOT NULL,
        reprint_of INTEGER NOT NULL,
        reprint_share REAL NOT NULL,
        joined INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX memberships_by_thread ON memberships (thread_id, joined)",
    """
    CREATE TABLE verdict_events (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('give', 'undo', 'redo', 'carry')),
        batch INTEGER NOT NULL,
        target INTEGER REFERENCES verdict_events (id),
        thread_id TEXT NOT NULL REFERENCES threads (id),
        before TEXT NOT NULL,
        after TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX verdict_events_by_batch ON verdict_events (batch)",
    "CREATE INDEX verdict_events_by_thread ON verdict_events (thread_id)",
    """
    CREATE TRIGGER verdict_events_are_not_changed BEFORE UPDATE ON verdict_events
    BEGIN SELECT RAISE(ABORT, 'verdict events are append-only'); END
    """,
    """
    CREATE TRIGGER verdict_events_are_not_deleted BEFORE DELETE ON verdict_events
    BEGIN SELECT RAISE(ABORT, 'verdict events are append-only'); END
    """,
    """
    CREATE TABLE decisions (
        batch INTEGER PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'cleared'))
    ) STRICT
    """,
    "CREATE INDEX decisions_by_state ON decisions (state, batch)",
    """
    CREATE TABLE constraints (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('must', 'cannot', 'free')),
        story_a INTEGER NOT NULL REFERENCES stories (id),
        story_b INTEGER NOT NULL REFERENCES stories (id),
        CHECK (story_a < story_b)
    ) STRICT
    """,
    "CREATE INDEX constraints_by_stories ON constraints (story_a, story_b)",
    """
    CREATE TABLE term_counts (
        term TEXT PRIMARY KEY,
        texts INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE word_counts (
        word TEXT PRIMARY KEY,
        capitalised INTEGER NOT NULL,
        lowercase INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE totals (
        name TEXT PRIMARY KEY,
        count INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
