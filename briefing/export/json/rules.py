"""Rules, questions and desks as JSON."""

from briefing.export.json.document import Document, moment
from briefing.model.rule import DeskRow, MatchedThread, Rule, RuleRow, Trial


def rule_document(rule: Rule) -> Document:
    """Return a rule or question as the user saved it. The name of a question is its words."""
    return {
        "id": rule.reference,
        "name": rule.name,
        "query": rule.query,
        "action": rule.action.value,
        "desk": rule.desk or None,
        "on": rule.on,
    }


def rule_row_document(row: RuleRow) -> Document:
    """Return a rule or a question with its threads, and those of today."""
    return {
        **rule_document(row.rule),
        "threads": [_thread(thread) for thread in row.threads],
        "today": [thread.id for thread in row.today],
        "problem": row.problem or None,
    }


def trial_document(trial: Trial) -> Document:
    """Return what a query would match."""
    return {
        "matching_stories": trial.matching,
        "stories": trial.stories,
        "threads": trial.threads,
        "days": trial.days,
        "not_read": trial.not_read,
    }


def desk_document(desk: DeskRow) -> Document:
    """Return one desk."""
    return {
        "name": desk.name,
        "threads": desk.threads,
        "undecided": desk.undecided,
        "folder": desk.is_folder,
    }


def _thread(thread: MatchedThread) -> Document:
    return {
        "id": thread.id,
        "title": thread.title,
        "words": thread.words or None,
        "last_match": moment(thread.at),
        "by_hand": thread.by_hand,
    }
