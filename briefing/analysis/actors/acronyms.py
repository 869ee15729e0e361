"""Acronyms that a text defines: in brackets after the name, or by the initials of a name in it."""

import re
from collections.abc import Collection

from briefing.analysis.actors.forms import initials, plain_form
from briefing.analysis.tagging.lexicon import lexicon

_LINK = r"of|for|and|the|on|in|to|de|&"
_DEFINITION = re.compile(
    rf"((?:[A-Z][\w’'.-]+|{_LINK})(?:,? (?:[A-Z][\w’'.-]+|{_LINK}))+),? \((?:the )?([A-Z][A-Za-z.-]{{1,9}})\)"
)
_ACRONYM = re.compile(r"[A-Z]{2,7}$")


def find_acronyms(text: str, organisations: Collection[str]) -> dict[str, str]:
    """Return acronym -> full name for the acronyms that `text` explains or that fit one of its `organisations`."""
    found: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        full = _defined(match.group(1).split(), match.group(2))
        if full:
            found[match.group(2)] = full
    for form in organisations:
        if form not in found and _ACRONYM.match(form) and form not in lexicon().organisations:
            fitting = [name for name in organisations if " " in name and form in _short_forms(name)]
            if len(fitting) == 1:
                found[form] = fitting[0]
    return found


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
