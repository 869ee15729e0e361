"""Text of strangers inside Markdown: nothing in it acts as markup."""

import re

from briefing.text.addresses import safe_url
from briefing.text.display import clean_line

_ACTIVE = re.compile(
    r"""
    [\\`*_{}\[\]<>|~$^\#]            # wherever it stands
    | ^[-+=:(!%]                       # a list, an underlined heading, a definition, a note, a comment
    | =(?==) | \+(?=\+) | %(?=%)       # ==marked==, ++new++, %%hidden%%
    | :(?=[/:A-Za-z_+-]|\d+:)          # https:// and :smile:, not "he said: no" and not 10:30
    | (?<=:):                          # key:: value
    | @(?=\w)                          # an address or the handle of a person
    | &(?=\#|[A-Za-z][A-Za-z0-9]*;)    # an entity, not AT&T
    | (?<=\bwww)\.                      # an address without https://
    """,
    re.VERBOSE,
)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_NUMBERED = re.compile(r"^(\d{1,9}(?=[.)])|[A-Za-z](?=\)))([.)])")
_LIMIT = 20_000


def escaped(text: str) -> str:
    """Return one line of `text` with every character escaped that Markdown would act on in its place.

    All others stay as they are, because a brief is also read as it is written: no reader of Markdown acts on a hyphen,
    a round bracket or a colon inside a sentence.
    """
    line = _ACTIVE.sub(lambda match: _ENTITIES.get(match[0], "\\" + match[0]), clean_line(text, _LIMIT))
    return _NUMBERED.sub(r"\1\\\2", line)


def link(label: str, address: str) -> str:
    """Return a Markdown link, or only the escaped label if the address is not safe to open."""
    safe = safe_url(address)
    words = escaped(label) or "(no title)"
    return f"[{words}](<{safe}>)" if safe else words
