"""Which places of a thread act, and which are only where something happens."""

import pytest

from briefing.analysis.actors.thread_actors import NumberedFindings, merge_actors
from briefing.analysis.reading import read_text


def acts(text: str, name: str) -> bool:
    """Return whether the place `name` acts in a thread of one text."""
    found = read_text(text)
    merged = merge_actors([NumberedFindings(1, text, found.actors, found.quotes)])
    return next(actor.acts for actor in merged if actor.name_text == name)


@pytest.mark.parametrize(
    "text",
    [
        "Norway rejected the offer of the port.",
        "The port is open, and Norway has imposed a new fee on ships.",
        "The port is open, and Norway on Friday said that it would stay so.",
        "The port is open, and Norway also wants it to stay so.",
    ],
)
def test_a_place_that_speaks_or_decides_acts(text: str) -> None:
    assert acts(text, "Norway")


@pytest.mark.parametrize(
    "text",
    [
        "The ship sank off the coast of Norway on Friday.",
        "The minister in Norway said that the ship sank.",
        "The talks with Norway began late.",
        "The price of fish in Norway is high.",
    ],
)
def test_a_place_where_something_happens_does_not_act(text: str) -> None:
    assert not acts(text, "Norway")
