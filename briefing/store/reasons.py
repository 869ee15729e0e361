"""Reasons as they are stored: a list of kind, value and weight."""

import json
from collections.abc import Iterable

from briefing.model.reason import Reason


def stored_reasons(reasons: Iterable[Reason]) -> str:
    """Return reasons as text."""
    parts = [(reason.kind, reason.value, reason.weight) for reason in reasons]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def reasons_of(text: str) -> tuple[Reason, ...]:
    """Return the reasons that a stored text says."""
    return tuple(Reason(kind, value, weight) for kind, value, weight in json.loads(text))
