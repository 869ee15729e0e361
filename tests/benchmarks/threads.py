"""Groups a file of stories with the program's own code, and scores the threads.

`python -m tests.benchmarks.threads STORIES.jsonl.gz --out PRED.jsonl [--gold STORIES.jsonl.gz] [--rolling HOURS]`

`python -m tests.benchmarks.threads FOLDER` scores every set in a folder against its own labels, a line for each:
B-cubed, pairs of stories, the share of threads without a stray, and the largest thread. A second line scores the
topics, against the label `topic` if the set has it.

Rows have id, title, text, published (ISO or null) and outlet; only the scorer reads a label. As in the store, the
stories' own words are counted as the background, beside the statistics that ship. `--gold` scores with
`lab/threads_score.py` beside the project: B-cubed (Bagga and Baldwin 1998) and pairwise F1. `--rolling` feeds the
stories by time in steps of so many hours, and prints how many ever changed thread.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from briefing.analysis.threads.background import count_terms
from briefing.analysis.threads.clustering import Clustering, cluster_stories
from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.analysis.topics.clustering import find_topics
from briefing.analysis.topics.thread_terms import thread_terms
from briefing.model.grouping import StoryText
from briefing.model.topic import ThreadTerms
from tests.benchmarks.rolling import roll

_SCORER = Path(__file__).parents[3] / "shared" / "lab" / "threads_score.py"
_LEAD_CHARACTERS = 1_800


def main() -> None:
    """Group the stories, write one row for each, and print the speed and the scores."""
    parser = argparse.ArgumentParser(description="Group a file of stories and score the groups.")
    parser.add_argument("stories", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--gold", type=Path, help="rows with id and thread; often the same file")
    parser.add_argument("--rolling", type=float, metavar="HOURS", help="feed the stories by time in such steps")
    chosen = parser.parse_args()
    if chosen.stories.is_dir():
        _score_all(chosen.stories)
        return
    if not chosen.out:
        parser.error("--out is needed for one file")
    names, stories = read_stories(chosen.stories)
    begun = time.process_time()
    threads = _rolled(stories, chosen.rolling) if chosen.rolling else _grouped(stories)
    spent = time.process_time() - begun
    _write(chosen.out, names, threads)
    groups = len(set(threads.values()))
    print(f"{len(stories)} stories, {groups} groups, {spent:.2f} CPU s, {len(stories) / spent:.0f} stories/s")
    if chosen.gold:
        subprocess.run([sys.executable, _SCORER, chosen.gold, chosen.out], check=True)


def _score_all(folder: Path) -> None:
    """Group every set in `folder`, and print its scores."""
    print(f"{'set':14} stories   B3 P    R     F1   pairs P  R    clean  largest")
    for path in sorted(folder.glob("*.jsonl.gz")):
        names, stories = read_stories(path)
        clustering = _clustered(stories)
        print(_scored(path.name.partition("_dev")[0], names, _threads(clustering, stories), path), flush=True)
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as gold:
            Path(gold.name).write_text("\n".join(_labelled_topics(path)) + "\n", "utf-8")
            print(_scored("  its topics", names, topics_of(clustering), Path(gold.name)), flush=True)


def _scored(title: str, names: Sequence[str], groups: Mapping[int, str], gold: Path) -> str:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
        _write(Path(out.name), names, groups)
        command = [sys.executable, str(_SCORER), str(gold), out.name]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    columns = ("b3_p", "b3_r", "b3_f1", "pair_p", "pair_r", "pure_thread_share")
    scores = "  ".join(f"{found[column]:.3f}" for column in columns)
    return f"{title:14} {len(names):7}  {scores}  {Counter(groups.values()).most_common(1)[0][1]:7}"


def _labelled_topics(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, filter(str.strip, lines)):
            yield json.dumps({"id": row["id"], "thread": row.get("topic") or row["thread"]})


def _write(path: Path, names: Sequence[str], threads: Mapping[int, str]) -> None:
    rows = [json.dumps({"id": names[story], "thread": thread}) for story, thread in sorted(threads.items())]
    path.write_text("\n".join(rows) + "\n", "utf-8")


def _grouped(stories: list[StoryText]) -> dict[int, str]:
    return _threads(_clustered(stories), stories)


def _clustered(stories: list[StoryText]) -> Clustering:
    background = count_terms((story.title, story.lead) for story in stories)
    return cluster_stories([encode_story(story) for story in stories], TermStatistics(background))


def _threads(clustering: Clustering, stories: list[StoryText]) -> dict[int, str]:
    texts = {story.id: story for story in stories}
    groups = [clustering.describe(index, texts) for index in range(len(clustering.clusters))]
    return {story: f"g{index}" for index, group in enumerate(groups) for story in group.stories}


def topics_of(clustering: Clustering) -> dict[int, str]:
    """Return the topic of each story; a thread without one is a topic of its own."""
    packed = thread_terms(clustering.features, clustering.stories, [rows for rows, _ in clustering.clusters])
    threads = []
    for index, (rows, _) in enumerate(clustering.clusters):
        days = [story.published.timestamp() / 86_400 for row in rows if (story := clustering.stories[row]).published]
        threads.append(ThreadTerms(f"t{index}", "", min(days, default=0.0), max(days, default=0.0), packed[index]))
    topics = {thread: members[0] for members in find_topics(threads) for thread in members}
    return {
        story: topics.get(f"t{index}", f"t{index}")
        for index, (rows, _) in enumerate(clustering.clusters)
        for story in clustering.members(rows)
    }


def _rolled(stories: list[StoryText], hours: float) -> dict[int, str]:
    rolled = roll(stories, hours)
    for what in ("moved", "moved_late", "split_late"):
        count = getattr(rolled, what)
        print(f"{what}: {count} stories, {100 * count / len(stories):.1f} %")
    return rolled.threads


def read_stories(path: Path) -> tuple[list[str], list[StoryText]]:
    """Return the names of the stories in a file, and the stories; their ids are their indexes."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    stories = [
        StoryText(
            number,
            row["title"],
            (row.get("text") or "")[:_LEAD_CHARACTERS],
            _time(row.get("published")),
            row.get("outlet") or "",
        )
        for number, row in enumerate(rows)
    ]
    return [row["id"] for row in rows], stories


def _time(written: str | None) -> datetime | None:
    if not written:
        return None
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


if __name__ == "__main__":
    main()
