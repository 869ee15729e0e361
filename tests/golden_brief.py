"""The brief of the demo's morning as a golden file: write it anew with `python -m tests.golden_brief`."""

import asyncio
from datetime import UTC
from pathlib import Path

from briefing import __version__
from briefing.model.brief import BriefOptions
from briefing.model.judgement import Part
from briefing.services import briefs, demo
from briefing.services.brief_composition import compose_brief
from briefing.services.judgements import AnalystParts
from briefing.services.workspace import Workspace
from briefing.settings.settings import Settings

GOLDEN = Path(__file__).parent / "data" / "demo_brief.md"
JUDGEMENTS = {
    Part.WHY: "Velmar ships most of Orsina's wheat.",
    Part.ASSESSMENT: "Full throughput is unlikely to return this week.",
    Part.CONFIDENCE: "Moderate. The date of the restart rests on one statement by the operator.",
    Part.CHANGE: "The authority opens berths 2 and 3.",
}


def demo_brief() -> str:
    """Return the brief of the demo with judgements on its first item, without the version of the program."""
    with demo.demo_workspace(Settings()) as workspace:
        return asyncio.run(_composed(workspace)).replace(f"briefing {__version__}", "briefing")


async def _composed(workspace: Workspace) -> str:
    await demo.fill(workspace)
    options = BriefOptions(automatic=True)
    first = (await compose_brief(workspace, UTC, options)).items[0].page.row.id
    analyst = AnalystParts(workspace)
    await analyst.store(await analyst.subject(first), JUDGEMENTS)
    await analyst.store(await analyst.subject("2026-11-22"), {Part.BOTTOM_LINE: "Velmar's grain terminal stays shut."})
    return briefs.render(await compose_brief(workspace, UTC, options), UTC).text


if __name__ == "__main__":
    GOLDEN.write_text(demo_brief(), encoding="utf-8")
