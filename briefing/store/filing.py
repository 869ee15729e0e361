"""Filing the entries of a feed: each becomes a new story, an edit of one, or another entry of an existing one."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from briefing.model.filing import Filed, Filing, entry_key, text_digest
from briefing.store.duplicates import note_claim
from briefing.store.known_items import entries_of_items, note_items
from briefing.store.matching import (
    Entry,
    FilingContext,
    entries_of,
    entries_under_new_keys,
    published_of,
    same_article,
    story_at_address,
    story_under_title,
)
from briefing.store.pruned_entries import EntryFacts, pruned_keys
from briefing.store.texts import index_texts, keep_first_text, keep_text, title_hash
from briefing.store.timestamps import to_timestamp, to_timestamp_or_none
from briefing.text.addresses import host_of

UNSTABLE = "unstable ids: entries were matched by title and day"


def file_entries(
    connection: sqlite3.Connection, feed_id: int, filings: Sequence[Filing], at: datetime, unchanged: Sequence[int] = ()
) -> Filed:
    """File the entries of one document; of entries with the same key the last counts.

    The document also has the items `unchanged`, which are filed as they are; see `store.known_items`.
    """
    keyed = {_key(filing): filing for filing in filings}
    standing = entries_of_items(connection, feed_id, unchanged)
    shared = _shared_addresses((*keyed.values(), *standing.values()))
    context = FilingContext(connection, feed_id, at, shared, frozenset((*keyed, *standing)))
    entries = {**standing, **entries_of(context, keyed)}
    renamed = entries_under_new_keys(context, keyed, entries)
    entries.update(renamed)
    pruned = _pruned(context, {key: filing for key, filing in keyed.items() if key not in entries})
    new, changed = [], []
    for key, filing in keyed.items():
        entry = same_article(context, key, filing, entries.get(key))
        if entry is not None:
            if _edit(context, entry, filing):
                changed.append(entry.story)
        elif key not in pruned:
            story_id, fresh = _join_or_begin(context, key, filing)
            _add_entry(context, key, filing, story_id)
            if fresh:
                new.append(story_id)
    _mark_seen(context, context.keys)
    note_items(connection, feed_id, unchanged, {key: filing.item for key, filing in keyed.items()})
    index_texts(connection, context.kept)
    edited = tuple(dict.fromkeys(story for story in changed if story not in new))
    return Filed(tuple(new), edited, len(context.keys) - len(new) - len(changed), (UNSTABLE,) if renamed else ())


def _key(filing: Filing) -> str:
    return filing.key or entry_key(filing.guid, filing.canonical, filing.title, filing.text)


def _pruned(context: FilingContext, unknown: Mapping[str, Filing]) -> frozenset[str]:
    """Return the keys of those entries whose stories were pruned: they still stand in the feed and stay away."""
    if not unknown:
        return frozenset()
    entries = (
        EntryFacts(key, filing.canonical, filing.title, published_of(context, filing), filing.published is not None)
        for key, filing in unknown.items()
    )
    return pruned_keys(context.connection, context.feed_id, entries)


def _shared_addresses(entries: Iterable[Filing | Entry]) -> frozenset[str]:
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        titles[entry.canonical].add(entry.title.casefold())
    return frozenset(address for address, different in titles.items() if len(different) > 2)


def _edit(context: FilingContext, entry: Entry, filing: Filing) -> bool:
    if context.address(filing) not in ("", entry.canonical):
        _move(context, entry, filing)
    dated = _date_undated(context, entry, filing)
    digest = bytes.fromhex(text_digest(filing.title, filing.text))
    if digest == entry.digest:
        return dated
    context.connection.execute(
        "UPDATE entries SET sha256 = ?, title = ?, canonical = ? WHERE id = ?",
        (digest, filing.title, filing.canonical, entry.id),
    )
    return _keep(context, entry.story, filing, edited=True) or dated


def _date_undated(context: FilingContext, entry: Entry, filing: Filing) -> bool:
    """Give an undated story the date that its feed gives now; return whether there was one to give.

    While the clock of this machine was wrong, the date may have looked like one in the future.
    """
    if filing.published is None:
        if filing.ahead is not None:
            context.connection.execute(
                "UPDATE stories SET claimed = ? WHERE id = ? AND dated = 0", (to_timestamp(filing.ahead), entry.story)
            )
        return False
    published = to_timestamp(filing.published)
    if entry.is_dated and entry.published == published:
        return False
    dated = context.connection.execute(
        "UPDATE stories SET published = ?, dated = 1, claimed = NULL WHERE id = ? AND dated = 0",
        (published, entry.story),
    )
    context.connection.execute("UPDATE entries SET published = ? WHERE id = ?", (published, entry.id))
    return dated.rowcount > 0


def _move(context: FilingContext, entry: Entry, filing: Filing) -> None:
    """Store the new address of an entry, and of its story if it is on the same host.

    There, it may turn out to be that of another story.
    """
    context.connection.execute("UPDATE entries SET canonical = ? WHERE id = ?", (filing.canonical, entry.id))
    story = context.connection.execute("SELECT url FROM stories WHERE id = ?", (entry.story,)).fetchone()
    if host_of(story["url"]) == host_of(filing.url):
        context.connection.execute("UPDATE stories SET url = ? WHERE id = ?", (filing.url, entry.story))
        note_claim(context.connection, entry.story, filing.canonical, context.at)


def _join_or_begin(context: FilingContext, key: str, filing: Filing) -> tuple[int, bool]:
    """Return the story of an entry, and whether it is new."""
    story_id = story_at_address(context, key, filing) or story_under_title(context, filing)
    if story_id is None:
        return _begin(context, filing), True
    context.connection.execute(
        """
        UPDATE stories SET
            outlet = CASE WHEN outlet IN ('', domain) THEN :outlet ELSE outlet END,
            author = CASE WHEN author = '' THEN :author ELSE author END,
            language = CASE WHEN language = '' THEN :language ELSE language END,
            published = CASE WHEN dated = 0 AND :dated THEN :published ELSE published END,
            claimed = CASE WHEN :dated THEN NULL ELSE claimed END,
            dated = max(dated, :dated)
        WHERE id = :id
            AND (author = '' OR language = '' OR dated < :dated OR (outlet IN ('', domain) AND outlet <> :outlet))
        """,
        {
            "id": story_id,
            "outlet": filing.outlet,
            "author": filing.author,
            "language": filing.language,
            "published": published_of(context, filing),
            "dated": int(filing.published is not None),
        },
    )
    _keep(context, story_id, filing, edited=False)
    return story_id, False


def _begin(context: FilingContext, filing: Filing) -> int:
    added = context.connection.execute(
        """
        INSERT INTO stories
            (canonical, url, title, title_hash, outlet, domain, author, published, dated, first_seen, language, claimed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            context.free_address(filing),
            filing.url,
            filing.title,
            title_hash(filing.title),
            filing.outlet,
            filing.domain,
            filing.author,
            published_of(context, filing),
            int(filing.published is not None),
            to_timestamp(context.at),
            filing.language,
            to_timestamp_or_none(filing.ahead),
        ),
    )
    story_id = int(added.lastrowid or 0)
    first = keep_first_text(
        context.connection,
        story_id,
        feed_id=context.feed_id,
        title=filing.title,
        text=filing.text,
        kind=filing.text_kind,
        links=filing.links,
        at=context.at,
    )
    context.kept.append(first)
    return story_id


def _keep(context: FilingContext, story_id: int, filing: Filing, *, edited: bool) -> bool:
    kept = keep_text(
        context.connection,
        story_id,
        feed_id=context.feed_id,
        title=filing.title,
        text=filing.text,
        kind=filing.text_kind,
        links=filing.links,
        at=context.at,
        edited=edited,
    )
    if kept is not None:
        context.kept.append(kept)
    return kept is not None


def _add_entry(context: FilingContext, key: str, filing: Filing, story_id: int) -> None:
    now = to_timestamp(context.at)
    context.connection.execute(
        """
        INSERT INTO entries
            (feed_id, key, story_id, canonical, title, sha256, published, first_seen, last_seen)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            context.feed_id,
            key,
            story_id,
            filing.canonical,
            filing.title,
            bytes.fromhex(text_digest(filing.title, filing.text)),
            published_of(context, filing),
            now,
            now,
        ),
    )


def _mark_seen(context: FilingContext, keys: Iterable[str]) -> None:
    context.connection.execute(
        "UPDATE entries SET last_seen = ? WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))",
        (to_timestamp(context.at), context.feed_id, json.dumps(list(keys))),
    )
