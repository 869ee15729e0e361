"""The JSON Schemas of the documents: they are package data, a file for each command and one that all share."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from briefing.data.loader import folder, read_text
from briefing.export.json.document import Document

_SHARED = "definitions"


def schema_names() -> tuple[str, ...]:
    """Return the documents that have a schema: the commands, and some that belong to none, in alphabetical order."""
    names = (path.name.removesuffix(".json") for path in folder("schemas").iterdir() if path.name.endswith(".json"))
    return tuple(sorted(name for name in names if name != _SHARED))


def schema_of(name: str) -> Document:
    """Return the schema of a document, with every definition that it refers to."""
    schema: Document = json.loads(read_text(f"schemas/{name}.json"))
    needed = _references(schema)
    return {**schema, "$defs": {each: _definitions()[each] for each in sorted(needed)}} if needed else schema


def item_fields(name: str, items: str) -> tuple[str, ...]:
    """Return the fields of each item in the list `items` of the document `name`."""
    schema = schema_of(name)
    for each in schema.get("anyOf", [schema]):
        if items in each["properties"]:
            item = each["then"]["properties"][items]["items"]["$ref"].rpartition("/")[2]
            return tuple(schema["$defs"][item]["properties"])
    raise KeyError(items)


@cache
def _definitions() -> Document:
    shared: Document = json.loads(read_text(f"schemas/{_SHARED}.json"))["$defs"]
    return shared


def _references(schema: Any) -> set[str]:
    """Return the names of the definitions that a schema needs, those of its definitions included."""
    found, left = set[str](), list(_named(schema))
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += _named(_definitions()[name])
    return found


def _named(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].rpartition("/")[2]
        schema = list(schema.values())
    if isinstance(schema, list):
        for each in schema:
            yield from _named(each)
