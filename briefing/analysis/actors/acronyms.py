"""Acronyms that a text defines: in brackets after the name, or by the initials of a name in it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from briefing.analysis.actors.forms import initials, plain_form
from briefing.analysis.actors.reading import ORGANISATION, Mention, Reading, free_of
from briefing.analysis.actors.wordlists import actor_words
from briefing.analysis.tagging.lexicon import lexicon

_LINK = r"of|for|and|the|on|in|to|de|&"
_DEFINITION = re.compile(
    rf"((?:[A-Z][\w’'.-]+|{_LINK})(?:,? (?:[A-Z][\w’'.-]+|{_LINK}))+),? \((?:the )?([A-Z][A-Za-z.-]{{1,9}})\)"
)
_ACRONYM = re.compile(r"[A-Z]{2,7}$")


def find_acronyms(defined: Mapping[str, str], organisations: Collection[str]) -> dict[str, str]:
    """Return acronym -> full name for the acronyms `defined` in a text or that fit one of its `organisations`."""
    found = dict(defined)
    for form in organisations:
        if form not in found and _ACRONYM.match(form) and form not in lexicon().organisations:
            fitting = [name for name in organisations if " " in name and form in _short_forms(name)]
            if len(fitting) == 1:
                found[form] = fitting[0]
    return found


def defined_acronyms(text: str) -> dict[str, str]:
    """Return acronym -> full name for the acronyms that stand in brackets after their name."""
    found: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        full = _defined(match.group(1).split(), match.group(2))
        if full:
            found[match.group(2)] = full
    return found


def with_defined(
    readings: Sequence[Reading], mentions: Sequence[list[Mention]], acronyms: Mapping[str, str]
) -> list[list[Mention]]:
    """Return `mentions`, by sentence, with the bodies that the text's `acronyms` stand for, where nothing was seen."""
    bodies = {short for short, full in acronyms.items() if _ACRONYM.match(short) and _is_body(full)}
    return [
        sorted([*found, *_defined_mentions(reading, found, bodies)])
        for reading, found in zip(readings, mentions, strict=True)
    ]


def _is_body(full: str) -> bool:
    low = full.lower()
    other = low in lexicon().places or low in actor_words().not_name_phrases
    return not other and low.rpartition(" ")[2] not in actor_words().events


def _defined_mentions(reading: Reading, found: Sequence[Mention], bodies: Collection[str]) -> Iterator[Mention]:
    for position in reading.capitals:
        if reading.words[position] in bodies and free_of(found, position, position + 1):
            yield Mention(position, position + 1, ORGANISATION, 0.8)


def _defined(words: list[str], acronym: str) -> str:
    """Return the words, from the first that fits, whose initials begin with the letters of `acronym`, or ""."""
    letters = "".join(letter for letter in acronym if letter.isupper())
    for start, word in enumerate(words):
        name = " ".join(words[start:])
        short = initials(name).upper()
        if len(letters) > 1 and word[0].isupper() and short.startswith(letters) and len(short) <= len(letters) + 1:
            return plain_form(name)
    return ""


def _short_forms(name: str) -> tuple[str, str]:
    return initials(name), initials(re.sub(r"\b(?:U\.S\.|US) ", "", name))
