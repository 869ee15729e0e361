"""Starter packs are whole and of the web; another reader's list is found."""

from pathlib import Path

import pytest

from briefing.model.errors import UsageError
from briefing.services.subscriptions import Feeds, newsboat_list, pack_names, read_pack
from briefing.services.workspace import Workspace
from briefing.text.addresses import safe_url


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_has_each_web_address_once(name: str) -> None:
    urls = [each.url for each in read_pack(name)]
    assert 10 <= len(urls) <= 25
    assert len(set(urls)) == len(urls)
    assert all(url.startswith("https://") and safe_url(url) for url in urls)


def test_there_are_packs_for_the_usual_interests() -> None:
    regions = {"world", "asia-pacific", "europe", "middle-east", "africa", "americas"}
    assert set(pack_names()) == regions | {"defence", "cyber", "science", "technology", "business"}


def test_an_unknown_pack_gives_the_names_of_all_packs() -> None:
    with pytest.raises(UsageError, match="world"):
        read_pack("moon")


async def test_the_feeds_of_a_pack_are_subscribed_in_its_folder(workspace: Workspace) -> None:
    feeds = (await Feeds(workspace).import_pack("World")).feeds
    assert {feed.folder for feed in feeds} == {"World"}


def test_the_list_of_newsboat_is_found(tmp_path: Path) -> None:
    assert newsboat_list(tmp_path) is None
    (tmp_path / ".config/newsboat").mkdir(parents=True)
    (tmp_path / ".config/newsboat/urls").write_text("https://a.example/feed\n", encoding="utf-8")
    assert newsboat_list(tmp_path) == tmp_path / ".config/newsboat/urls"
