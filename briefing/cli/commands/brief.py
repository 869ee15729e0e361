"""The commands for the brief: brief, assess, verify, lint."""

import argparse
import asyncio
from dataclasses import replace
from pathlib import Path

from briefing.cli.output import print_json, print_lines, say, write
from briefing.cli.session import workspace_of
from briefing.export.json.brief import brief_document
from briefing.export.json.document import document
from briefing.export.markdown.lint import Finding
from briefing.model.brief import BriefOptions, RenderedBrief, WrittenAs
from briefing.model.brief_format import BriefFormat, CitationStyle
from briefing.model.errors import UsageError
from briefing.services import brief_check, briefs, drafts, editor
from briefing.services.brief_composition import compose_brief
from briefing.services.judgements import AnalystParts, read_parts
from briefing.services.rules import Rules
from briefing.services.workspace import Access, Workspace

_STDOUT = "-"
_NO_THREAD = "the store has no thread of that day, so no brief was written"
_NO_VERDICT = (
    "no thread was marked for this brief; `briefing brief --auto` takes those with the most independent outlets"
)
_NOT_RECORDED = "the store cannot be written now, so `briefing verify` will not know this brief"


def brief(options: argparse.Namespace) -> int:
    """Write the daily brief. If it would be empty, nothing is written and the exit code is 1."""
    zone = briefs.local_zone()
    file = _file(options.out)
    written_as = WrittenAs(BriefFormat(options.format), CitationStyle(options.citations), options.evidence)
    asked = BriefOptions(
        day=briefs.parse_day(options.date, zone) if options.date else None,
        since=briefs.parse_day(options.since, zone) if options.since else None,
        automatic=options.auto,
        most_items=options.items,
    )
    with workspace_of(options, access=Access.NOW) as workspace:
        if options.desk:
            asked = replace(asked, desk=asyncio.run(Rules(workspace).desk(options.desk)))
        composed = asyncio.run(compose_brief(workspace, zone, asked))
        rendered = briefs.render(composed, zone, written_as)
        findings: tuple[Finding, ...] = ()
        if options.lint and not composed.is_empty:
            findings = asyncio.run(briefs.Briefs(workspace).findings(rendered))
            print_findings(findings)
        path = None
        if not composed.is_empty:
            path = asyncio.run(_delivered(workspace, rendered, file, written_as, printed=options.out == _STDOUT))
        if workspace.read_only and not composed.is_empty and not options.quiet:
            say(_NOT_RECORDED)
    if options.json:
        print_json({**brief_document(composed, rendered.record), "path": str(path or "")})
    elif path:
        print_lines([str(path)])
    elif not composed.is_empty:
        write(rendered.text)
    if not composed.items and not options.quiet:
        say(_NO_THREAD if options.auto else _NO_VERDICT)
    return 1 if composed.is_empty or findings else 0


async def _delivered(
    workspace: Workspace,
    rendered: RenderedBrief,
    file: Path | None,
    written_as: WrittenAs,
    *,
    printed: bool,
) -> Path | None:
    """Write the brief to its file, or note that it was printed; return the file."""
    if printed:
        await briefs.remember(workspace, rendered.record, delivered=False)
        return None
    saved = await briefs.save(workspace, rendered, file, written_as)
    if saved.kept:
        say(f"the brief that was there had been edited; it is kept as {saved.kept}")
    return saved.path


def _file(out: str | None) -> Path | None:
    """Return the file that `--out` names, or None for the usual one; raise UsageError if it names none."""
    if out is None or out == _STDOUT:
        return None
    if not out or out.endswith("/"):
        raise UsageError(f"--out {out!r} names no file; give it a file, or - to print the brief.")
    return Path(out)


def print_findings(findings: tuple[Finding, ...]) -> None:
    """Write one message for each finding."""
    for finding in findings:
        say(str(finding))


def assess(options: argparse.Namespace) -> int:
    """Store the analyst's parts about a thread, a topic or a day, written in $EDITOR or read from a file."""
    with workspace_of(options, access=Access.WRITE) as workspace:
        analyst = AnalystParts(workspace)
        subject = asyncio.run(analyst.subject(options.subject))
        template = asyncio.run(analyst.template(subject))
        if options.template:
            if options.json:
                print_json(document(template=template))
            else:
                write(template)
            return 0
        if options.draft:
            written = asyncio.run(drafts.draft(workspace, subject))
        else:
            written = read_parts(options.file, subject) if options.file else editor.edit_parts(template, subject) or {}
        changed = asyncio.run(analyst.store(subject, written, machine=options.draft))
    if options.json:
        print_json(document(subject=subject.id, title=subject.title, changed=[part.value for part in changed]))
    elif not options.quiet:
        names = ", ".join(part.value for part in changed)
        same = "the words are the same; confirmed" if any(written.values()) else "nothing was written"
        say(f"{subject.title}: {f'stored {names}' if changed else same}")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Prove a brief; the exit code is 1 if a line of it cannot be proved."""
    with workspace_of(options, access=Access.READ) as workspace:
        verified = asyncio.run(brief_check.verify(workspace, options.file))
    if options.json:
        print_json(
            document(
                against=verified.against,
                lines=verified.lines,
                found=verified.found,
                exempt=verified.exempt,
                faults=list(verified.faults),
                notes=list(verified.notes),
            )
        )
    else:
        print_lines([*verified.faults, *verified.notes])
        if not options.quiet:
            say(
                f"{verified.lines} lines are as they were written, and {verified.found} sentences, quotes, roles and "
                f"titles are in their texts ({verified.against}); {verified.exempt} passages of the analyst were not "
                f"checked; {len(verified.faults)} faults"
            )
    return 1 if verified.faults else 0


def lint_file(options: argparse.Namespace) -> int:
    """Check the form of a brief; the exit code is 1 if something is wrong."""
    with workspace_of(options, access=Access.READ) as workspace:
        findings = asyncio.run(brief_check.lint_file(workspace, options.file))
    if options.json:
        print_json(document(findings=[{"line": each.line, "sentence": each.sentence} for each in findings]))
    else:
        print_lines(map(str, findings))
    return 1 if findings else 0
