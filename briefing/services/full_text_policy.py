"""Which feeds get full texts: the user's word on a feed, else the settings' on it or its host, else the usual one."""

from collections.abc import Iterable

from briefing.model.full_text import FullText
from briefing.settings.settings import Settings
from briefing.store.missing_texts import CarryingFeed
from briefing.text.addresses import host_of


def full_text_of(url: str, said: FullText, settings: Settings) -> FullText:
    """Return what holds for the feed at `url`, of which the user said `said` in the program.

    That word goes before the settings file: it was given later, looking at the feed. A word in the file that is none
    of the three leaves pages alone.
    """
    word = _own_word(url, said, settings) or settings.full_text
    return FullText(word) if word in tuple(FullText) else FullText.OFF


def most_generous(carriers: Iterable[CarryingFeed], settings: Settings) -> FullText:
    """Return what holds for a story that these feeds carry.

    An unsubscribed feed counts where something was said of it: its stories are still there, and the word still holds.
    """
    modes = {
        full_text_of(carrier.url, carrier.full_text, settings)
        for carrier in carriers
        if not carrier.removed or _own_word(carrier.url, carrier.full_text, settings)
    } or {full_text_of("", FullText.USUAL, settings)}
    return next(mode for mode in (FullText.ON, FullText.AUTO, FullText.OFF) if mode in modes)


def _own_word(url: str, said: FullText, settings: Settings) -> str:
    return said or settings.full_text_of.get(url) or settings.full_text_of.get(host_of(url)) or ""
