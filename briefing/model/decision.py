"""Decisions of the user, each of which one undo takes back: on threads, stories, actors and rules."""

from typing import TypeAlias

from briefing.model.actor_override import ActorOverride
from briefing.model.merge_split import MergeSplit
from briefing.model.rule import RuleChange, TieChange
from briefing.model.verdict import VerdictChange

Decision: TypeAlias = VerdictChange | MergeSplit | ActorOverride | RuleChange | TieChange
