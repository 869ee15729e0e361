"""A refresh in words: how far it is, and its result."""

from briefing.model.refresh import Analysed, FeedChecked, RefreshEvent, RefreshFinished
from briefing.text.wording import counted
from briefing.tui.format.status import Progress


def progress(event: RefreshEvent) -> Progress | None:
    """Return how far a refresh is, None if an event does not say."""
    if isinstance(event, FeedChecked):
        return Progress(event.done, event.total)
    return Progress(event.done, event.total, "reading") if isinstance(event, Analysed) else None


def totals(finished: RefreshFinished) -> str:
    """Return the result of a refresh in a sentence."""
    if finished.offline:
        return "Offline: no feed can be reached; what is stored can be read."
    if finished.handed_over:
        return "Another briefing is refreshing the feeds; its stories are shown here."
    new = counted(finished.new_stories, "new story", "new stories")
    failed = f", {finished.failed} of {finished.feeds} feeds failed" if finished.failed else ""
    return " ".join((new + failed, *finished.problems))
