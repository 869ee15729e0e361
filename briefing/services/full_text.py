"""Fetching the full text of one story from its page."""

from functools import partial

from briefing.analysis.sources.outlets import clean_outlet
from briefing.articles.agreement import check_address, check_is_article
from briefing.model.errors import NetworkError, NoArticle, NothingFound
from briefing.model.fetched import Failure, Fetched
from briefing.model.story import Article, Story, TextKind
from briefing.services.findings import read_texts_of
from briefing.services.jobs import extract_article
from briefing.services.merge_duplicates import claimed_address, merge_and_regroup
from briefing.services.network import Fetch
from briefing.services.polite_network import polite_network
from briefing.services.workspace import Workspace
from briefing.store import duplicates as duplicate_table
from briefing.store import feeds as feed_table
from briefing.store import pages as page_table
from briefing.store import stories as story_table
from briefing.text.addresses import host_of, origin_of, safe_url
from briefing.text.page_addresses import canonical_url
from briefing.text.words import share_words

PAGE_BYTES = 2 * 2**20
SECONDS = 20.0
_SAME_TEXT = "shows the same text as other pages of its site"
_KEPT = ", so the summary is kept"


async def fetch_full_text(workspace: Workspace, story_id: int) -> str:
    """Fetch, store and read the page of a story; return the outcome in a sentence.

    Raises NothingFound, NetworkError or another BriefingError, with a sentence, if there is no text to be had.
    """
    async with polite_network(workspace) as fetch_now:
        added = await fetch_and_store(workspace, story_id, fetch_now)
    await merge_and_regroup(workspace)
    await read_texts_of(workspace, (story_id,))
    snapshot = await workspace.database.read(story_table.latest_snapshot, story_id)
    words = len(snapshot.text.split()) if snapshot else 0
    return f"full text stored: {words} words" if added else f"unchanged: {words} words"


async def fetch_and_store(workspace: Workspace, story_id: int, fetch: Fetch) -> bool:
    """Fetch the page of a story and store its text; return whether it was new. Raises as `fetch_full_text` does.

    The canonical address that the page claims is stored; `merge_claimed` uses it.
    """
    story = await workspace.database.read(story_table.story, story_id)
    url = safe_url(story.url) if story else None
    if story is None or url is None:
        raise NothingFound("This story has no address that can be fetched.")
    article = await _article_of(workspace, story, url, fetch)
    return await _store(workspace, story, article)


async def _article_of(workspace: Workspace, story: Story, url: str, fetch: Fetch) -> Article:
    """Return the article on the page of a story; store what became of the page, and the address that it claims."""
    note = partial(workspace.database.run, page_table.note_page, story.id, host=host_of(url), at=workspace.now())
    text = ""
    try:
        answer = await _page_of(workspace, story, url, fetch)
        check_address(url, answer.url)
        article = await workspace.workers.run(
            extract_article, answer.body, answer.url, answer.content_type, timeout=SECONDS
        )
        text = article.text
        claimed = claimed_address(story.url, answer.url, article.url)
        await _check(workspace, story, text, claimed)
    except NetworkError as reason:
        await note(text="", refusal=str(reason))
        raise
    except NoArticle as reason:
        await note(text=text, refusal=f"the page {str(reason).removesuffix(_KEPT)}")
        raise
    if claimed:
        await workspace.database.run(duplicate_table.note_claim, story.id, claimed, workspace.now())
    await note(text=text)
    return article


async def _page_of(workspace: Workspace, story: Story, url: str, fetch: Fetch) -> Fetched:
    typed = await workspace.database.read(feed_table.typed_origins, story.id)
    private_origin = origin_of(url) if origin_of(url) in typed else ""
    answer = await fetch(url, limit=PAGE_BYTES, private_origin=private_origin)
    if isinstance(answer, Fetched):
        return answer
    sentence = answer.sentence if isinstance(answer, Failure) else "it says that nothing has changed"
    raise NetworkError(f"{host_of(url)}: {sentence}")


async def _check(workspace: Workspace, story: Story, text: str, claimed: str) -> None:
    """Raise NoArticle if the text of a page is not the article that was announced.

    The same text on the pages of articles with different headlines is none of them, unless one page says that it is
    the other.
    """
    summary = await workspace.database.read(story_table.latest_snapshot, story.id)
    if summary is None or summary.kind is not TextKind.FULL:
        check_is_article(text, title=story.title, summary=summary.text if summary else "")
    others = await workspace.database.read(page_table.pages_with_text, story.id, host_of(story.url), text)
    own = canonical_url(story.url)
    others = tuple(
        each
        for each in others
        if canonical_url(each.url) not in (own, claimed) and each.claimed != own
        if not share_words(each.title, story.title)
    )
    for other in others:
        await workspace.database.run(page_table.withdraw_full_text, other.story, f"the page {_SAME_TEXT}")
    if others:
        raise NoArticle(_SAME_TEXT + _KEPT)


async def _store(workspace: Workspace, story: Story, article: Article) -> bool:
    """Store the text of a page; its metadata only fills what the feed left open."""
    added = await workspace.database.run(
        story_table.add_snapshot,
        story.id,
        title=story.title or article.title,
        text=article.text,
        kind=TextKind.FULL,
        links=article.links,
        at=workspace.now(),
    )
    unnamed = story.outlet in ("", story.domain, host_of(story.url))
    await workspace.database.run(
        story_table.update_story_facts,
        story.id,
        outlet=clean_outlet(article.outlet) or None if unnamed else None,
        author=None if story.author else article.author or None,
        published=None if story.dated else article.published,
        language=None if story.language else article.language or None,
    )
    return bool(added)
