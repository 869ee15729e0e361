"""What was pruned, as JSON."""

from briefing.export.json.document import Document, document, moment
from briefing.model.pruning import KEPT_BECAUSE, Pruned


def prune_document(pruned: Pruned, *, dry_run: bool) -> Document:
    """Return what was pruned, or, in a dry run, what would be."""
    return document(
        dry_run=dry_run,
        before=moment(pruned.before),
        threads=pruned.threads,
        stories=pruned.stories,
        kept=[
            {"reason": reason.value, "threads": threads, "words": f"threads {KEPT_BECAUSE[reason]}"}
            for reason, threads in pruned.kept
        ],
        bytes_before=pruned.bytes_before,
        bytes_after=pruned.bytes_after,
        shrunk=pruned.shrunk,
        backup=None if pruned.backup is None else str(pruned.backup),
    )
