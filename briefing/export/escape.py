"""Strangers' text inside Markdown: nothing in it may act as markup."""

import re

from briefing.text.addresses import safe_url
from briefing.text.display import clean_line

_ACTIVE = re.compile(
    r"""
    [\\`*_{}\[\]<>|~$^\#]            # whatever stands beside it
    | ^[-+=:(!%]                       # a list, a heading's line, a definition, a note, a comment
    | =(?==) | \+(?=\+) | %(?=%)       # ==marked==, ++new++, %%hidden%%
    | :(?=[/:A-Za-z_+-]|\d+:)          # https:// and :smile:, not "he said: no" and not 10:30
    | (?<=:):                          # key:: value
    | @(?=\w)                          # an address or a person's handle
    | &(?=\#|[A-Za-z][A-Za-z0-9]*;)    # an entity, not AT&T
    | (?<=\bwww)\.                      # an address without https://
    """,
    re.VERBOSE,
)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_NUMBERED = re.compile(r"^(\d{1,9}(?=[.)])|[A-Za-z](?=\)))([.)])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(lt|gt|amp);")
_NAMES = {"lt": "<", "gt": ">", "amp": "&"}
_LIMIT = 20_000


def escaped(text: str) -> str:
    """Return one line of `text` in which every character that Markdown could act on where it stands is escaped.

    The others stay, for a brief is also read as it is written: a hyphen, a bracket or a colon inside a sentence acts in
    no reader of Markdown.
    """
    line = _ACTIVE.sub(lambda match: _ENTITIES.get(match[0], "\\" + match[0]), clean_line(text, _LIMIT))
    return _NUMBERED.sub(r"\1\\\2", line)


def unescaped(markdown: str) -> str:
    """Return the text that `escaped` was given: the inverse on its results."""
    return _ESCAPED.sub(lambda match: match[1] or _NAMES[match[2]], markdown)


def link(label: str, address: str) -> str:
    """Return a Markdown link, or the escaped label alone where the address may not be opened."""
    safe = safe_url(address)
    words = escaped(label) or "(no title)"
    return f"[{words}](<{safe}>)" if safe else words
