"""Groups growing parts of one dense day, to show that threads grow with their events and not with the day.

`python -m tests.benchmarks.density CORPORA [--sizes 300 600 1200 2300]`

The day has the stories of `threads/dense_*_dev`, of `worlds/politics-2020-06` and of the captured news feeds, all moved
to one day. Each part is in the next one. An event in the whole day has half of its stories in half of the day, so the
share of the largest thread should stay about the same or fall.
"""

import argparse
import csv
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.analysis.threads.background import count_terms
from briefing.analysis.threads.clustering import cluster_stories
from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.feeds.parse import parse_feed
from briefing.model.grouping import StoryText
from tests.benchmarks.threads import read_stories

_DAY = datetime(2026, 2, 18, tzinfo=UTC)
_SET_AGE = timedelta(days=3)
_LEAD_CHARACTERS = 1_800


def main() -> None:
    """Print a line for each part of the day, and the titles of the whole day's largest threads."""
    parser = argparse.ArgumentParser(description="Group growing parts of one dense day.")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[300, 600, 1_200, 2_300])
    chosen = parser.parse_args()
    stories = dense_day(chosen.corpora)
    background = count_terms((story.title, story.lead) for story in stories)
    print("stories  threads  largest  share")
    threads: list[tuple[int, ...]] = []
    for size in chosen.sizes:
        part = stories[:size]
        clustering = cluster_stories([encode_story(story) for story in part], TermStatistics(background))
        threads = [clustering.members(rows) for rows, _ in clustering.clusters if len(rows) > 1]
        print(f"{len(part):7}  {len(threads):7}  {len(threads[0]):7}  {len(threads[0]) / len(part):5.1%}")
    for thread in threads[:10]:
        print(len(thread), *(stories[story].title[:70] for story in thread[:3]), sep=" | ")


def dense_day(corpora: Path) -> list[StoryText]:
    """Return the stories of one day, shuffled in an order that is always the same; their ids are their indexes."""
    sets = [read_stories(path)[1] for path in sorted((corpora / "threads").glob("dense_*_dev.jsonl.gz"))]
    sets += [list(_world(corpora / "worlds" / "politics-2020-06.jsonl")), list(_captured(corpora / "feeds"))]
    moved = [story for stories in sets for story in _in_one_day(stories)]
    random.Random(1).shuffle(moved)
    return [replace(story, id=index) for index, story in enumerate(moved)]


def _in_one_day(stories: Sequence[StoryText]) -> Iterator[StoryText]:
    """Yield `stories` in their order of time, spread evenly over one day."""
    ordered = sorted(stories, key=lambda story: story.published or _DAY)
    for index, story in enumerate(ordered):
        yield replace(story, published=_DAY + timedelta(days=1) * index / len(ordered))


def _world(path: Path) -> Iterator[StoryText]:
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            published = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
            yield StoryText(0, row["title"], row["text"][:_LEAD_CHARACTERS], published, row["outlet"])


def _captured(folder: Path) -> Iterator[StoryText]:
    """Yield the stories of the news feeds that were captured on one day, without those older than some days."""
    now = _DAY + timedelta(days=1)
    with (folder / "MANIFEST.tsv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["kind"] == "news"]
    for row in rows:
        if not row["newest_item"].startswith("2026-02-1"):
            continue
        for entry in parse_feed((folder / row["file"]).read_bytes(), "https://example.org/", "", now).entries:
            if entry.published and entry.published > now - _SET_AGE:
                yield StoryText(0, entry.title, entry.summary[:_LEAD_CHARACTERS], entry.published, row["outlet"])


if __name__ == "__main__":
    main()
