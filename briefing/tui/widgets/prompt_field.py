"""The field of every prompt: readline's keys, a history, completion with Tab, and pastes of several lines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from briefing.text.display import clean_block
from briefing.tui.prompts import PLAIN, Histories, Prompt

if TYPE_CHECKING:
    from textual.worker import WorkType


class PromptField(Input):
    """One line of text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+b", "cursor_left", show=False),
        Binding("ctrl+f", "cursor_right", show=False),
        Binding("alt+b", "cursor_left_word", show=False),
        Binding("alt+f", "cursor_right_word", show=False),
        Binding("alt+d", "delete_right_word", show=False),
        Binding("alt+backspace", "delete_left_word", show=False),
        Binding("tab,shift+tab", "complete", show=False),
        Binding("up", "earlier", show=False),
        Binding("ctrl+c,ctrl+g", "leave", show=False),
    ]

    class Offered(Message):
        """Tab found several completions, or none."""

        def __init__(self, choices: tuple[str, ...]) -> None:
            super().__init__()
            self.choices = choices

    class Left(Message):
        """The user left the field without an answer."""

    def __init__(
        self,
        value: str = "",
        *,
        histories: Histories,
        prompt: Prompt = PLAIN,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False, id=id)
        self._histories = histories
        self._prompt = prompt
        self._back = 0
        """How many answers back in the history the shown words are; 0 for those that are being typed."""
        self._draft = ""

    def keep(self) -> None:
        """Put the present words into the history."""
        self._histories.add(self._prompt.kind, self.value)
        self._back = 0

    def on_paste(self, event: events.Paste) -> None:
        """Insert all lines of what is pasted, with blanks between them."""
        event.stop()
        event.prevent_default()
        words = " ".join(clean_block(event.text).split())
        if self.selection.is_empty:
            self.insert_text_at_cursor(words)
        else:
            self.replace(words, *self.selection)

    def action_complete(self) -> None:
        """Complete the words before the cursor as far as they are unambiguous; the field keeps the focus."""
        complete = self._prompt.complete
        if complete is not None:
            work = partial(self._complete, self.value[: self.cursor_position], self.value[self.cursor_position :])
            self.run_worker(cast("WorkType[None]", work), group="complete", exclusive=True)

    async def _complete(self, words: str, rest: str) -> None:
        assert self._prompt.complete is not None
        found = await self._prompt.complete(words)
        if self.value == words + rest:  # else the user has typed on
            longer = found.applied(words)
            self.value = longer + rest
            self.cursor_position = len(longer)
            self.post_message(self.Offered(found.choices if len(found.choices) != 1 else ()))

    def action_earlier(self) -> None:
        """Show the answer before."""
        self._show(self._back + 1)

    def action_later(self) -> None:
        """Show the answer after, at last the words that were being typed."""
        self._show(self._back - 1)

    def _show(self, back: int) -> None:
        answers = self._histories.of(self._prompt.kind)
        if not 0 <= back <= len(answers):
            return
        if self._back == 0:
            self._draft = self.value
        self._back = back
        self.value = answers[-back] if back else self._draft
        self.cursor_position = len(self.value)

    def on_key(self, event: events.Key) -> None:
        """Go on in the history with Down, if an earlier answer is shown; else the screen may use the key."""
        if event.key == "down" and self._back:
            event.stop()
            event.prevent_default()
            self.action_later()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.post_message(self.Left())
