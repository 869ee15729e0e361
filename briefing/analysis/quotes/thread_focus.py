"""The focus of a thread: the words of its titles, and which texts and paragraphs are about its event."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from briefing.analysis.quotes.collate import CollatedQuote, QuotedText
from briefing.data.loader import list_lines, phrase_list, word_list
from briefing.frozen import dataclass
from briefing.model.quote import Quote
from briefing.model.spans import Span

_WORD = re.compile(r"[^\W\d_][\w'-]+|\d[\d,.]*")
_PARAGRAPH = re.compile(r"[^\n]+")
_BASE = 0.15
_SHARED = _BASE + 0.6 * 0.25
"""The weight of a word that a quarter of the titles have."""
_FEWEST_PARAGRAPHS, _MOST_TOUCHING = 6, 0.4
_MANY_STORIES, _LEAST_CORE, _LEAST_IN_TITLE, _LEAST_SHARED = 6, 3, 2, 3
"""In a thread of many stories with such a core of words, a story is an essay if its title has fewer than two of them
and fewer than three words that other titles have: its quotes must stand near three words of the core."""
_PARAGRAPHS_BEFORE, _PARAGRAPHS_AFTER = 4, 2
_PAPERS_OF_A_DIGEST = 2
_PAPER_ENDINGS = ("editorial board", "editorial", "article", "newspaper", "reports")
_DASHES = ("—", "–", " - ")


@dataclass(frozen=True, slots=True)
class Focus:
    """What a thread is about.

    By number of a text: the texts, their mentions of persons, their paragraphs on other events, and whether they are
    digests of other papers.
    """

    texts: Mapping[int, str]
    persons: Mapping[int, tuple[Span, ...]]
    centre: Mapping[str, float]
    """The weight of each word of the titles."""
    asides: Mapping[int, tuple[Span, ...]]
    digests: frozenset[int]
    core: frozenset[str]
    """The words that a quarter of the titles have."""
    central: frozenset[int]
    """The stories whose titles have several words of the core, or still more that other titles have."""

    @classmethod
    def of(cls, texts: Sequence[QuotedText], titles: Sequence[str]) -> "Focus":
        """Return the focus of the thread of `texts`, whose stories have `titles`."""
        centre = _centre(titles)
        core = frozenset(word for word, weight in centre.items() if weight >= _SHARED)
        twice = frozenset(word for word, weight in centre.items() if weight > _BASE + 0.6 / max(1, len(titles)))
        return cls(
            texts={source.n: source.text for source in texts},
            persons={source.n: source.persons for source in texts},
            centre=centre,
            asides={source.n: _asides(source.text, core) for source in texts if source.quotes},
            digests=frozenset(source.n for source in texts if _is_digest(source)),
            core=core,
            central=frozenset(
                source.n
                for source, title in zip(texts, titles, strict=False)
                if _is_central(frozenset(words_of(title)), core, twice)
            ),
        )

    def is_stray(self, collated: CollatedQuote) -> bool:
        """Return whether a quote is about another event: in a digest, or in an essay that only mentions this one."""
        if collated.independent > 1:
            return False
        text, quote = self.texts[collated.lead], collated.quote
        if any(aside.start <= quote.start < aside.end for aside in self.asides[collated.lead]):
            return True
        if len(self.texts) < _MANY_STORIES or len(self.core) < _LEAST_CORE or collated.lead in self.central:
            return False
        before = "\n".join(text[: quote.start].split("\n")[-_PARAGRAPHS_BEFORE:])
        after = "\n".join(text[quote.start :].split("\n")[:_PARAGRAPHS_AFTER])
        return len(self.core.intersection(words_of(before + after))) < _LEAST_SHARED


def words_of(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case, without possessive endings."""
    return [word.removesuffix("'s").strip("'") for word in _WORD.findall(text.lower().replace("’", "'"))]


def speaker_of(quote: Quote, text: str) -> str:
    """Return the name or descriptor of a quote's speaker, or ""."""
    return quote.name.cut(text) if quote.name else ""


def is_outlet_name(speaker: str) -> bool:
    """Return whether a speaker is a news outlet or one of its articles."""
    name = " ".join(speaker.replace("’s", "").replace("'s", "").split()).casefold().removeprefix("the ")
    if name.removeprefix("a ") in word_list("quotes/bare_outlets.txt") or name.endswith(_PAPER_ENDINGS):
        return True
    words = name.removesuffix(" report").removesuffix(" story").split()
    paper = len(words) > 1 and words[-1] in word_list("quotes/newspaper_nouns.txt")
    return paper or " ".join(words) in _outlets()


def signed_for(quote: Quote, text: str) -> str:
    """Return what follows the name in the signature of a quote, as in "“…” — Nora Velden, CNN"; "" without one."""
    if quote.mention is None or quote.mention.start < quote.end:
        return ""
    before = text[quote.end : quote.mention.start]
    comma, _, signed = text[quote.mention.end :].partition("\n")[0].strip().partition(" ")
    return signed if comma == "," and any(dash in before for dash in _DASHES) else ""


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words of English."""
    english = (line for line in list_lines("stopwords.txt") if line.startswith("en:"))
    return frozenset(word for line in english for word in line.removeprefix("en:").split())


def _centre(titles: Sequence[str]) -> dict[str, float]:
    """Return the weight of each content word of the titles, which rises with its share of them, up to 0.6."""
    counts: Counter[str] = Counter()
    for title in titles:
        counts.update({word for word in words_of(title) if word not in stop_words()})
    return {word: min(0.6, _BASE + 0.6 * count / len(titles)) for word, count in counts.items()}


def _is_central(title: frozenset[str], core: frozenset[str], twice: frozenset[str]) -> bool:
    return len(title & core) >= _LEAST_IN_TITLE or len(title & twice) >= _LEAST_SHARED


def _is_digest(source: QuotedText) -> bool:
    """Return whether a text quotes several other papers, as press reviews do."""
    papers = sum(
        is_outlet_name(speaker_of(quote, source.text)) or is_outlet_name(signed_for(quote, source.text))
        for quote in source.quotes
    )
    return papers >= _PAPERS_OF_A_DIGEST


def _asides(text: str, core: frozenset[str]) -> tuple[Span, ...]:
    """Return the paragraphs of a digest that are about other events; none of a text that is no digest.

    In a digest few paragraphs have a word of `core`. A paragraph is about the thread's event if it or one of the two
    before it has one.
    """
    paragraphs = [Span(match.start(), match.end()) for match in _PARAGRAPH.finditer(text)]
    if len(paragraphs) < _FEWEST_PARAGRAPHS:
        return ()
    touching = [not core.isdisjoint(words_of(paragraph.cut(text))) for paragraph in paragraphs]
    if sum(touching) >= _MOST_TOUCHING * len(paragraphs):
        return ()
    return tuple(
        paragraph for index, paragraph in enumerate(paragraphs) if not any(touching[max(0, index - 2) : index + 1])
    )


@cache
def _outlets() -> frozenset[str]:
    return frozenset(name.casefold().removeprefix("the ") for name in phrase_list("outlets.txt"))
