"""The findings in a text: quotes, actors and citations, all as spans."""

from dataclasses import dataclass

from briefing.model.actor import DocumentActor
from briefing.model.citation import Citation
from briefing.model.quote import Quote
from briefing.model.story import Link

ANALYSIS_VERSION = 6
"""Raised whenever the findings of a text change, so that stored texts are analysed again."""


@dataclass(frozen=True, slots=True)
class TextAnalysis:
    """The findings in one text, in text order."""

    quotes: tuple[Quote, ...] = ()
    actors: tuple[DocumentActor, ...] = ()
    citations: tuple[Citation, ...] = ()
    quotes_only: str = ""
    """The language (ISO 639-1 or "other") of a text just read whose speakers and actors are not; "" if they are."""


@dataclass(frozen=True, slots=True)
class TextToRead:
    """One stored text with what is needed to analyse it; `id` is returned with the findings."""

    id: int
    text: str
    links: tuple[Link, ...] = ()
    host: str = ""
    """The host of the text's own page: links to it are not citations."""


@dataclass(frozen=True, slots=True)
class TextRead:
    """The findings of one stored text; `failed` if the analysis raised an error."""

    id: int
    findings: TextAnalysis
    failed: bool = False
