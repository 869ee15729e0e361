"""Names inside a quotation: whom somebody speaks of, who is hardly ever who speaks."""

import re
from collections import defaultdict
from collections.abc import Sequence

from briefing.analysis.language.people import Person
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.language.tokens import Token, tokenize
from briefing.analysis.language.words import TITLES, is_body, is_role
from briefing.model.spans import Span

_OWN_NAME = frozenset({"i", "am", "’m", "'m", "is", "me", "as"})
_WORD = re.compile(r"\w+")


class NamedInside:
    """Tells which persons of a text are named in the third person inside a quotation."""

    def __init__(self, text: str, persons: Sequence[Person]) -> None:
        self._text = text
        self._persons = persons
        self._bearers: dict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(persons):
            self._bearers[person.words[-1]].append(number)

    def in_sentence(self, sentence: Sentence) -> frozenset[int]:
        """Return the persons named inside the quotations of a sentence."""
        inside = (sentence.words[place] for place in sentence.quotations())
        return frozenset().union(*(self.within(Span(word.start, word.end)) for word in inside))

    def within(self, span: Span) -> frozenset[int]:
        """Return the persons named inside one quotation."""
        words = _WORD.findall(span.cut(self._text).lower())
        if self._bearers.keys().isdisjoint(words):
            return frozenset()
        tokens = tokenize(self._text, span.start, span.end)
        return frozenset(
            number
            for place, token in enumerate(tokens)
            if token.text[:1].isupper()
            for number in self._bearers.get(token.text.lower(), ())
            if _is_third(tokens, place, self._persons[number])
        )


def _is_third(tokens: Sequence[Token], place: int, person: Person) -> bool:
    """Tell whether the surname at `place` means `person`, by whoever speaks: not "I, X", nor a namesake."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is not None and (after.capitalised or is_body(after.text)):
        return False  # "the Velden Works" and "the Velden council" are no person
    before = tokens[place - 1].text if place else ""
    if before[:1].isupper() and not is_role(before.lower()) and before.lower().rstrip(".") not in TITLES:
        return before.lower() == person.words[0] and not _is_own(tokens, place - 2)
    return not _is_own(tokens, place - 1)


def _is_own(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether "I," or "my name is" stands at `place`."""
    while place > 0 and tokens[place].text == ",":
        place -= 1
    return place >= 0 and tokens[place].text.lower() in _OWN_NAME
