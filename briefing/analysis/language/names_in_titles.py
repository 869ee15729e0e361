"""Full names that stand only in the title of a story, for persons whom its text calls by the surname."""

import re
from collections.abc import Iterable

from briefing.analysis.language.lexicon import lexicon
from briefing.model.analysis import ShownNames, TextAnalysis
from briefing.model.spans import Span

_GIVEN = r"(?<![\w’'-])(?P<given>[A-Z][\w’'-]*[a-z])(?: [A-Z]\.)? "


def full_name_in_title(surname: str, title: str) -> Span | None:
    """Return the only full name in a title that ends with this surname: a listed given name and the surname.

    None if the name has several words, or if the title has no such name or several.
    """
    if not surname or " " in surname or surname not in title:
        return None
    lists = lexicon()
    found = {
        match.group(): Span(*match.span())
        for match in re.finditer(rf"{_GIVEN}{re.escape(surname)}(?![\w-])", title)
        if match["given"].lower() in lists.given or match["given"].lower() in lists.more_given
    }
    return next(iter(found.values())) if len(found) == 1 else None


def shown_names(found: TextAnalysis, text: str, title: str) -> ShownNames:
    """Return the names of the speakers and actors of a text, in full if the text or the title has them."""
    persons = found.persons
    speakers = (
        name_in_full(quote.name, text, title, () if quote.unnamed else persons) if quote.name else ""
        for quote in found.quotes
    )
    return ShownNames(tuple(speakers), tuple(name_in_full(actor.name, text, title, persons) for actor in found.actors))


def name_in_full(name: Span, text: str, title: str, persons: Iterable[Span]) -> str:
    """Return the words of a name on one line, or the full name in the title if it is the surname of a person.

    `persons` are the mentions of persons in the text: a surname may also be that of a town or a firm.
    """
    words = " ".join(name.cut(text).split())
    full = full_name_in_title(words.removesuffix("'s").removesuffix("’s"), title)
    return full.cut(title) if full is not None and any(map(name.overlaps, persons)) else words
