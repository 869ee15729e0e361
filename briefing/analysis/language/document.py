"""A whole text, cut into sentences and tagged once for everything that reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analysis.language.boilerplate import is_frame, is_listing
from briefing.analysis.language.names import Name, is_title_case, name_runs, tag_names
from briefing.analysis.language.parts import tag_parts
from briefing.analysis.language.sentences import paragraphs, split_sentences
from briefing.analysis.language.tokens import Token, tokenize
from briefing.model.spans import Span


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """One sentence: `parts` and `names` hold one tag for each of `tokens` (see `Part` and `tag_names`)."""

    span: Span
    paragraph: int
    """The number of its paragraph, counted from 1."""
    tokens: tuple[Token, ...]
    parts: tuple[str, ...]
    names: tuple[str, ...]
    weak: bool = False
    """It stands in a line of furniture (byline, photo credit, label): it confirms names and introduces none."""
    listing: bool = False
    """It stands in a line that lists other stories or pictures: nobody in it acts in this one."""
    title_case: bool = False
    """Nearly all its words begin with a capital."""

    @property
    def words(self) -> tuple[str, ...]:
        """The texts of its tokens."""
        return tuple(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """A text with its sentences in order."""

    text: str
    sentences: tuple[TaggedSentence, ...]


def tag_document(text: str, quoted: Sequence[Span] = ()) -> TaggedDocument:
    """Cut `text` into paragraphs and sentences and tag every word; inside `quoted` spans no sentence ends."""
    sentences: list[TaggedSentence] = []
    for number, paragraph in enumerate(paragraphs(text), start=1):
        tokens = tokenize(text, paragraph.start, paragraph.end)
        line = paragraph.cut(text)
        weak = number > 1 and is_frame(line)
        listing = weak and is_listing(line)
        cut = split_sentences(paragraph, tokens, quoted)
        sentences.extend(_tagged(sentence, number, weak=weak, listing=listing) for sentence in cut)
    return TaggedDocument(text, tuple(sentences))


def tag_tokens(tokens: Sequence[Token], paragraph: int = 1) -> TaggedSentence:
    """Tag one sentence that was cut elsewhere; `tokens` must not be empty."""
    return _tagged(tuple(tokens), paragraph, weak=False)


def find_names(document: TaggedDocument) -> tuple[Name, ...]:
    """Return the names of the document as the tagger saw them, in text order."""
    return tuple(
        Name(Span(sentence.tokens[start].start, sentence.tokens[end - 1].end), kind, index)
        for index, sentence in enumerate(document.sentences)
        for start, end, kind in name_runs(sentence.names)
    )


def _tagged(tokens: tuple[Token, ...], paragraph: int, *, weak: bool, listing: bool = False) -> TaggedSentence:
    words = [token.text for token in tokens]
    return TaggedSentence(
        span=Span(tokens[0].start, tokens[-1].end),
        paragraph=paragraph,
        tokens=tokens,
        parts=tuple(tag_parts(words)),
        names=tuple(tag_names(words)),
        weak=weak,
        listing=listing,
        title_case=is_title_case(words),
    )
