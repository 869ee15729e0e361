"""What one text was found to hold: quotes, actors and citations, all as spans."""

from dataclasses import dataclass

from briefing.model.actor import DocumentActor
from briefing.model.citation import Citation
from briefing.model.quote import Quote


@dataclass(frozen=True, slots=True)
class TextAnalysis:
    """The findings in one text, in text order."""

    quotes: tuple[Quote, ...] = ()
    actors: tuple[DocumentActor, ...] = ()
    citations: tuple[Citation, ...] = ()
