"""Sessions of sixty keys and more on every screen: after each key, what the screen says is compared with the store."""

import re
from collections.abc import Awaitable, Callable, Iterable

from textual.pilot import Pilot

from briefing.model.actor_page import ActorPage
from briefing.model.inbox import ThreadRow
from briefing.model.outlet import OutletPage
from briefing.model.topic import TopicPage
from briefing.model.verdict import Verdict
from briefing.model.views import SearchPage
from briefing.store import views as view_table
from briefing.tui.app import BriefingApp
from briefing.tui.bindings import BINDINGS
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.compare import CompareScreen
from briefing.tui.screens.palette import PaletteScreen
from briefing.tui.screens.queue import QueueScreen
from tests.tui.builders import NOW
from tests.tui.program import Program, program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text
from tests.tui.test_golden_screens import a_morning_with_rules
from tests.tui.test_inbox_parts import WITH_REPORTS
from tests.tui.test_topic import with_topic

Check = Callable[[Pilot[None], Program], Awaitable[None]]
FEWEST = 60
NAMES = {"/": "slash", "?": "question_mark", ".": "full_stop", " ": "space", "*": "asterisk", "&": "ampersand",
         "#": "number_sign", "=": "equals_sign", "!": "exclamation_mark", "+": "plus", "_": "underscore",
         "[": "left_square_bracket", "]": "right_square_bracket", ":": "colon", "'": "apostrophe",
         "|": "vertical_line", "-": "minus", "(": "left_parenthesis"}  # fmt: skip
NAMED = {"enter", "escape", "space", "tab", "up", "down", "left", "right", "backspace", "home", "end", "ctrl+p"}
ROW = re.compile(r"^[▌ ][◆* ]([●·bfwd]) *(\d+)/(\d+)  (.*?)…? *(?:until .*|woke.*)?(?:\+\d+)? +\d+[mhd]$")
LETTERS = {Verdict.BRIEF: "b", Verdict.FOLLOW: "f", Verdict.LATER: "w", Verdict.DROP: "d"}


def keys_of(script: str) -> list[str]:
    """Return the keys of a script: words in it are names of keys or letters that are typed one after the other."""
    keys: list[str] = []
    for word in script.split():
        keys += [word] if word in NAMED or word.startswith("ctrl+") else [NAMES.get(each, each) for each in word]
    return keys


async def walk(pilot: Pilot[None], morning: Program, script: str, check: Check) -> None:
    """Press the keys of a script; compare the screen with the store after each."""
    keys = keys_of(script)
    assert len(keys) >= FEWEST
    for number, key in enumerate(keys):
        await press(pilot, key)
        lines = screen_lines(pilot.app)
        assert len(lines) == pilot.app.size.height
        try:
            await check(pilot, morning)
        except AssertionError as error:
            done = " ".join(keys[: number + 1])
            raise AssertionError(f"after {done}:\n{error}\n" + "\n".join(lines)) from error


def figures_of(pilot: Pilot[None]) -> dict[str, int]:
    """Return the figures of the header by their words."""
    found = re.findall(r"(\d+) ([a-z]+)", screen_lines(pilot.app)[0].split("   ", 2)[-1])
    return {word: int(number) for number, word in found}


def same_figures(pilot: Pilot[None], wanted: Iterable[tuple[str, int]]) -> None:
    """Compare figures of the header with those of the store; a figure may be left out for want of room."""
    shown = figures_of(pilot)
    for word, number in wanted:
        seen = shown.get(word, shown.get(f"{word}s", shown.get("stories", number) if word == "story" else number))
        assert seen == number, f"the header has {seen} {word}, the store {number}"


def row_under_cursor(pilot: Pilot[None], morning: Program) -> ThreadRow | None:
    app = pilot.app
    assert isinstance(app, BriefingApp)
    inbox = app.screen_stack[0]
    thread = inbox.threads.current_id  # type: ignore[attr-defined]
    return morning.ask(view_table.thread_row, thread, NOW) if thread else None


# The inbox: every row has the verdict, the figures and the title of its thread; the header counts as the store does.


async def check_inbox(pilot: Pilot[None], morning: Program) -> None:
    rows = morning.rows
    for line in screen_lines(pilot.app)[2:-1]:
        if not (found := ROW.match(line)):
            continue
        mark, independent, stories, title = found.groups()
        same = [row for row in rows if row.title.startswith(title.strip())]
        assert same, f"no thread is called {title!r}"
        letters = {LETTERS.get(row.verdict, "·" if row.looked else "●") for row in same}
        assert mark in letters, f"{title!r} has {mark}, the store {letters}"
        assert (int(independent), int(stories)) in {(row.independent, row.stories) for row in same}
    app = pilot.app
    assert isinstance(app, BriefingApp)
    inbox = app.screen_stack[0]
    query = inbox._listing.parts.filter()  # type: ignore[attr-defined]
    counts = await morning.services.inbox.counts(query)
    same_figures(pilot, (("thread", counts.open_threads), ("single", counts.open_single), ("brief", counts.brief)))


async def test_a_session_in_the_inbox() -> None:
    script = """
        j j k b f u U j d u w 2 enter j w +2 enter . u j * escape v j j d u space j space b u u
        G k space j j d u k k k space F tram enter d u escape F bank space OR space har enter j f u escape
        S S S S A n A y u V V V V gg J K n N n ma G 'a tSea enter T T u r escape D D
    """
    async with program(WITH_REPORTS) as morning:
        await a_morning_with_rules(morning)
        async with opened(morning, (80, 24)) as pilot:
            await walk(pilot, morning, script, check_inbox)


# The page of a thread: title, figures and counts of the thread under the cursor of the list.


async def check_page(pilot: Pilot[None], morning: Program) -> None:
    row = row_under_cursor(pilot, morning)
    if row is None or pilot.app.screen is not pilot.app.screen_stack[0]:
        return
    page = await morning.services.threads.page(row.id)
    assert page is not None
    zoomed = pilot.app.screen.body.view.zoom  # type: ignore[attr-defined]
    if not zoomed:
        text = " ".join(" ".join(line[51:] for line in screen_lines(pilot.app)[2:4]).split())
        assert text.startswith(row.title), f"the page shows {text!r}, not {row.title!r}"
        text = screen_text(pilot.app)
        assert f"{row.independent}/{row.stories} independent" in text
        assert f"Sources {row.independent}/{row.stories} " in text
        assert f"Quotes {len(page.quotes)} " in text
        quotes = [quote for quote in page.quotes if f"“{quote.parts[0][:20]}" in text]
        assert quotes or not page.quotes, "no quote of the thread is shown"


async def test_a_session_on_the_page_of_a_thread() -> None:
    script = """
        gq j j j k G gg l j j a a j W W u l j j 3o i escape c j c q h h h gn j j k gt gs # escape yu yq
        J J gq j K ga p q gs G x b u J f u J d u + _ gd J J K p q Z escape tM enter u gq tab tab tab tab
    """
    async with program() as morning:
        await a_morning_with_rules(morning)
        async with opened(morning, (200, 60)) as pilot:
            await walk(pilot, morning, script, check_page)


# A story: the numbered paragraphs are those of its text, the footer counts its quotes.


async def check_story(pilot: Pilot[None], morning: Program) -> None:
    screen = pilot.app.screen
    page = getattr(screen, "page", None)
    if page is None or not hasattr(page, "snapshot"):
        return
    stored = await morning.services.stories.page(page.story.id)
    assert stored is not None
    text = " ".join(stored.snapshot.text.split())
    lines = screen_lines(pilot.app)
    for line in lines[4:-1]:
        words = line[9:80].split("“1 ")[0].strip()
        if re.match(r"^.{5}¶\d", line):
            assert " ".join(words.split()[:6]) in text, words
    title = " ".join(lines[2].split())
    assert stored.story.title.startswith(title.rstrip("…"))
    footer = lines[-1].rsplit("help", 1)
    if len(footer) == 2:
        total = re.search(r"(\d+)(?: quotes?)?$", footer[1])
        assert (int(total[1]) if total else 0) == len(stored.quotes), footer
    assert sum(line[3:4] == "▌" for line in lines) >= (1 if text else 0)


async def test_a_session_in_a_story() -> None:
    script = """
        gq enter j j k n n N N G gg space space j v x ctrl+d ctrl+u ctrl+f ctrl+b yq yy yu j j j j k k n N
        [ ] j j | escape q gs j j enter n n j j q j enter G k n J K gs enter j i v : escape ? escape q
    """
    async with program() as morning, opened(morning, (120, 24)) as pilot:
        await walk(pilot, morning, script, check_story)


# An actor: the figures of the header, and whether it is watched.


async def check_actor(pilot: Pilot[None], morning: Program) -> None:
    shown = getattr(pilot.app.screen, "page", None)
    if not isinstance(shown, ActorPage) or isinstance(pilot.app.screen, PaletteScreen):
        return
    page = await morning.services.actors.page(shown.key)
    assert page is not None
    lines = screen_lines(pilot.app)
    assert lines[0].split("   ")[1].startswith(f"actor {page.name}")
    same_figures(pilot, (("mention", page.mentions), ("quote", len(page.quotes)), ("thread", len(page.threads))))
    assert ("· watched" in " ".join(" ".join(lines[2:5]).split())) is page.watched
    for role in page.roles[:1]:
        assert role.text[:20] in screen_text(pilot.app) or not lines[2].startswith(f"  {page.name}")


async def test_a_session_on_the_page_of_an_actor() -> None:
    script = """
        ga p W W W u U j j k G gg l j j k h l yq j enter j q = Ferries enter u ! Ferries enter u U u
        ctrl+d ctrl+u G k k p q j j p W q W gg enter q l l h n N G enter gq ga j p W u q q
    """
    async with program() as morning, opened(morning, (120, 40)) as pilot:
        await walk(pilot, morning, script, check_actor)


# A topic: its threads with their verdicts, and what was decided on it.


async def check_topic(pilot: Pilot[None], morning: Program) -> None:
    shown = getattr(pilot.app.screen, "page", None)
    if not isinstance(shown, TopicPage):
        return
    page = await morning.services.topics.page(shown.row.id)
    assert page is not None
    lines = screen_lines(pilot.app)
    same_figures(pilot, (("thread", page.row.threads), ("story", page.row.stories)))
    if lines[2].startswith(f"  {page.row.name}"):
        decided = " ".join(lines[3].split())
        assert ("· followed" in decided) is (page.row.verdict is Verdict.FOLLOW)
        assert ("· dropped" in decided) is (page.row.verdict is Verdict.DROP)
    for row in page.threads:
        mine = [line for line in lines if row.title[:18] in line and f"{row.independent}/{row.stories}" in line]
        letter = LETTERS.get(row.verdict, "·" if row.looked else "●")
        assert all(line[2] == letter for line in mine), f"{row.title!r} is {row.verdict}: {mine}"


async def test_a_session_on_the_page_of_a_topic() -> None:
    script = """
        gT f f D d u U u f u j j k G gg l j k j yq h j j d D u U D i escape enter gT d u j enter gT f q
        gT j d u D G k k p q p W q l j enter q gT f D d D u u u u U U U U j k q
    """
    async with program() as morning:
        with_topic(morning, 0, 1, 6)
        async with opened(morning, (120, 40)) as pilot:
            await walk(pilot, morning, script, check_topic)


# An outlet: its figures, and stories of its own only.


async def check_outlet(pilot: Pilot[None], morning: Program) -> None:
    shown = getattr(pilot.app.screen, "page", None)
    if not isinstance(shown, OutletPage):
        return
    page = await morning.services.outlets.page_of(shown.row.name, shown.row.domain)
    assert page is not None
    lines = screen_lines(pilot.app)
    assert lines[0].split("   ")[1].startswith(f"outlet {page.row.name}")
    same_figures(pilot, (("story", page.row.stories), ("feed", len(page.row.feeds))))
    text = " ".join(" ".join(line[50:] for line in lines[2:-1]).split())
    assert any(" ".join(story.title.split()[:3]) in text for story in page.latest)


async def test_a_session_on_the_page_of_an_outlet() -> None:
    script = """
        gs j O j j k l j j k G gg enter n q l h h j enter escape q j O l ctrl+d ctrl+u G k enter j q q
        gf O j k l j enter q q G O j l k q q gq j enter O l j j k enter q q q gg b O l j G gg : escape ? escape q u
    """
    async with program() as morning, opened(morning, (120, 40)) as pilot:
        await walk(pilot, morning, script, check_outlet)


# The feeds: every feed of the store in order, and the facts of the one under the cursor.


async def check_feeds(pilot: Pilot[None], morning: Program) -> None:
    if not screen_lines(pilot.app)[0].startswith("  briefing   feeds"):
        return
    rows = await morning.services.feeds.rows()
    lines = screen_lines(pilot.app)
    names = [row.feed.title or row.feed.url for row in rows]
    listed = [re.split("…|  ", line[4:])[0] for line in lines[4 : 4 + len(rows)]]
    assert all(name.startswith(shown) for name, shown in zip(names, listed, strict=True)), (names, listed)
    cursor = next((number for number, line in enumerate(lines[4 : 4 + len(rows)]) if line.startswith("▌")), -1)
    if cursor >= 0:
        text = "\n".join(lines[4 + len(rows) :])
        assert f"  {names[cursor]}   {rows[cursor].feed.url}" in text
        assert f"texts    {rows[cursor].full_text.value}" in text
    same_figures(pilot, (("well", sum(row.state == "well" for row in rows)),))


async def test_a_session_on_the_feeds() -> None:
    script = """
        gf j j k x x x x G x gg d u d d u u j j d u G d u k k a https://eastwire.example/rss enter escape
        a nowhere enter escape j k r R gg x u p escape m escape n N ctrl+d ctrl+u j ? escape : escape u q
    """
    async with program() as morning, opened(morning, (120, 40)) as pilot:
        await walk(pilot, morning, script, check_feeds)


# Rules and questions: each with its action, name, and threads.


async def check_rules(pilot: Pilot[None], morning: Program) -> None:
    lines = screen_lines(pilot.app)
    if not lines[0].startswith("  briefing   rules"):
        return
    rows = await morning.services.rules.rows()
    rules = [row for row in rows if not row.rule.is_question]
    questions = [row for row in rows if row.rule.is_question]
    for number, row in enumerate(rules):
        words = lines[4 + number].lstrip("▌").split()
        does = row.rule.action.value if row.rule.on else "off"
        assert does in words[:2], (does, words)
        assert row.rule.name.split()[0] in words
        assert words[-2:] == [str(len(row.threads) or "·"), f"+{len(row.today)}" if row.today else "·"]
    first = next(number for number, line in enumerate(lines) if line.startswith("  Questions"))
    for number, row in enumerate(questions, first + 1):
        words = lines[number].lstrip("▌").split()
        assert words[0] == row.rule.name.split()[0]
        assert words[-2] == str(len(row.threads) or "·")
    same_figures(pilot, (("rule", len(rules)),))


async def test_a_session_on_rules_and_questions() -> None:
    script = """
        gr j j k x x m k u m w u U c space -gate enter u r Boats enter u d u d d u u G j k c escape r
        Why? enter u x u A Where enter ship enter u U d u a ferry enter t Sea enter enter u U
        gg l j j q j l enter gr a ( escape a strike enter m enter x u q
    """
    async with program() as morning:
        await a_morning_with_rules(morning)
        async with opened(morning, (120, 40)) as pilot:
            await walk(pilot, morning, script, check_rules)


# A search: as many stories and threads as the store finds, and the verdicts of the threads.


async def check_search(pilot: Pilot[None], morning: Program) -> None:
    shown = getattr(pilot.app.screen, "page", None)
    if not isinstance(shown, SearchPage) or not shown.query:
        return
    page = await morning.services.threads.search(shown.query)
    same_figures(pilot, (("story", len(page.hits)), ("thread", len({hit.thread for hit in page.hits}))))
    for row in page.threads:
        words = f"{row.independent}/{row.stories}  {row.title[:40]}"
        mine = [line for line in screen_lines(pilot.app) if words in line]
        letter = LETTERS.get(row.verdict, "·" if row.looked else "●")
        assert all(line[2] == letter for line in mine), f"{row.title!r} is {row.verdict}: {mine}"


async def test_a_session_in_the_search() -> None:
    script = """
        / osmark enter n n N b u f d u U D j k G gg enter q space ctrl+d ctrl+u / ctrl+u outlet:eastwire space -ferry
        enter j b j d u u / ctrl+u zeppelin enter / ctrl+u by:holt enter w tomorrow enter u . enter j q q
    """
    async with program() as morning, opened(morning, (120, 40)) as pilot:
        await walk(pilot, morning, script, check_search)


# Help: how many actions match, and nothing moves while one searches.


async def check_help(pilot: Pilot[None], morning: Program) -> None:
    app = pilot.app
    assert isinstance(app, BriefingApp)
    lines = screen_lines(app)
    if not lines[0].startswith("  briefing   keys"):
        return
    words, _, found = lines[3].strip().removeprefix("/ ").partition("▌")
    matching = [
        each
        for each in BINDINGS
        if any(words.casefold() in text.casefold() for text in (each.label, each.id, app.keys.all_shown(each.id)))
    ]
    assert found.strip() == (f"{len(matching)} of {len(BINDINGS)}" if words else "type to search")
    if matching and words and len(words) > 2:
        assert any(each.id in line or each.label in line for each in matching for line in lines)


async def test_a_session_in_the_help() -> None:
    script = """
        ? quote enter enter backspace backspace backspace backspace backspace verdict enter enter enter down up
        backspace backspace backspace backspace backspace backspace backspace zz backspace backspace down down up
        ctrl-p escape gf ? unsub enter escape q gq ? copy escape
    """
    async with opened(size=(120, 40)) as pilot, program() as morning:
        await walk(pilot, morning, script, check_help)


# The queue: which thread of how many, and what was decided.


async def check_queue(pilot: Pilot[None], morning: Program) -> None:
    screen = pilot.app.screen
    if not isinstance(screen, QueueScreen):
        return
    lines = screen_lines(pilot.app)
    queue = screen._queue
    if queue.current is None:
        assert "done." in screen_text(pilot.app)
        return
    row = morning.ask(view_table.thread_row, queue.current.id, NOW)
    assert row is not None
    assert row.title.startswith(lines[3].split("  ▁")[0].strip(" ▌")[:60]) or not lines[3].strip()
    assert f"{queue.at + 1}/{len(queue.rows)}   {len(queue.rows) - queue.at} to go" in lines[0]
    left = await morning.services.inbox.counts()
    undecided = [each for each in queue.rows[queue.at :] if each.verdict is Verdict.NEW]
    assert len(undecided) <= left.open_threads + left.open_single + queue.at


async def test_a_session_in_the_queue() -> None:
    script = """
        gQ j j k space space space b f w 2 enter d J J K u u U u d . d J K enter q j enter q t Sea enter
        T T gD 0 enter b b b d d d space d d d u d d J J J J space b d J u space q gQ d q
    """
    async with program(WITH_REPORTS) as morning, opened(morning, (100, 30)) as pilot:
        await walk(pilot, morning, script, check_queue)
        decided = [row for row in morning.rows if row.verdict in (Verdict.BRIEF, Verdict.DROP)]
        assert len(decided) > 8


# The brief: its items in the order in which they were put.


async def check_brief(pilot: Pilot[None], morning: Program) -> None:
    screen = pilot.app.screen
    if not isinstance(screen, BriefScreen):
        return
    rendered = screen._editing.rendered
    same_figures(pilot, (("thread", len(rendered.brief.items)),))
    outline = " ".join(line[2:41].strip() for line in screen_lines(pilot.app)[3:-1])
    for number, item in enumerate(rendered.brief.items, 1):
        title = morning.ask(view_table.thread_row, item.page.row.id, NOW)
        assert title is not None
        assert title.verdict is Verdict.BRIEF
        assert f"{number}. {title.title[:16]}" in outline


async def test_a_session_on_the_brief() -> None:
    script = """
        b b b b e n n J J K K K n J d u u u N N i escape ym j j k space space ctrl+d ctrl+u G gg h j j enter J
        d u l n n n n n N i escape d d d d u u u u J s u ? escape : escape s q gg b e n J s q
    """
    async with program() as morning, opened(morning, (160, 60)) as pilot:
        await walk(pilot, morning, script, check_brief)
        written = (morning.workspace.places.briefs / "brief-2026-11-22.md").read_text(encoding="utf-8")
        titles = re.findall(r"^## \d+\. (.*)$", written, re.MULTILINE)
        assert len(titles) == sum(row.verdict is Verdict.BRIEF for row in morning.rows)


# Two stories side by side: their paragraphs are those of the stored texts.


async def check_comparison(pilot: Pilot[None], morning: Program) -> None:
    screen = pilot.app.screen
    if not isinstance(screen, CompareScreen):
        return
    for compared, columns in ((screen.comparison.first, slice(2, 58)), (screen.comparison.second, slice(62, 118))):
        stored = await morning.services.stories.page(compared.story.id)
        assert stored is not None
        known = " ".join(f"{stored.story.title} {stored.snapshot.text}".split())
        for line in screen_lines(pilot.app)[7:-1]:
            words = line[columns].strip()
            assert words in known or "text in the feed" in words or not words, words


async def test_a_session_comparing_stories() -> None:
    script = """
        gs j c j c j j k l j j k h G gg ctrl+d ctrl+u yy o enter j q l enter q tab j tab k q
        gs j j c j j c l j k G h j enter n q q gs c 2c h l gs G c k c j j l yy q gq c gs 3c h h q
    """
    async with program() as morning, opened(morning, (120, 40)) as pilot:
        await walk(pilot, morning, script, check_comparison)


# The palette: the lines that match what is typed, and the action of the one that is chosen.


async def check_palette(pilot: Pilot[None], morning: Program) -> None:
    screen = pilot.app.screen
    if not isinstance(screen, PaletteScreen):
        await check_inbox(pilot, morning)
        return
    lines = screen_lines(pilot.app)
    first = next(number for number, line in enumerate(lines) if line.startswith("━"))
    words = lines[-2].strip()
    wanted = [] if words == "an action" else words.casefold().split()
    listed = [line for line in lines[first + 1 : -2] if line.strip()]
    if listed == ["▌ No such action here."] or listed == ["  No such action here."]:
        assert not screen._shown
    else:
        assert all(all(word in line.casefold() for word in wanted) for line in listed), (wanted, listed)


async def test_a_session_in_the_palette() -> None:
    script = """
        ctrl+p down down up escape ctrl+p brief enter u : undo enter ctrl+p theme down down escape ctrl+p feeds enter q
        ctrl+p zzz escape ctrl+p verdict-drop enter u : sort enter ctrl+p quotes enter q
    """
    async with program() as morning, opened(morning, (80, 24)) as pilot:
        await walk(pilot, morning, script, check_palette)
