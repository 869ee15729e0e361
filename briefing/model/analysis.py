"""The findings in a text: quotes, actors and citations, all as spans."""

from briefing.frozen import dataclass
from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.citation import Citation
from briefing.model.quote import Quote
from briefing.model.spans import Span
from briefing.model.story import Link

ANALYSIS_VERSION = 11
"""Raised whenever the findings of a text change, so that stored texts are analysed again."""


@dataclass(frozen=True, slots=True)
class TextAnalysis:
    """The findings in one text, in text order."""

    quotes: tuple[Quote, ...] = ()
    actors: tuple[DocumentActor, ...] = ()
    citations: tuple[Citation, ...] = ()
    quotes_only: str = ""
    """The language (ISO 639-1 or "other") of a text just read whose speakers and actors are not; "" if they are."""
    sentences: tuple[Span, ...] = ()
    """Its first sentences, as many as pages use; () if they are not known."""
    narrative: tuple[Span, ...] | None = None
    """The sentences of the narrative if the story is alone in its thread; None if they were not chosen yet."""
    key_quotes: tuple[int, ...] | None = None
    """The indices of the quotes shown if it is alone in its thread, most important first; None if not chosen yet."""

    @property
    def persons(self) -> tuple[Span, ...]:
        """Return the mentions of persons."""
        return tuple(mention for actor in self.actors if actor.kind is ActorKind.PERSON for mention in actor.mentions)


@dataclass(frozen=True, slots=True)
class ShownNames:
    """The names to show for the findings of one text: the full ones, also if only the title has them."""

    speakers: tuple[str, ...]
    """One for each quote, "" if nobody is named."""
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextToRead:
    """One stored text with what is needed to analyse it; `id` is returned with the findings."""

    id: int
    text: str
    links: tuple[Link, ...] = ()
    host: str = ""
    """The host of the text's own page: links to it are not citations."""
    title: str = ""
    feed: int = 0
    """The feed that brought it, 0 if it was read from the page of the article."""
    seconds: float = 0.0
    """The processor time that it may take; 0 sets no limit."""
    outlet: str = ""
    """The name of the outlet that published it."""


@dataclass(frozen=True, slots=True)
class TextRead:
    """The findings of one stored text; `failed` if the analysis raised an error or took too long."""

    id: int
    findings: TextAnalysis
    failed: bool = False
    seconds: float = 0.0
    """The processor time that it took."""
