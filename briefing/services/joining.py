"""Making one story of two where a page's canonical address says that they are one article."""

from urllib.parse import urlsplit

from briefing.analysis.sources.same_article import agree
from briefing.services.workspace import Workspace
from briefing.store import joining as join_table
from briefing.text.addresses import canonical_url, host_of
from briefing.web.domains import registrable_domain

_VARIANTS = ("amp", "amp.html", "print", "print.html", "full", "mobile", "index.html", "page", "1", "2")
"""Last parts of addresses that name another make of the page above them."""


def claimed_address(story_url: str, page_url: str, named: str) -> str:
    """Return the key of the address that a story's page names as its true one, or "" where it may not claim that.

    A page speaks for its own site alone: the story's address, the page that answered and the address it names must
    have one registrable domain (one host and port where there is none, as on a local network). So no page can put
    itself in the place of another outlet's story, and none that was redirected to can. The site's front and the folder
    that the story stands in are no article's address.
    """
    canonical, own = canonical_url(named), canonical_url(story_url)
    if not canonical or len({_site(story_url), _site(page_url), _site(named)}) != 1:
        return ""
    path, own_path = urlsplit(canonical).path, urlsplit(own).path
    is_front = path == "/" and not urlsplit(canonical).query
    rest = own_path.removeprefix(path.rstrip("/") + "/")
    is_folder = rest != own_path and rest not in _VARIANTS
    return "" if is_front or is_folder or canonical == own else canonical


async def join_claimed(workspace: Workspace) -> int:
    """Join the stories that claim one address and agree in their words; return how many were taken over by others.

    The words must agree because a mistaken template names one address on many different pages.
    """
    pairs = await workspace.database.read(join_table.claimed_pairs)
    joined = 0
    for pair in pairs:
        if agree(pair.kept_words, pair.former_words):
            joined += await workspace.database.run(join_table.join_stories, pair.kept, pair.former, workspace.now())
    return joined


def _site(address: str) -> str:
    return registrable_domain(host_of(address)) or urlsplit(address).netloc
