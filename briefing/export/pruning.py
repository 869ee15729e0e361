"""What was pruned, and what was kept and why, in sentences."""

from collections.abc import Iterator

from briefing.model.pruning import KEPT_BECAUSE, Pruned
from briefing.text.wording import noun_for


def prune_lines(pruned: Pruned, *, dry_run: bool) -> Iterator[str]:
    """Yield what was pruned, or, in a dry run, what would be; then what stays, the size, and how to undo it."""
    day = f"{pruned.before.day} {pruned.before:%B %Y}"
    gone = f"{_number(pruned.threads, 'thread')} with {_number(pruned.stories, 'story', 'stories')}"
    if not pruned.threads and not pruned.stories:
        yield f"Nothing to prune: no thread from before {day} can go."
    elif dry_run:
        yield f"Would prune {gone} from before {day}."
    else:
        yield f"Pruned {gone} from before {day}."
    for reason, threads in pruned.kept:
        yield f"  keeps {_number(threads, 'older thread')} {KEPT_BECAUSE[reason]}"
    if dry_run or (not pruned.stories and pruned.bytes_after == pruned.bytes_before):
        return
    if pruned.shrunk:
        yield f"The store has {_megabytes(pruned.bytes_after)} now; it had {_megabytes(pruned.bytes_before)}."
    else:
        yield "The file keeps its size for now (another briefing has it open, or the disk is full);"
        yield "new stories use the free part of it, and the next prune tries again."
    if pruned.backup is not None:
        yield f"{pruned.backup} is the store from before. To undo, close briefing and put it in place of the store."


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {noun_for(count, one, many)}"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
