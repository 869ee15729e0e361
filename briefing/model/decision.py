"""What the user decides, and what one undo takes back: verdicts, lessons on threads, words on actors."""

from typing import TypeAlias

from briefing.model.actor_override import ActorOverride
from briefing.model.merge_split import MergeSplit
from briefing.model.verdict import VerdictChange

Decision: TypeAlias = VerdictChange | MergeSplit | ActorOverride
