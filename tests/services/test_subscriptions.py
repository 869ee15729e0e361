"""Subscribing: a feed, a page that names one, lists of them; and what may not be asked."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.model.errors import NetworkError, NothingFound, UsageError
from briefing.model.inbox import InboxFilter
from briefing.model.rule import RuleAction
from briefing.query.parser import parse
from briefing.services import feed_health
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.rules import Rules
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings
from briefing.store import feeds as feed_table
from tests.services.conftest import Site
from tests.services.feeds import Item, rss

FEED = rss("Northwire", Item("One", "https://wire.example/1", datetime(2026, 11, 22, tzinfo=UTC)))


async def test_the_feed_of_a_page_is_discovered(workspace: Workspace, site: Site) -> None:
    site.serve("/feed.xml", FEED)
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml" title="News">'
    page = site.serve("/", f"<!doctype html><html><head>{link}</head></html>", "text/html")
    feed = await Feeds(workspace).add(page)
    assert feed.url == site.base + "/feed.xml"


def page_of(*links: str) -> str:
    named = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{each}" title="At {each}">' for each in links
    )
    return f"<!doctype html><html><head>{named}</head></html>"


async def test_the_feeds_of_a_page_are_a_choice_with_titles_and_newest_entries(
    workspace: Workspace, site: Site
) -> None:
    site.serve("/world.xml", FEED)
    site.serve("/empty.xml", rss("Sport"))
    page = site.serve("/", page_of("/comments/feed", "/gone.xml", "/world.xml", "/empty.xml"), "text/html")
    choices = await Feeds(workspace).choices(page)
    assert [(each.url, each.title, each.name, each.entries, each.newest) for each in choices] == [
        (site.base + "/world.xml", "Northwire", "At /world.xml", 1, "One"),
        (site.base + "/empty.xml", "Sport", "At /empty.xml", 0, ""),
    ]
    assert (await Feeds(workspace).take(choices[1])).url == site.base + "/empty.xml"


async def test_a_query_feed_of_newsboat_becomes_a_rule_once(workspace: Workspace, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text('https://a.example/f world\n"query:Ports:unread = \\"yes\\" and title =~ \\"port\\""\n', "utf-8")
    imported = await Feeds(workspace).import_list(urls)
    assert imported.notes == ("query feed Ports: now a rule for the desk Ports: port*",)
    again = await Feeds(workspace).import_list(urls)
    assert (again.new, again.notes) == (0, ("query feed Ports: a rule of this name is already there",))
    rules = [row.rule for row in await Rules(workspace).rows()]
    assert [(rule.action, rule.query, rule.desk) for rule in rules] == [(RuleAction.TAG, "port*", "Ports")]


async def test_a_page_without_a_feed_is_refused(workspace: Workspace, site: Site) -> None:
    page = site.serve("/", "<!doctype html><html><body>nothing</body></html>", "text/html")
    with pytest.raises(NothingFound, match="names none"):
        await Feeds(workspace).add(page)


async def test_an_address_that_does_not_answer_is_refused(workspace: Workspace, site: Site) -> None:
    with pytest.raises(NetworkError, match="404"):
        await Feeds(workspace).add(site.base + "/nothing")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "not an address at all"])
async def test_an_unsafe_address_is_refused(workspace: Workspace, address: str) -> None:
    with pytest.raises(UsageError):
        await Feeds(workspace).add(address)


async def test_a_page_may_not_name_a_feed_on_another_private_address(workspace: Workspace, site: Site) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="http://10.0.0.1/feed.xml">'
    page = site.serve("/", f"<!doctype html><html><head>{link}</head></html>", "text/html")
    with pytest.raises(NothingFound):
        await Feeds(workspace).add(page)


async def test_an_address_that_nobody_typed_must_be_public(workspace: Workspace, site: Site) -> None:
    site.serve("/feed.xml", FEED)
    with pytest.raises(NetworkError, match="private address"):
        await Feeds(workspace).add(site.base + "/feed.xml", typed=False)
    assert site.asked == []


async def test_an_imported_list_is_exported_with_its_folders(workspace: Workspace, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="World"><outline type="rss" text="Wire" '
        'xmlUrl="https://wire.example/feed"/></outline><outline text="bad" xmlUrl="javascript:x"/></body></opml>',
        encoding="utf-8",
    )
    imported = await Feeds(workspace).import_list(opml)
    feeds, notes = imported.feeds, imported.notes
    assert [(feed.url, feed.folder, feed.title) for feed in feeds] == [("https://wire.example/feed", "World", "Wire")]
    exported = (await Feeds(workspace).export()).opml.decode()
    assert "https://wire.example/feed" in exported
    assert "World" in exported
    assert len(notes) <= 1


PRIVATE = (
    "http://127.0.0.1:8080/router/admin?reboot=1",
    "http://[::1]/feed",
    "http://192.168.1.1/feed",
    "http://169.254.169.254/latest/meta-data",
    "http://[::ffff:10.0.0.1]/feed",
    "http://localhost:9200/feed",
    "http://printer.local/feed",
    "http://router/feed",
)


def opml_of(folder: Path, *addresses: str) -> Path:
    path = folder / "list.opml"
    lines = "".join(f'<outline type="rss" text="Feed {n}" xmlUrl="{url}"/>' for n, url in enumerate(addresses))
    path.write_text(f'<opml version="2.0"><body>{lines}</body></opml>', encoding="utf-8")
    return path


async def test_a_list_from_others_may_not_name_private_addresses(workspace: Workspace, tmp_path: Path) -> None:
    imported = await Feeds(workspace).import_list(opml_of(tmp_path, *PRIVATE, "https://wire.example/feed"))
    assert [feed.url for feed in imported.feeds] == ["https://wire.example/feed"]
    assert [note.partition(",")[0] for note in imported.notes] == [
        f"Feed {n}: its address is on a private network" for n in range(len(PRIVATE))
    ]


async def test_a_name_in_a_list_from_others_may_not_lead_to_a_private_address(
    workspace: Workspace, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look_up(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    monkeypatch.setattr("briefing.web.fetch.look_up_name", look_up)
    site.serve("/feed.xml", FEED)
    address = site.base.replace("127.0.0.1", "paper.example") + "/feed.xml"
    await Feeds(workspace).import_list(opml_of(tmp_path, address))
    totals = await refresh(workspace, None, lambda _event: None)
    assert (totals.failed, site.asked) == (1, [])


async def test_a_list_from_others_may_name_what_the_settings_allow(
    workspace: Workspace, site: Site, tmp_path: Path
) -> None:
    allowed = replace(workspace.settings, allow_private=(site.base.partition("://")[2],))
    await Feeds(replace(workspace, settings=allowed)).import_list(
        opml_of(tmp_path, site.serve("/feed.xml", FEED), "http://127.0.0.1:1/feed")
    )
    assert [feed.url for feed in await workspace.database.read(feed_table.feeds)] == [site.base + "/feed.xml"]


async def test_a_list_that_the_user_wrote_may_name_private_addresses(
    workspace: Workspace, site: Site, tmp_path: Path
) -> None:
    urls = tmp_path / "urls"
    urls.write_text(site.serve("/feed.xml", FEED) + "\n", encoding="utf-8")
    await Feeds(workspace).import_list(urls)
    await refresh(workspace, None, lambda _event: None)
    assert site.asked == ["/feed.xml"]


async def test_importing_a_list_again_counts_the_known_feeds(workspace: Workspace, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text("https://wire.example/feed\nhttps://herald.example/feed\n", encoding="utf-8")
    assert (await Feeds(workspace).import_list(urls)).sentence == "2 feeds imported"
    urls.write_text("https://wire.example/feed\nhttps://mirror.example/feed\n", encoding="utf-8")
    assert (await Feeds(workspace).import_list(urls)).sentence == "1 feed imported, 1 was already there"


async def test_a_removed_feed_can_be_restored(workspace: Workspace, site: Site) -> None:
    feed = await Feeds(workspace).add(site.serve("/feed.xml", FEED))
    await Feeds(workspace).remove((await Feeds(workspace).find("feed.xml")).id)
    assert await feed_health.feed_rows(workspace) == ()
    await Feeds(workspace).restore(feed.id)
    assert [row.feed.id for row in await feed_health.feed_rows(workspace)] == [feed.id]


async def test_a_feed_in_two_groups_is_on_both_desks_and_is_exported_in_both(
    workspace: Workspace, site: Site, tmp_path: Path
) -> None:
    opml = tmp_path / "feeds.opml"
    line = f'<outline text="Wire" xmlUrl="{site.serve("/feed.xml", FEED)}"/>'
    groups = "".join(f'<outline text="{name}">{line}</outline>' for name in ("World", "Sea & Trade"))
    opml.write_text(f"<opml><body>{groups}</body></opml>".replace("&", "&amp;"), encoding="utf-8")
    there = replace(workspace, settings=Settings(allow_private=(site.base.removeprefix("http://"),)))
    imported = await Feeds(there).import_list(opml)
    assert [(feed.folder, feed.groups) for feed in imported.feeds] == [("World", ("Sea & Trade",))]
    await refresh(there, None, lambda _event: None)
    for desk in ("World", '"Sea & Trade"'):
        query = parse(f"desk:{desk}", there.now())
        assert await Inbox(there).rows(InboxFilter(query=query)), desk
    exported = (await Feeds(there).export()).opml
    opml.write_bytes(exported)
    again = await Feeds(there).import_list(opml)
    assert [(feed.id, feed.folder, feed.groups) for feed in again.feeds] == [(1, "World", ("Sea & Trade",))]
    assert again.new == 0


async def test_groups_are_set_and_renamed(workspace: Workspace, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text("https://wire.example/feed world\n", encoding="utf-8")
    (feed,) = (await Feeds(workspace).import_list(urls)).feeds
    await Feeds(workspace).set_groups(feed.id, ("World", "Sea"))
    assert await Feeds(workspace).rename_group("sea", "Ports") == 1
    (row,) = await Feeds(workspace).rows()
    assert (row.feed.folder, row.feed.groups) == ("World", ("Ports",))
    with pytest.raises(NothingFound, match="no group"):
        await Feeds(workspace).rename_group("moon", "x")


async def test_the_usual_places_are_tried_if_a_page_names_no_feed(workspace: Workspace, site: Site) -> None:
    page = site.serve("/", "<html><title>Wire</title></html>", "text/html")
    with pytest.raises(NothingFound, match=r"Tried: .*/feed, .*/rss"):
        await Feeds(workspace).add(page)
    site.serve("/rss.xml", FEED)
    assert (await Feeds(workspace).add(page)).url == f"{site.base}/rss.xml"
