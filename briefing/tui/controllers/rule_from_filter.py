"""Saving the query of the present filter as a rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.rule import Rule
    from briefing.tui.host import Owner
    from briefing.tui.services import Services


class RuleFromFilter:
    """Asks what a rule with the present filter does; `query` returns its text, `changed` shows the result."""

    def __init__(
        self, owner: Owner, services: Services, query: Callable[[], str], changed: Callable[[], object]
    ) -> None:
        self._owner = owner
        self._services = services
        self._query = query
        self._changed = changed

    def action_rule_save(self) -> None:
        """Ask what the rule does; without a filter, ask for its query first."""
        from briefing.tui.controllers.rule_keys import RuleKeys  # not needed at the start

        keys = RuleKeys(self._owner, self._services, current=lambda: None, changed=self._show)
        if query := self._query():
            keys.offer(query)
        else:
            keys.action_rule_add()

    async def _show(self, _rule: Rule) -> None:
        self._changed()
