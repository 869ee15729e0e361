"""The real articles beside the project: every sentence of a narrative is in the story that it cites."""

import json
import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.analysis.summary.choose import choose_sentences
from briefing.analysis.summary.sentences import NumberedText
from briefing.data.loader import alternatives

WORLD = Path(__file__).parents[3] / "../shared/corpora/worlds/events-2017-2018.jsonl"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not WORLD.exists(), reason="the worlds are not beside the project"),
]


@pytest.fixture(scope="module")
def events() -> list[list[NumberedText]]:
    by_event: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for line in WORLD.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        by_event[str(article.get("event"))].append(article)
    return [
        [
            NumberedText(n, each["title"], each["text"], datetime(2018, 1, 1, n % 24, tzinfo=UTC))
            for n, each in enumerate(articles, 1)
        ]
        for articles in by_event.values()
        if len(articles) > 1
    ]


def test_every_sentence_is_in_its_story_and_understandable_alone(events: list[list[NumberedText]]) -> None:
    assert len(events) > 20
    unresolved = re.compile(alternatives("summary/unresolved_openings.txt"), re.IGNORECASE)
    for texts in events:
        by_number = {text.n: text.text for text in texts}
        for chosen in choose_sentences(texts):
            sentence = chosen.span.cut(by_number[chosen.n])
            assert sentence in by_number[chosen.n]
            assert sentence == sentence.strip() != ""
            assert not unresolved.match(sentence)
            assert not re.match(r"[“\"‘'a-z]", sentence)


def test_an_event_with_texts_has_three_to_five_sentences(events: list[list[NumberedText]]) -> None:
    lengths = [len(choose_sentences(texts)) for texts in events]
    assert max(lengths) <= 5
    assert sum(length >= 3 for length in lengths) >= 0.9 * len(lengths)
