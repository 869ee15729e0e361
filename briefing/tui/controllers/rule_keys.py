"""The prompts that add, change, try and remove rules and questions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.errors import BriefingError
from briefing.model.rule import Rule, RuleAction
from briefing.text.wording import capitalised
from briefing.tui.format.lines import MUTED, STRONG, TEXT, Line
from briefing.tui.format.rule_lines import ACTION_KEYS, action_question, name_of
from briefing.tui.prompts import Prompt

if TYPE_CHECKING:
    from textual.timer import Timer

    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.widgets.sheet import Asked

PAUSE_SECONDS = 0.15
"""How long the keys must rest before a query that is being typed is tried."""
_QUERY: Line = (("the query", STRONG), ("   words -not OR outlet: actor: by: desk: …   Enter keeps it", MUTED))


class RuleKeys:
    """Answers the keys for rules. `current` returns the rule under the cursor, `changed` shows a stored change."""

    def __init__(
        self,
        owner: Owner,
        services: Services,
        *,
        current: Callable[[], Rule | None],
        changed: Callable[[Rule], Awaitable[None]],
    ) -> None:
        self._owner = owner
        self._services = services
        self._current = current
        self._changed = changed
        self._timer: Timer | None = None
        self._asked: Asked | None = None
        """The prompt for a query."""

    # What the keys do.

    def action_rule_add(self) -> None:
        """Ask for the query of a new rule, then for what it does and its name."""
        self._ask_query("", self.offer)

    def action_question_add(self) -> None:
        """Ask for the words of a new question, then for its query."""
        question: Line = (("the question", STRONG), ("   what you must be able to answer", MUTED))
        self._owner.sheet.ask(question, self._ask_query_of_question)

    def action_rule_edit(self) -> None:
        """Ask for another query."""
        rule = self._chosen()
        if rule is not None:
            keep = replace(rule, name="") if rule.name == rule.query else rule
            self._ask_query(rule.query, lambda query: self._store(replace(keep, query=query)))

    def action_rule_rename(self) -> None:
        """Ask for another name."""
        rule = self._chosen()
        if rule is not None:
            question: Line = (("its words" if rule.is_question else "its name", STRONG),)
            self._owner.sheet.ask(question, lambda name: self._store(replace(rule, name=name)), value=rule.name)

    def action_rule_action(self) -> None:
        """Ask what the rule does from now on."""
        rule = self._chosen()
        if rule is None:
            return
        if rule.is_question:
            self._owner.say("A question ties threads; add a rule for anything else.")
        else:
            self._ask_action(rule)

    def action_rule_turn(self) -> None:
        """Turn the rule off, or on again."""
        rule = self._chosen()
        if rule is not None:
            self._store(replace(rule, on=not rule.on))

    def action_rule_remove(self) -> None:
        """Remove the rule; undo brings it back."""
        rule = self._chosen()
        if rule is not None:
            self._owner.start(partial(self._remove, rule), group="rules")

    # What is asked.

    def offer(self, query: str) -> None:
        """Ask what a new rule with this query does, then for its name."""
        self._ask_action(Rule(RuleAction.WATCH, "", query))

    def _chosen(self) -> Rule | None:
        rule = self._current()
        if rule is None:
            self._owner.say("No rule is under the cursor.")
        return rule

    def _ask_query_of_question(self, words: str) -> None:
        rule = Rule(RuleAction.QUESTION, words)
        self._ask_query("", lambda query: self._store(replace(rule, query=query)), note="empty: tied by hand")

    def _ask_query(self, value: str, answered: Callable[[str], None], *, note: str = "") -> None:
        """Ask for a query; while it is typed, say what it would match."""
        question: Line = (*_QUERY, (f"   {note}", MUTED)) if note else _QUERY
        prompt = Prompt("query", self._services.completion.query)
        follow = partial(self._try_soon, question)
        self._asked = self._owner.sheet.ask_live(
            question, answered, changed=follow, left=self._stop_trying, value=value, prompt=prompt
        )
        if value:
            follow(value)

    def _try_soon(self, question: Line, words: str) -> None:
        self._stop_trying()
        self._timer = self._owner.after(PAUSE_SECONDS, partial(self._start_trial, question, words))

    def _stop_trying(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    def _start_trial(self, question: Line, words: str) -> None:
        self._owner.start(partial(self._show_trial, question, words), group="trial", exclusive=True)

    async def _show_trial(self, question: Line, words: str) -> None:
        """Say in the sheet what the query would match, or what is wrong with it."""
        line, asked = question, self._asked
        if words.strip():
            try:
                line = (((await self._services.rules.try_query(words)).sentence, TEXT),)
            except BriefingError as error:
                line = ((capitalised(error), TEXT),)
        if asked is not None:
            asked.note((line,))

    def _ask_action(self, rule: Rule) -> None:
        self._stop_trying()
        self._owner.ask_letter(
            action_question("what should it do?" if not rule.id else name_of(rule)), partial(self._act, rule)
        )

    def _act(self, rule: Rule, letter: str) -> None:
        action = ACTION_KEYS.get(letter)
        if action is None:
            self._owner.say(f"{letter} is not one of {', '.join(ACTION_KEYS)}.")
        elif action is RuleAction.TAG:
            question: Line = (("the desk", STRONG), ("   an existing one, or a new name", MUTED))
            self._owner.sheet.ask(question, partial(self._name, replace(rule, action=action)), value=rule.desk)
        else:
            self._name(replace(rule, action=action, desk=""))

    def _name(self, rule: Rule, desk: str = "") -> None:
        """Ask for the name of a new rule; a stored one keeps its name."""
        rule = replace(rule, desk=desk or rule.desk)
        if rule.id:
            self._store(rule)
            return
        question: Line = (("its name", STRONG), (f"   {rule.action} {rule.desk}".rstrip(), MUTED))
        self._owner.sheet.ask(question, lambda name: self._store(replace(rule, name=name)), value=rule.query)

    # What is stored.

    def _store(self, rule: Rule) -> None:
        self._stop_trying()
        self._owner.start(partial(self._save, rule), group="rules")

    async def _save(self, rule: Rule) -> None:
        change = await self._owner.host.report_failure(self._services.rules.save(rule))
        if change is not None:
            await self._changed(change.rule)
            self._owner.say(change.sentence, name_of(change.rule), done=True, undo=True)

    async def _remove(self, rule: Rule) -> None:
        change = await self._owner.host.report_failure(self._services.rules.remove(rule))
        if change is not None:
            await self._changed(rule)
            self._owner.say(change.sentence, name_of(rule), done=True, undo=True)
