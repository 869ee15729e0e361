"""Reading one text: its quotes, actors and citations in one pass."""

from collections.abc import Sequence

from briefing.analysis.actors.find_actors import find_actors
from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.find import find_quotes
from briefing.analysis.sources.citations import find_citations
from briefing.model.analysis import TextAnalysis, TextRead, TextToRead
from briefing.model.story import Link


def read_text(text: str, links: Sequence[Link] = (), host: str = "") -> TextAnalysis:
    """Return the quotes, actors and citations of one text; nothing for an empty one."""
    if not text.strip():
        return TextAnalysis()
    document = read_document(text)
    quotes = find_quotes(document)
    return TextAnalysis(quotes, find_actors(document, quotes), find_citations(document, links, host))


def read_texts(texts: Sequence[TextToRead]) -> tuple[TextRead, ...]:
    """Return the findings of many texts. One that breaks the analysis must not stop the others: it is marked."""
    return tuple(_read_one(each) for each in texts)


def _read_one(text: TextToRead) -> TextRead:
    try:
        return TextRead(text.id, read_text(text.text, text.links, text.host))
    except Exception:  # noqa: BLE001 - whatever it was, it is counted and told at the end of the refresh
        return TextRead(text.id, TextAnalysis(), failed=True)
