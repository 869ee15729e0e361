"""What a thread is deferred until, read from words and printed back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.errors import UsageError
from briefing.model.wake import (
    AtTime,
    MoreIndependent,
    QuoteBy,
    StoryMatches,
    TopicMoves,
    WakeCondition,
    Woken,
    typed,
    waits_for,
    why_woken,
)
from briefing.query.wake_conditions import read_conditions

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
MONDAY = AtTime(datetime(2026, 11, 30, 5, tzinfo=UTC))


def read(words: str) -> tuple[WakeCondition, ...]:
    return read_conditions(words, NOW, BERLIN)


@pytest.mark.parametrize(
    ("words", "conditions"),
    [
        ("", ()),
        ("  ", ()),
        ("Monday", (MONDAY,)),
        ("+2", (MoreIndependent(2),)),
        ("+1 independent", (MoreIndependent(1),)),
        ("by Ilena Marsh", (QuoteBy("Ilena Marsh"),)),
        ("a quote by Marsh", (QuoteBy("Marsh"),)),
        ("topic", (TopicMoves(),)),
        ("the topic moves", (TopicMoves(),)),
        ("new thread", (TopicMoves(),)),
        ("grain terminal", (StoryMatches("grain terminal"),)),
        ('"grain terminal" -strike', (StoryMatches('"grain terminal" -strike'),)),
        ("outlet:herald OR actor:marsh", (StoryMatches("outlet:herald OR actor:marsh"),)),
        ('"monday"', (StoryMatches('"monday"'),)),
        ("Monday or +2", (MONDAY, MoreIndependent(2))),
        ('"black or white" or by Marsh', (StoryMatches('"black or white"'), QuoteBy("Marsh"))),
        ("(a1 or b1)", (StoryMatches("(a1 or b1)"),)),
        ("+2 or +2", (MoreIndependent(2),)),
        ("jury verdict", (StoryMatches("jury verdict"),)),
        ("climate march", (StoryMatches("climate march"),)),
    ],
)
def test_words_are_read(words: str, conditions: tuple[WakeCondition, ...]) -> None:
    assert read(words) == conditions


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("mondey", "did you mean monday"),
        ("tommorow", "did you mean tomorrow"),
        ("in 3 dasy", "did you mean days"),
        ("blue monday", "cannot be read as a time"),
        ("3", "3 days or \\+3 independent"),
        ("+0", "asks for nothing"),
        ("by", "not complete"),
        ("+x", "not complete"),
        ("by …", "has no name"),
        ("Monday or", "one side of “or”"),
        ("or Monday", "one side of “or”"),
        ("verdict:maybe", "not one of"),
        ("(strike", "not closed"),
        ("&", "no word"),
        (" or ".join(f"word{n}" for n in range(11)), "At most 10"),
    ],
)
def test_doubtful_words_are_asked_about(words: str, question: str) -> None:
    with pytest.raises(UsageError, match=question):
        read(words)


CONDITIONS = st.one_of(
    st.builds(MoreIndependent, st.integers(1, 999)),
    st.sampled_from(
        (QuoteBy("Ilena Marsh"), StoryMatches("grain -terminal"), StoryMatches('"tomorrow"'), TopicMoves())
    ),
    st.integers(1, 3_000_000).map(lambda minutes: AtTime(NOW + timedelta(minutes=minutes))),
)


@given(st.lists(CONDITIONS, unique=True, max_size=4).map(tuple))
def test_what_is_printed_can_be_typed(conditions: tuple[WakeCondition, ...]) -> None:
    assert read_conditions(typed(conditions, UTC), NOW, UTC) == conditions


def test_conditions_are_printed_in_words() -> None:
    conditions = read("Monday or +2 or by Marsh or grain or topic")
    assert waits_for(conditions, NOW, BERLIN) == (
        "Mon 30 Nov 06:00 or 2 more independent or a quote by Marsh or a story with grain or its topic moves"
    )


def test_a_reason_is_printed_in_words() -> None:
    assert why_woken(Woken(MoreIndependent(2), more=3), NOW, BERLIN) == "woke: 3 new independent"
    assert why_woken(Woken(MONDAY), NOW, BERLIN) == "woke: Mon 30 Nov 06:00"
    assert why_woken(Woken(QuoteBy("Marsh")), NOW, BERLIN) == "woke: quote by Marsh"
