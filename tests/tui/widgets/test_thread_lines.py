"""The lines of the thread list are drawn once, and those of rows far away are forgotten."""

from briefing.model.inbox import InboxPart
from briefing.tui.list_layout import ListLayout, Section
from briefing.tui.marks import Marks
from briefing.tui.row_cache import PageKey, RowCache
from briefing.tui.widgets.line_source import Look
from briefing.tui.widgets.role_styles import RoleStyles
from briefing.tui.widgets.thread_lines import MOST_DRAWN, ThreadLines
from tests.tui.format.read_models import NOW, rows

WIDTH = 100


def test_a_row_is_drawn_once_and_a_long_list_is_not_kept_whole() -> None:
    count = MOST_DRAWN + 50
    cache = RowCache()
    lines = ThreadLines(cache, Marks(), NOW, lambda _: None)
    lines.fit(WIDTH)
    cache.show(ListLayout([Section(InboxPart.THREADS, count)], tall=1), {PageKey(InboxPart.THREADS, 0): rows(count)})
    look = Look(RoleStyles({}), WIDTH, count, has_keys=True, first_line=0, page_lines=40)
    first = lines.draw(0, look)
    assert lines.draw(0, look) is first
    for number in range(count):
        lines.draw(number, look)
    assert lines.draw(0, look) is not first
    assert lines.draw(0, look).text == first.text
