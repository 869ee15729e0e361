"""Reasons: why a story stands in its thread, and a thread in its place."""

from typing import NamedTuple


class Reason(NamedTuple):
    """One reason why a story stands in its thread, such as ("shared names", "Port Velmar", 0.41)."""

    kind: str
    value: str
    weight: float
