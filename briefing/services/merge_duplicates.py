"""Making one story of two where a page's canonical address says that they are one article."""

from urllib.parse import urlsplit

from briefing.analysis.sources.shared_wording import may_be_same_article
from briefing.services.grouping import regroup
from briefing.services.leases import lease
from briefing.services.workspace import Job, Workspace
from briefing.store import duplicates as duplicate_table
from briefing.text.addresses import canonical_url, safe_url

_VARIANTS = ("amp", "amp.html", "print", "print.html", "full", "mobile", "index.html", "page", "1", "2")
"""Last parts of addresses that name another make of the page above them."""
_FACES = ("www.", "m.", "mobile.", "amp.")
"""Beginnings of host names under which one site shows itself in another make."""


def claimed_address(story_url: str, page_url: str, named: str) -> str:
    """Return the key of the address that a story's page names as its true one, or "" where it may not claim that.

    A page speaks for its own host alone: the story's address, the page that answered and the address it names must
    have one host and port, but for a leading "www.", "m.", "mobile." or "amp.". So no page can put itself in the place
    of another outlet's story, nor one blog in that of its neighbour's at the same provider, and none that was
    redirected elsewhere can. The site's front and the folder that the story stands in are no article's address.
    """
    canonical, own = canonical_url(named), canonical_url(story_url)
    if not canonical or len({_host(story_url), _host(page_url), _host(named)}) != 1:
        return ""
    path, own_path = urlsplit(canonical).path, urlsplit(own).path
    is_front = path == "/" and not urlsplit(canonical).query
    rest = own_path.removeprefix(path.rstrip("/") + "/")
    is_folder = rest != own_path and rest not in _VARIANTS
    return "" if is_front or is_folder or canonical == own else canonical


async def merge_claimed(workspace: Workspace) -> tuple[str, ...]:
    """Join the stories that claim one address and agree in their words; return the threads that this changes.

    The words must agree because a mistaken template names one address on many different pages. It waits for a grouping
    that is under way: that one knows the stories as they were. The threads are to be grouped again by the caller.
    """
    touched: list[str] = []
    async with lease(workspace, Job.GROUPING):
        for pair in await workspace.database.read(duplicate_table.claimed_pairs):
            if may_be_same_article(pair.kept_words, pair.former_words):
                merged = await workspace.database.run(
                    duplicate_table.merge_stories, pair.kept, pair.former, workspace.now()
                )
                touched.extend(merged or ())
    return tuple(dict.fromkeys(touched))


async def merge_and_regroup(workspace: Workspace) -> None:
    """Join the stories that claim one address, and group anew the threads that this touches."""
    if joined := await merge_claimed(workspace):
        await regroup(workspace, joined)


def _host(address: str) -> str:
    """Return the host and port of an address without what tells its makes apart, or "" where it may not be opened."""
    place = urlsplit(safe_url(address) or "").netloc
    face = next((face for face in _FACES if place.startswith(face)), "")
    return place.removeprefix(face)
