"""Which texts a refresh reads for quotes, actors and citations: those that it brought, up to a limit, or all."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TypeAlias

from briefing.frozen import dataclass
from briefing.model.analysis import ANALYSIS_VERSION
from briefing.model.refresh import Analysed, RefreshEvent
from briefing.services.findings import read_in_batches
from briefing.services.rules import follow_rules
from briefing.services.text_budget import TextBudget
from briefing.services.wanted_names import names_of_rules
from briefing.services.workspace import Workspace
from briefing.store import texts_to_read as waiting_table
from briefing.store.rule_matches import DAYS as RULE_DAYS

MOST_NEW, FIRST_NEW = 300, 100
"""A refresh that brings at most `MOST_NEW` texts reads them all, as on a usual morning; one that brings more, such as
the first one, reads only the `FIRST_NEW` first. The rest is read when it is opened. A text takes about 30 milliseconds.
"""


@dataclass(frozen=True, slots=True)
class TextsRead:
    """How many texts were read, and on how many of them the analysis failed."""

    texts: int = 0
    failed: int = 0


ReadTexts: TypeAlias = Callable[[Workspace, Callable[[RefreshEvent], None]], Awaitable[TextsRead]]
"""Which texts a refresh reads: `read_new_texts` or `read_all_texts`."""


async def read_new_texts(workspace: Workspace, report: Callable[[RefreshEvent], None]) -> TextsRead:
    """Read the texts that came since this was last done, those at the top of the list first.

    If there are more than `MOST_NEW`, only the `FIRST_NEW` first are read, beside those that a decision, a rule or the
    watch list needs. The others are read when they are opened, or by `read_all_texts`, which this does if the settings
    say so.
    """
    if workspace.settings.read_all:
        return await read_all_texts(workspace, report)
    names, since = await names_of_rules(workspace), workspace.now() - timedelta(days=RULE_DAYS)
    waiting = await workspace.database.read(
        waiting_table.new_stories_to_read, ANALYSIS_VERSION, names, since, (MOST_NEW, FIRST_NEW)
    )
    read = await _read_and_report(workspace, waiting.stories, report)
    if waiting.newest != waiting.considered:
        await workspace.database.run(waiting_table.note_considered, waiting.newest)
    return read


async def read_all_texts(workspace: Workspace, report: Callable[[RefreshEvent], None]) -> TextsRead:
    """Read every newest snapshot that this version of the analysis has not read, those at the top of the list first."""
    waiting = await workspace.database.read(waiting_table.stories_to_read, ANALYSIS_VERSION)
    return await _read_and_report(workspace, waiting, report)


async def _read_and_report(
    workspace: Workspace, stories: Sequence[int], report: Callable[[RefreshEvent], None]
) -> TextsRead:
    """Read stories and report each step; the rules then follow, as they may ask for actors and speakers.

    If the texts of one feed take far more time than usual, the rest of them count as failed.
    """
    done = failed = 0
    async for read in read_in_batches(workspace, stories, TextBudget()):
        done += len(read)
        failed += sum(each.failed for each in read)
        report(Analysed(done, len(stories)))
    if done:
        await follow_rules(workspace)
    return TextsRead(done, failed)
