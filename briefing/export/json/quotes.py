"""Quotes as JSON: one of a thread, one found in the store, and one found in a single text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.export.json.document import Document, moment, words, words_at

if TYPE_CHECKING:
    from briefing.model.material import QuoteHit
    from briefing.model.quote import Quote
    from briefing.model.views import QuoteLine


def thread_quote(quote: QuoteLine) -> Document:
    """Return one quote of a thread, with the stories that repeat it and those that name another speaker."""
    other_words = (variant for variant in quote.variants if variant.other_words)
    return {
        **_pieces([words(part, span) for part, span in zip(quote.parts, quote.spans, strict=True)]),
        **_speaker(quote.speaker, quote.speaker_role),
        "unnamed": quote.unnamed,
        "unclear": quote.unclear,
        "cue": quote.cue or None,
        "kind": quote.kind,
        "story": quote.story,
        "n": quote.n,
        "paragraph": quote.paragraph,
        "also": [
            {"story": each.story, "text": each.parts[0], "continued": list(each.parts[1:])}
            for each in (*quote.copies, *other_words)
        ],
        "conflict": [
            {"story": each.story, "speaker": each.other_speaker} for each in quote.variants if each.other_speaker
        ],
    }


def stored_quote(hit: QuoteHit) -> Document:
    """Return one quote found in the store."""
    return {
        "text": hit.parts[0],
        "continued": list(hit.parts[1:]),
        **_speaker(hit.speaker, hit.role),
        "story": hit.story,
        "start": hit.start,
        "end": hit.end,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": moment(hit.published),
        "thread": hit.thread,
    }


def text_quote(quote: Quote, text: str, speaker: str = "") -> Document:
    """Return one quote found in `text`; `speaker` is the name to give, otherwise that in the text."""
    name = speaker or (quote.name.cut(text) if quote.name else "")
    return {
        **_pieces([words_at(span, text) for span in quote.spans]),
        **_speaker(name, quote.role.cut(text) if quote.role else ""),
        "mention": quote.mention.cut(text) if quote.mention else None,
        "cue": quote.cue.cut(text) if quote.cue else None,
        "kind": quote.kind.value,
        "unnamed": quote.unnamed,
        "unclear": quote.unclear,
        "paragraph": quote.paragraph,
    }


def _pieces(pieces: Sequence[Document]) -> Document:
    """Return the first piece of a quote with the pieces that continue it."""
    return {**pieces[0], "continued": list(pieces[1:])}


def _speaker(name: str, role: str) -> Document:
    return {"speaker": name or None, "speaker_role": role or None}
