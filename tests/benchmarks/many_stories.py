"""Makes a full window from labelled stories and copies of them, whose changed words make them other events."""

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

ENDINGS = ("", "en", "or", "ima", "ust", "olk", "aph", "ig", "ul", "amo")
"""The endings that the rarer words get in each copy."""

_FILES = ("uci5_dev", "uciall_mar_dev", "ecbplus_dev", "g5news_dev")
_WORD = re.compile(r"[^\W\d_]{3,}")
_RARE = 120
"""Words in at most so many stories are changed."""
_WINDOW_HOURS = 71.0
_SPREAD_HOURS = 8.0
_LEAD_CHARACTERS = 1_200


@dataclass(frozen=True, slots=True)
class MadeStory:
    """A story to file."""

    title: str
    text: str
    outlet: str
    published: datetime
    thread: str
    """The thread that it belongs to."""


def many_stories(corpora: Path, count: int, now: datetime) -> list[MadeStory]:
    """Return `count` stories of the three days before `now`, in order of time; the result is always the same.

    They are the stories of `corpora`/threads and copies of them. The stories of a labelled thread are within a day of
    each other. Half of the headlines without a text get two other headlines of their thread as their text.
    """
    chance = random.Random(count)
    threads = _threads(corpora / "threads")
    common = _frequencies(story for stories in threads for story in stories)
    made: list[MadeStory] = []
    for ending in ENDINGS:
        for stories in threads:
            middle = chance.uniform(0, _WINDOW_HOURS)
            for story in stories:
                hours = min(_WINDOW_HOURS, max(0.0, chance.gauss(middle, _SPREAD_HOURS)))
                title, text = _with_text(story, stories, chance)
                made.append(
                    MadeStory(
                        _changed(title, ending, common),
                        _changed(text, ending, common),
                        story["outlet"] or "A paper",
                        now - timedelta(hours=hours),
                        f"{story['thread']} {ending}",
                    )
                )
        if len(made) >= count:
            return sorted(chance.sample(made, count), key=lambda story: story.published)
    raise ValueError(f"no more than {len(made)} stories can be made")


def _threads(folder: Path) -> list[list[dict[str, str]]]:
    threads: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for name in _FILES:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                text = (row.get("text") or "")[:_LEAD_CHARACTERS]
                threads[name, row["thread"]].append(
                    {"title": row["title"], "text": text, "outlet": row.get("outlet") or "", "thread": row["thread"]}
                )
    return [threads[key] for key in sorted(threads)]


def _frequencies(stories: Iterator[dict[str, str]]) -> Counter[str]:
    frequencies: Counter[str] = Counter()
    for story in stories:
        frequencies.update({word.lower() for word in _WORD.findall(f"{story['title']} {story['text']}")})
    return frequencies


def _with_text(story: dict[str, str], stories: Sequence[dict[str, str]], chance: random.Random) -> tuple[str, str]:
    text = story["text"]
    if not text and len(stories) > 2 and chance.random() < 0.5:
        text = " ".join(f"{other['title']}." for other in chance.sample(stories, 2))
    return story["title"], text


def _changed(text: str, ending: str, common: Counter[str]) -> str:
    if not ending:
        return text
    return _WORD.sub(lambda word: word.group() + (ending if common[word.group().lower()] <= _RARE else ""), text)
