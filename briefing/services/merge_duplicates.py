"""Merging two stories into one if the canonical address of a page says that they are one article."""

from urllib.parse import urlsplit

from briefing.services.grouping import regroup
from briefing.services.leases import lease
from briefing.services.workspace import Job, Workspace
from briefing.store import duplicates as duplicate_table
from briefing.store.duplicates import ClaimedPair
from briefing.text.addresses import safe_url
from briefing.text.page_addresses import canonical_url

_VARIANTS = ("print", "print.html", "full", "mobile", "page", "1", "2")
"""Last parts of addresses that name another version of the page above them."""
_VERSION_PREFIXES = ("www.", "m.", "mobile.", "amp.")
"""Beginnings of host names that stand for another version of one site."""


def claimed_address(story_url: str, page_url: str, named: str) -> str:
    """Return the key of the canonical address that the page of a story names, or "" if it may not claim that address.

    A page may only claim addresses on its own host: the address of the story, that of the page that answered and the
    one it names must have the same host and port, apart from a leading "www.", "m.", "mobile." or "amp.". So no page
    can take the place of another outlet's story, nor a blog that of its neighbour at the same provider, nor a page that
    was redirected elsewhere. The front page of the site and the folder of the story are not addresses of an article.
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
    """Merge the stories that claim one address and have similar words; return the threads that this changes.

    The words must be similar because an error in a template gives many different pages one address. It waits for a
    running grouping, which knows the stories as they were. The caller groups the threads again.
    """
    touched: list[str] = []
    async with lease(workspace, Job.GROUPING):
        for pair in await workspace.database.read(duplicate_table.claimed_pairs):
            if _may_be_one_article(pair):
                merged = await workspace.database.run(
                    duplicate_table.merge_stories, pair.kept, pair.former, workspace.now()
                )
                touched.extend(merged or ())
    return tuple(dict.fromkeys(touched))


def _may_be_one_article(pair: ClaimedPair) -> bool:
    from briefing.analysis.sources.shared_wording import may_be_same_article  # slow to import, and most never need it

    return may_be_same_article(pair.kept_words, pair.former_words)


async def merge_and_regroup(workspace: Workspace) -> None:
    """Merge the stories that claim one address, and group the threads that this changes again."""
    if merged := await merge_claimed(workspace):
        await regroup(workspace, merged)


def _host(address: str) -> str:
    """Return the host and port of an address without the prefix of its version, or "" if it may not be opened."""
    host = urlsplit(safe_url(address) or "").netloc
    prefix = next((prefix for prefix in _VERSION_PREFIXES if host.startswith(prefix)), "")
    return host.removeprefix(prefix)
