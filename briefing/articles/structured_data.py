"""The structured data (JSON-LD) in a web page."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_SCRIPT = re.compile(r"<script\b[^<>]{0,300}\bld\+json\b[^<>]{0,300}>(.{2,200000}?)</script", re.IGNORECASE | re.DOTALL)
_ARTICLE_TYPE = re.compile(r"(?:article|blogposting|report|newsmediaobject|liveblogposting)$", re.IGNORECASE)
_MOST_SCRIPTS = 20
_MOST_OBJECTS = 2_000


def structured_objects(source: str) -> Iterator[dict[str, Any]]:
    """Yield the objects in the structured data of the page `source`, the outer ones of each script first."""
    for script in list(_SCRIPT.finditer(source))[:_MOST_SCRIPTS]:
        try:
            document = json.loads(script[1])
        except (ValueError, RecursionError):
            continue
        yield from _objects(document)


def is_article(described: Mapping[str, Any]) -> bool:
    """Return whether an object says that it describes an article."""
    kinds = described.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE_TYPE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def names_in(value: Any) -> list[str]:
    """Return the names in the value of a field such as `author`: words, an object with a name, or a list of them."""
    if isinstance(value, list):
        return [name for each in value[:20] for name in names_in(each)]
    name = value.get("name") if isinstance(value, dict) else value
    return [name] if isinstance(name, str) else names_in(name) if isinstance(name, list) else []


def _objects(document: Any) -> Iterator[dict[str, Any]]:
    waiting = [document]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        each = waiting.pop(0)
        if isinstance(each, dict):
            yield each
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
