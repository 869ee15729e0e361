"""Actors as JSON: one of a thread, one found in the store, one over time, and one found in a single text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.export.json.document import Document, moment, words_at

if TYPE_CHECKING:
    from briefing.model.actor import DocumentActor
    from briefing.model.actor_page import ActorFound, ActorPage, DatedQuote, DatedRole
    from briefing.model.views import ActorLine


def thread_actor(actor: ActorLine) -> Document:
    """Return one actor of a thread."""
    return {
        "name": actor.name,
        "kind": actor.kind.value,
        "roles": [
            {"text": role.text, "story": role.story, "published": moment(role.published)} for role in actor.roles
        ],
        "mentions": actor.mentions,
        "quotes": actor.quotes,
        "aliases": list(actor.aliases),
        "minor": actor.minor,
        "acts": actor.acts,
    }


def stored_actor(actor: ActorFound) -> Document:
    """Return one actor over all stories that name it."""
    return {
        "name": actor.name,
        "kind": actor.kind,
        "mentions": actor.mentions,
        "stories": actor.stories,
        "threads": list(actor.threads),
        "roles": [
            {"text": role.text, "story": role.story, "outlet": role.outlet, "published": moment(role.published)}
            for role in actor.roles
        ],
    }


def actor_page_document(page: ActorPage) -> Document:
    """Return one actor over time."""
    return {
        "name": page.name,
        "kind": page.kind,
        "aliases": list(page.aliases),
        "since": moment(page.since),
        "mentions": page.mentions,
        "stories": page.stories,
        "watched": page.watched,
        "roles": [_dated(role, text=role.text, times=role.times) for role in page.roles],
        "quotes": [_dated(quote, text=" … ".join(quote.parts), more=quote.more) for quote in page.quotes],
        "threads": [row.id for row in page.threads],
        "named_with": [{"name": each.name, "kind": each.kind, "times": each.times} for each in page.companions],
    }


def text_actor(actor: DocumentActor, text: str, name: str) -> Document:
    """Return one actor found in `text`; `name` is the one to show."""
    return {
        "name": name,
        "kind": actor.kind.value,
        "mentions": len(actor.mentions),
        "roles": [words_at(role, text) for role in actor.roles],
        "aliases": sorted({span.cut(text) for span in actor.mentions} - {name}),
    }


def _dated(found: DatedRole | DatedQuote, **parts: object) -> Document:
    return {
        **parts,
        "outlet": found.outlet,
        "published": moment(found.published),
        "story": found.story,
        "start": found.at,
    }
