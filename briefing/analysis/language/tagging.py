"""Tagged sentences: the tokens of a text with their parts of speech and name tags."""

from dataclasses import dataclass

from briefing.analysis.language.names import is_title_case, tag_names
from briefing.analysis.language.parts import tag_parts
from briefing.analysis.language.tokens import Token
from briefing.model.spans import Span


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """One sentence. `parts` and `names` hold one tag for each of its `tokens`: see `Part` and `tag_names`."""

    span: Span
    paragraph: int
    """The number of its paragraph, counted from 1."""
    tokens: tuple[Token, ...]
    parts: tuple[str, ...]
    names: tuple[str, ...]
    boilerplate: bool = False
    """It stands in a byline, photo credit or label: it may confirm a name, but should not introduce one."""
    listing: bool = False
    """It stands in a line that lists other stories or pictures: nobody in it acts in this one."""
    title_case: bool = False
    """Nearly all its words begin with a capital."""


def tag_sentence(
    tokens: tuple[Token, ...], paragraph: int, *, boilerplate: bool = False, listing: bool = False
) -> TaggedSentence:
    """Return one sentence with tags; `tokens` must not be empty."""
    words = [token.text for token in tokens]
    return TaggedSentence(
        span=Span(tokens[0].start, tokens[-1].end),
        paragraph=paragraph,
        tokens=tokens,
        parts=tuple(tag_parts(words)),
        names=tuple(tag_names(words)),
        boilerplate=boilerplate,
        listing=listing,
        title_case=is_title_case(words),
    )
