"""Reasons as they are stored: a list of kind, value and weight."""

import json
from collections.abc import Sequence

from briefing.model.reason import Reason

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def stored_reasons(reasons: Sequence[Reason]) -> str:
    """Return reasons as text."""
    return _WRITER.encode(reasons)


def reasons_of(text: str) -> tuple[Reason, ...]:
    """Return the reasons that a stored text says."""
    return tuple(Reason(kind, value, weight) for kind, value, weight in json.loads(text))
