"""What the user decides, and what one undo takes back: verdicts, lessons on threads, words on actors."""

from typing import TypeAlias

from briefing.model.actor_wish import ActorWish
from briefing.model.teaching import Teaching
from briefing.model.verdict import VerdictChange

Decided: TypeAlias = VerdictChange | Teaching | ActorWish
