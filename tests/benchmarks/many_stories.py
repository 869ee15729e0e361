"""Makes a full window out of labelled stories and copies of them, in which other words make other matters of them."""

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
"""What the rarer words of each copy end in."""

_FILES = ("uci5_dev", "uciall_mar_dev", "ecbplus_dev", "g5news_dev")
_WORD = re.compile(r"[^\W\d_]{3,}")
_RARE = 120
"""Words in no more than so many stories are changed."""
_WINDOW_HOURS = 71.0
_SPREAD_HOURS = 8.0
_LEAD_CHARACTERS = 1_200


@dataclass(frozen=True, slots=True)
class Told:
    """A story to file."""

    title: str
    text: str
    outlet: str
    published: datetime
    thread: str
    """The thread that it belongs to."""


def many_stories(corpora: Path, count: int, now: datetime) -> list[Told]:
    """Return `count` stories of the three days before `now`, in the order in which they came.

    They are the stories of `corpora`/threads and copies of them; the stories of one labelled thread come within a day.
    Half of the headlines without a text get two more headlines of their thread for one. The same every time.
    """
    chance = random.Random(count)
    threads = _threads(corpora / "threads")
    common = _frequencies(story for told in threads for story in told)
    made: list[Told] = []
    for ending in ENDINGS:
        for told in threads:
            middle = chance.uniform(0, _WINDOW_HOURS)
            for story in told:
                hours = min(_WINDOW_HOURS, max(0.0, chance.gauss(middle, _SPREAD_HOURS)))
                title, text = _retold(story, told, chance)
                made.append(
                    Told(
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


def _retold(story: dict[str, str], told: Sequence[dict[str, str]], chance: random.Random) -> tuple[str, str]:
    text = story["text"]
    if not text and len(told) > 2 and chance.random() < 0.5:
        text = " ".join(f"{other['title']}." for other in chance.sample(told, 2))
    return story["title"], text


def _changed(text: str, ending: str, common: Counter[str]) -> str:
    if not ending:
        return text
    return _WORD.sub(lambda word: word.group() + (ending if common[word.group().lower()] <= _RARE else ""), text)
