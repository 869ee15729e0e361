"""Starter packs are whole and of the web; another reader's list is found."""

from pathlib import Path

import pytest

from briefing.model.errors import UsageError
from briefing.services.packs import newsboat_list, pack_names, read_pack, subscribe_pack
from briefing.services.workspace import Workspace
from briefing.text.addresses import safe_url


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_holds_addresses_of_the_web_once_each(name: str) -> None:
    urls = [each.url for each in read_pack(name)]
    assert len(urls) >= 8
    assert len(set(urls)) == len(urls)
    assert all(url.startswith("https://") and safe_url(url) for url in urls)


def test_there_are_packs_for_the_matters_that_readers_begin_with() -> None:
    assert set(pack_names()) >= {"world", "technology", "security", "science"}


def test_a_pack_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="world"):
        read_pack("moon")


async def test_a_packs_feeds_are_subscribed_in_their_folder(workspace: Workspace) -> None:
    feeds = (await subscribe_pack(workspace, "World")).feeds
    assert {feed.folder for feed in feeds} == {"World"}


def test_newsboats_list_is_found_where_it_keeps_it(tmp_path: Path) -> None:
    assert newsboat_list(tmp_path) is None
    (tmp_path / ".config/newsboat").mkdir(parents=True)
    (tmp_path / ".config/newsboat/urls").write_text("https://a.example/feed\n", encoding="utf-8")
    assert newsboat_list(tmp_path) == tmp_path / ".config/newsboat/urls"
