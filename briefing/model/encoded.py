"""A story encoded for grouping: its words as numbers, which the store keeps."""

from datetime import datetime
from typing import NamedTuple


class EncodedStory(NamedTuple):
    """A story with its words as packed numbers, in the order of its text; see `analysis.threads.encoded`.

    A plain tuple, because there are tens of thousands of them.
    """

    id: int
    published: datetime | None
    outlet: str
    language: str
    pinned: str
    """The id of a merge by the user, or "": stories with the same one stay together (must-link)."""
    snapshot: int
    """The id of the text it was encoded from, 0 if that is not stored."""
    label: int
    """How many of the title's first words are a label before it ("Kenya: Pilots warn of fatigue")."""
    tail: int
    """How many of its last words are a tail that may be the outlet's own ("Pilots warn of fatigue | World")."""
    tail_text: str
    is_country: bool
    """Whether the label is a country's name."""
    is_column: bool
    """Whether it is a column, digest, live blog or listing, which is about no single event."""
    has_lead: bool
    """Whether it has more than a headline: then what it does not name means something."""
    title: bytes
    """Label, title and tail."""
    lead: bytes
    """The beginning of the text."""
