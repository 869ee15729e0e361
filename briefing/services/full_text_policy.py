"""Full-text policy: the mode the user chose for a feed, else the settings for it or its host, else the usual one."""

from collections.abc import Iterable

from briefing.model.full_text import FullText
from briefing.settings.settings import Settings
from briefing.store.missing_texts import CarryingFeed
from briefing.text.addresses import host_of


def full_text_of(url: str, chosen: FullText, settings: Settings) -> FullText:
    """Return the full-text mode of the feed at `url`, for which the user chose `chosen` in the program.

    That choice goes before the settings file: it was made later, looking at the feed. An unknown word in the file means
    "off".
    """
    mode = _own_mode(url, chosen, settings) or settings.full_text
    return FullText(mode) if mode in tuple(FullText) else FullText.OFF


def most_generous(carriers: Iterable[CarryingFeed], settings: Settings) -> FullText:
    """Return the full-text mode of a story that these feeds have.

    An unsubscribed feed counts if the user chose a mode for it: its stories are still there, and the choice still
    holds.
    """
    modes = {
        full_text_of(carrier.url, carrier.full_text, settings)
        for carrier in carriers
        if not carrier.removed or _own_mode(carrier.url, carrier.full_text, settings)
    } or {full_text_of("", FullText.USUAL, settings)}
    return next(mode for mode in (FullText.ON, FullText.AUTO, FullText.OFF) if mode in modes)


def _own_mode(url: str, chosen: FullText, settings: Settings) -> str:
    return chosen or settings.full_text_of.get(url) or settings.full_text_of.get(host_of(url)) or ""
