"""Plays captured days into a store as a user would live them, and reports what does not stay as it was left.

`python -m tests.benchmarks.days STORIES.jsonl[.gz] [--days N]`

Rows have id, outlet, title, text, published, url, and perhaps a label `thread` or `event`. The stories are filed and
grouped twice a day. Each morning the user looks at the first threads of the inbox and drops some of them. Reported are:

- false +n: stories counted as new that the user has seen, and how many there would be by the time of joining alone;
- returns: stories of dropped threads that are in a thread that is not dropped at the end;
- swallowed: labelled stories that came to a dropped thread and have another label than most of it (with labels only);
- drift: of the threads that lived longest, those whose later half has another label than the earlier half, or else
  their first and last headlines, to be read by eye.
"""

import argparse
import gzip
import hashlib
import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from briefing.model.filing import Filing, entry_key
from briefing.model.grouping import GroupingRequest
from briefing.model.inbox import InboxFilter
from briefing.model.story import TextKind
from briefing.model.verdict import Verdict
from briefing.services.regroup_job import group_stored_window
from briefing.store import constraints, feeds, stories, threads, verdicts, views
from briefing.store.database import Database, open_database
from briefing.text.addresses import host_of
from briefing.text.page_addresses import canonical_url

STEP = timedelta(hours=12)
WINDOW = timedelta(days=3)
LOOKED_AT = 15
"""So many threads the user looks at each morning; every third of them is dropped."""
LONGEST = 30


@dataclass
class _User:
    """What the user has seen and dropped: the truth that the program is held to."""

    seen: set[int] = field(default_factory=set)
    dropped: dict[str, tuple[int, ...]] = field(default_factory=dict)
    counted: int = 0
    false: int = 0
    reshuffled: int = 0


def main() -> None:
    """Play the days and print the report."""
    parser = argparse.ArgumentParser(description="Play days of stories into a store, and report what moves.")
    parser.add_argument("stories", type=Path)
    parser.add_argument("--days", type=int, default=0, help="only the first days")
    chosen = parser.parse_args()
    rows = sorted(_read(chosen.stories), key=lambda row: (row["at"], row["id"]))
    if chosen.days:
        rows = [row for row in rows if row["at"] < rows[0]["at"] + timedelta(days=chosen.days)]
    with tempfile.TemporaryDirectory(prefix="briefing-days-") as folder:
        store = open_database(Path(folder) / "store.db")
        user, labels = _play(store, rows)
        for line in (*_counts(store, user, labels), *_drift(store, labels)):
            print(line)
        store.close()


def _play(store: Database, rows: list[dict[str, Any]]) -> tuple[_User, dict[int, str]]:
    """File the rows as time passes, and let the user look and drop each morning."""
    user, labels = _User(), dict[int, str]()
    feed_of = {
        outlet: store.call(feeds.add_feed, f"https://{number}.example/feed", title=outlet, at=rows[0]["at"])
        for number, outlet in enumerate(sorted({row["outlet"] for row in rows}))
    }
    now = rows[0]["at"].replace(hour=6, minute=0, second=0)
    while rows:
        now += STEP
        due = [row for row in rows if row["at"] <= now]
        rows = rows[len(due) :]
        for row in due:
            filed = store.call(stories.file_refresh, feed_of[row["outlet"]], [_filing(row)], now)
            labels.update(dict.fromkeys(filed.new, row["label"]))
        _group(store, now)
        if now.hour == 6:
            _morning(store, user, now)
    return user, labels


def _group(store: Database, now: datetime) -> None:
    state = store.look(constraints.constraint_state)
    result = group_stored_window(store.path, GroupingRequest(now, now - WINDOW))
    store.call(threads.save_result, result, state, at=now, window=WINDOW)


def _morning(store: Database, user: _User, now: datetime) -> None:
    """Count what is shown as new, look at the first threads, and drop every third of them."""
    rows = store.look(views.thread_rows, InboxFilter(), now=now, limit=10_000)
    for row in rows:
        if row.looked is not None and row.verdict is not Verdict.DROP:
            new, joined = store.look(_new_in, row.id)
            user.counted += len(new)
            user.false += len(user.seen.intersection(new))
            user.reshuffled += len(user.seen.intersection(joined))
    shown = [row for row in rows if row.verdict is Verdict.NEW][:LOOKED_AT]
    for number, row in enumerate(shown):
        store.call(threads.mark_looked, row.id, now)
        members = store.look(_stories_of, row.id)
        user.seen.update(members)
        if number % 3 == 2:
            store.call(verdicts.give, [row.id], Verdict.DROP, now)
            user.dropped[row.id] = members


def _counts(store: Database, user: _User, labels: dict[int, str]) -> Iterator[str]:
    verdict = dict(store.look(_verdicts))
    at_drop = [story for members in user.dropped.values() for story in members]
    back = sum(verdict.get(story) != "drop" for story in at_drop)
    swallowed = came = 0
    for thread, members in user.dropped.items():
        most = Counter(labels[story] for story in members).most_common(1)[0][0]
        for story in set(store.look(_stories_of, thread)).difference(members):
            came += 1
            swallowed += bool(labels[story]) and labels[story] != most
    yield f"+n: {user.counted} counted as new, {user.false} false, {user.reshuffled} more would be by joining alone"
    yield f"dropped: {len(user.dropped)} threads with {len(at_drop)} stories; {back} came back"
    yield f"{came} new stories came to dropped threads, {swallowed} of another label"


def _drift(store: Database, labels: dict[int, str]) -> Iterator[str]:
    """Yield how many of the longest threads changed their subject, and the headlines of those that may have."""
    changed, lived = 0, store.look(_longest)
    for thread in lived:
        members = store.look(_stories_of, thread)
        half = len(members) // 2
        first, last = (Counter(labels[story] for story in some) for some in (members[:half], members[half:]))
        if any(labels.values()) and first.most_common(1)[0][0] == last.most_common(1)[0][0]:
            continue
        changed += 1
        yield " → ".join(store.look(_title, story) for story in (members[0], members[-1]))
    what = "drifted" if any(labels.values()) else "to be read by eye"
    yield f"{len(lived)} threads lived longest, {changed} {what}"


def _stories_of(connection: sqlite3.Connection, thread: str) -> tuple[int, ...]:
    rows = connection.execute(
        """
        SELECT s.id FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
        WHERE m.thread_id = ? ORDER BY s.published, s.id
        """,
        (thread,),
    )
    return tuple(row["id"] for row in rows)


def _new_in(connection: sqlite3.Connection, thread: str) -> tuple[list[int], list[int]]:
    """Return the stories counted as new, and those that joined since the user looked."""
    rows = connection.execute(
        """
        SELECT m.story_id, m.seen IS NULL AND m.reprint_of = 0 AS new, m.joined > t.looked AS joined
        FROM memberships AS m JOIN threads AS t ON t.id = m.thread_id WHERE t.id = ?
        """,
        (thread,),
    ).fetchall()
    return [row["story_id"] for row in rows if row["new"]], [row["story_id"] for row in rows if row["joined"]]


def _verdicts(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    rows = connection.execute("SELECT story_id, verdict FROM memberships AS m JOIN threads AS t ON t.id = m.thread_id")
    return [(row["story_id"], row["verdict"]) for row in rows]


def _longest(connection: sqlite3.Connection) -> tuple[str, ...]:
    rows = connection.execute(
        """
        SELECT id FROM threads WHERE closed IS NULL AND story_count >= 4
        ORDER BY last_story - first_seen DESC, id LIMIT ?
        """,
        (LONGEST,),
    )
    return tuple(row["id"] for row in rows)


def _title(connection: sqlite3.Connection, story: int) -> str:
    return str(connection.execute("SELECT title FROM stories WHERE id = ?", (story,)).fetchone()["title"])


def _read(path: Path) -> Iterable[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, filter(str.strip, lines)):
            if not row.get("published"):
                continue  # no day to play it on
            yield {**row, "at": _moment(row), "label": row.get("thread") or row.get("event") or ""}


def _moment(row: dict[str, Any]) -> datetime:
    """Return when a story was published; a date alone gets an hour made from its id."""
    moment = datetime.fromisoformat(row["published"])
    if len(row["published"]) <= len("2026-11-22"):
        moment += timedelta(hours=5, minutes=int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 1_000)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _filing(row: dict[str, Any]) -> Filing:
    url, text = row.get("url") or f"https://{row['id']}.example/", row.get("text") or ""
    return Filing(
        key=entry_key("", canonical_url(url), row["title"], text),
        guid="",
        url=url,
        canonical=canonical_url(url),
        title=row["title"],
        outlet=row["outlet"],
        domain=host_of(url),
        author="",
        published=row["at"],
        language="en",
        text=text,
        text_kind=TextKind.SUMMARY if text else TextKind.HEADLINE,
    )


if __name__ == "__main__":
    main()
