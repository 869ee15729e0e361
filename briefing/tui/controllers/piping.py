"""Pipes the present thread or story to a command of the user, and shows what the command prints."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from briefing.tui.format.lines import MUTED, STRONG_BOLD, Line
from briefing.tui.prompts import Prompt

if TYPE_CHECKING:
    from briefing.model.pipe import PipeForm, PipeResult
    from briefing.tui.host import Owner
    from briefing.tui.services import Services

_LETTERS = (("t", "text"), ("m", "Markdown"), ("j", "JSON"))
Render: TypeAlias = "Callable[[PipeForm], Awaitable[str | None]]"
"""Returns what is piped in a form, None if there is nothing to pipe."""


class Piping:
    """Asks for a form and a command, and runs it."""

    def __init__(self, owner: Owner, services: Services, what: str, render: Render) -> None:
        self._owner = owner
        self._services = services
        self._what = what
        self._render = render

    def action_pipe(self) -> None:
        """Ask in which form the thread or story is piped, then to which command."""
        words: Line = ((f"pipe the {self._what} as   ", MUTED),)
        for letter, form in _LETTERS:
            words = (*words, (letter, STRONG_BOLD), (f" {form}   ", MUTED))
        self._owner.ask_letter(words, self._ask_command)

    def _ask_command(self, letter: str) -> None:
        from briefing.model.pipe import PipeForm

        if letter not in dict(_LETTERS):
            self._owner.say("Only t, m and j name a form.")
            return
        form = PipeForm(dict(_LETTERS)[letter])
        hint = "   a command of the shell, such as wc -w, or tee file.md"
        question: Line = ((f"Pipe the {self._what} as {form.value} to", STRONG_BOLD), (hint, MUTED))
        prompt = Prompt("pipe", self._services.completion.command)
        self._owner.sheet.ask(question, partial(self._start, form), prompt=prompt)

    def _start(self, form: PipeForm, command: str) -> None:
        self._owner.start(partial(self._run, form, command), group="pipe", exclusive=True)

    async def _run(self, form: PipeForm, command: str) -> None:
        words = await self._render(form)
        if words is None:
            self._owner.say(f"No {self._what} to pipe here.")
            return
        self._owner.say(f"running {command}")
        self._show(command, await self._services.pipes.run(command, words))

    def _show(self, command: str, result: PipeResult) -> None:
        """Show what was printed: on a page of its own, or in the footer if there is nothing."""
        if result.stopped:
            self._owner.say(f"{command} was stopped: it took longer than a minute.")
        elif result.output.strip() or result.error.strip():
            self._owner.host.show_output(command, result)
        elif result.code:
            self._owner.say(f"{command} failed with exit code {result.code} and printed nothing.")
        else:
            self._owner.say(f"{command} printed nothing", done=True)
