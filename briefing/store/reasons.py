"""Reasons as the store keeps them: a list of kind, value and weight."""

import json
from collections.abc import Sequence

from briefing.model.reason import Reason

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def stored_reasons(reasons: Sequence[Reason]) -> str:
    """Return reasons as JSON."""
    return _WRITER.encode(reasons)


def loaded_reasons(text: str) -> tuple[Reason, ...]:
    """Return the reasons in a stored JSON text."""
    return tuple(Reason(kind, value, weight) for kind, value, weight in json.loads(text))
