"""Reasons: why a story stands in its thread, and a thread in its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a story stands in its thread, such as ("shared names", "Port Velmar", 0.41)."""

    kind: str
    value: str
    weight: float
