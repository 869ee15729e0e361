"""Decisions of the user, each of which one undo takes back: verdicts, merges and splits, overrides of actors."""

from typing import TypeAlias

from briefing.model.actor_override import ActorOverride
from briefing.model.merge_split import MergeSplit
from briefing.model.verdict import VerdictChange

Decision: TypeAlias = VerdictChange | MergeSplit | ActorOverride
