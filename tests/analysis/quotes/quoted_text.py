"""Helpers of the quote tests: each quote of a text as plain strings."""

from dataclasses import dataclass

from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.find import find_quotes


@dataclass(frozen=True)
class Said:
    """One quote as strings cut from the text."""

    words: tuple[str, ...]
    speaker: str = ""
    role: str = ""
    mention: str = ""
    unnamed: bool = False


def said_in(text: str) -> list[Said]:
    """Return the quotes of `text` in order."""
    return [
        Said(
            words=tuple(span.cut(text) for span in quote.spans),
            speaker=quote.name.cut(text) if quote.name else "",
            role=quote.role.cut(text) if quote.role else "",
            mention=quote.mention.cut(text) if quote.mention else "",
            unnamed=quote.unnamed,
        )
        for quote in find_quotes(read_document(text))
    ]


def speakers_in(text: str) -> list[str]:
    """Return the name or descriptor behind each quote of `text`, "" if unknown."""
    return [said.speaker for said in said_in(text)]
