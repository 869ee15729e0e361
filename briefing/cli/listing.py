"""The options --limit and --fields of commands whose lists grow."""

import argparse
from collections.abc import Sequence
from typing import TypeVar

from briefing.export.json.document import Document
from briefing.model.errors import UsageError
from briefing.text.nearest import did_you_mean

_Item = TypeVar("_Item")


def fields_of(options: argparse.Namespace, document: str, items: str) -> tuple[str, ...]:
    """Return the fields of --fields, () for all; raise UsageError if the list `items` of `document` has no such field.

    Without --json the option is refused, because the lines for the terminal have no fields.
    """
    if not options.fields:
        return ()
    if not options.json:
        raise UsageError("--fields needs --json: lines for the terminal have no fields.")
    from briefing.export.json.schemas import item_fields

    known = item_fields(document, items)
    for name in options.fields:
        if name not in known:
            near = did_you_mean(name, known) or f"; there are {', '.join(known)}"
            raise UsageError(f"{items} have no field {name!r}{near}")
    return tuple(options.fields)


def limited(items: Sequence[_Item], options: argparse.Namespace) -> Sequence[_Item]:
    """Return the first items, as many as --limit allows."""
    return items[: options.limit or None]


def narrowed(items: Sequence[Document], fields: Sequence[str]) -> list[Document]:
    """Return the items with only these fields, or as they are if there are none."""
    return [{name: item[name] for name in fields} for item in items] if fields else list(items)


def head(fields: Sequence[str], **parts: object) -> Document:
    """Return the first parts of a document, which name the fields of its items if they were chosen."""
    return {**parts, "fields": list(fields)} if fields else parts
