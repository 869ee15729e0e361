"""The sheet: a question or an explanation that rises from the footer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from briefing.tui.format.lines import BLANK, MUTED, RULE_FOCUS, STRONG_BOLD, TEXT, Line, clean, spaces
from briefing.tui.format.signs import HEAVY
from briefing.tui.format.wrap import cut
from briefing.tui.prompts import PLAIN, Histories, Prompt
from briefing.tui.widgets.prompt_field import PromptField
from briefing.tui.widgets.role_styles import PANEL, styles_of

YES = "y"
_MOST_CHOICES = 40


class SheetLines(Widget):
    """The words of a sheet under its heavy rule."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show lines."""
        self._lines = lines
        self.styles.height = len(lines) + 1
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the rule, then the words."""
        width = self.size.width
        if y == 0:
            return styles_of(self).strip(((HEAVY * width, RULE_FOCUS),), width, PANEL)
        line = self._lines[y - 1] if y <= len(self._lines) else BLANK
        return styles_of(self).strip(line, width, PANEL)


class Asked:
    """A question on the sheet, for those who find something out about the answer while it is typed."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def is_open(self) -> bool:
        """Whether the sheet still asks it."""
        return self._sheet.asked is self

    def note(self, lines: Sequence[Line]) -> None:
        """Show other lines above the field; nothing if the sheet has closed or asks something else by now."""
        if self.is_open:
            self._sheet.show_note(lines)


class Sheet(Widget, can_focus=True):
    """Hidden until it explains or asks something; it takes the keys, and gives them back when it closes.

    A question stays until it is answered or left: another one that comes late is not asked, and an explanation waits.
    """

    ALLOW_SELECT = False

    def __init__(self, histories: Histories, closing_keys: Iterable[str] = ()) -> None:
        """`closing_keys` close an explanation and do nothing else."""
        super().__init__()
        self._histories = histories
        self._closing_keys = frozenset(closing_keys)
        self._question: Line = BLANK
        self._answered: Callable[[str], None] | None = None
        self._changed: Callable[[str], None] | None = None
        self._left: Callable[[], None] | None = None
        self.asked: Asked | None = None
        """The question that is asked."""
        self._explanation: Sequence[Line] = ()
        """An explanation that waits until the question is answered."""
        self._returns_to: Widget | None = None
        self._lines = SheetLines()

    def compose(self) -> ComposeResult:
        """Return the lines; the input field is made when something is asked."""
        yield self._lines

    def on_mount(self) -> None:
        """Start hidden."""
        self.display = False

    def tell(self, lines: Sequence[Line]) -> None:
        """Explain something until a key is pressed. If a question is asked now, explain it after the answer."""
        if self.asked is not None:
            self._explanation = lines
            return
        self._rise(lines, None)
        self.focus()

    def ask(self, question: Line, answered: Callable[[str], None], *, value: str = "", prompt: Prompt = PLAIN) -> Asked:
        """Ask for a line of text; an empty one is no answer."""
        asked = Asked(self)
        if self.asked is None:
            self._rise([(*spaces(2), *question)], lambda words: answered(words.strip()) if words.strip() else None)
            self._show_field(asked, question, value, prompt)
        return asked

    def ask_live(
        self,
        question: Line,
        answered: Callable[[str], None],
        *,
        changed: Callable[[str], None],
        left: Callable[[], None],
        value: str = "",
        prompt: Prompt = PLAIN,
    ) -> Asked:
        """Ask for a line of text, perhaps an empty one; `changed` is called while it is typed, `left` on Escape."""
        asked = Asked(self)
        if self.asked is None:
            self._rise([(*spaces(2), *question)], answered)
            self._changed, self._left = changed, left
            self._show_field(asked, question, value, prompt)
        return asked

    def show_note(self, lines: Sequence[Line]) -> None:
        """Show other lines above the field."""
        self._lines.show([(*spaces(2), *line) for line in lines])

    def _show_field(self, asked: Asked, question: Line, value: str, prompt: Prompt) -> None:
        self.asked, self._question = asked, question
        field = PromptField(value, histories=self._histories, prompt=prompt)
        self.mount(field)
        field.focus()

    def on_prompt_field_offered(self, event: PromptField.Offered) -> None:
        """Show the completions; show the question again once there is only one."""
        event.stop()
        if self.asked is None:
            return
        choices = "   ".join(clean(choice, 200) for choice in event.choices[:_MOST_CHOICES])
        shown = [self._question, cut(((choices, TEXT),), max(8, self.size.width - 4))] if choices else [self._question]
        self.show_note(shown)

    def on_prompt_field_left(self, event: PromptField.Left) -> None:
        """Close without an answer."""
        event.stop()
        self._leave()

    def confirm(self, question: Line, confirmed: Callable[[str], None]) -> None:
        """Ask for y; any other key is no. Not while something else is asked: its letters are no answer to this."""
        if self.asked is not None:
            return
        keys: Line = ((YES, STRONG_BOLD), (" yes   any other key no", MUTED))
        self._rise([(*spaces(2), *question), (*spaces(2), *keys)], confirmed)
        self.focus()

    def leave_keys_to(self, widget: Widget) -> None:
        """Give the keys to a widget: at once, or when the sheet closes."""
        if self.is_open:
            self._returns_to = widget
        else:
            widget.focus()

    def close(self) -> None:
        """Hide the sheet and give the keys back."""
        if not self.display:
            return
        self.display = False
        self._answered = self._changed = self._left = self.asked = None
        if self._returns_to is not None and self._returns_to.is_attached:
            self.screen.set_focus(self._returns_to)  # at once: the key that closed it may go on to this widget
        if self._explanation:
            self.call_later(self._explain)

    def _explain(self) -> None:
        if self.asked is None and self._explanation:
            lines, self._explanation = self._explanation, ()
            self.tell(lines)

    @property
    def _explains(self) -> bool:
        """Whether it only explains something."""
        return self.is_open and self.asked is None and self._answered is None

    @property
    def is_open(self) -> bool:
        """Whether it is visible."""
        return bool(self.display)

    def _rise(self, lines: Sequence[Line], answered: Callable[[str], None] | None) -> None:
        focused = self.screen.focused
        if not self.is_open and (focused is None or self not in focused.ancestors):  # else it asks once more
            self._returns_to = focused
        self._answered, self._changed, self._left = answered, None, None
        self._lines.show(lines)
        self.query(Input).remove()
        self.display = True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass the answer on."""
        event.stop()
        if isinstance(event.input, PromptField):
            event.input.keep()
        answered = self._answered
        self.close()
        if answered is not None:
            answered(event.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        if self._changed is not None:
            self._changed(event.value)

    def on_key(self, event: events.Key) -> None:
        """Close on Escape, or on any key if there is no input field; y agrees.

        A key that closes an explanation goes on to the screen, unless it is there to close.
        """
        if event.key != "escape" and not self.has_focus:
            return
        if self._explains and not {event.key, event.character} & {"escape", *self._closing_keys}:
            self.close()
            return
        event.stop()
        event.prevent_default()
        answered = self._answered if event.key == YES and self.has_focus else None
        self._leave()
        if answered is not None:
            answered(YES)

    def _leave(self) -> None:
        left = self._left
        self.close()
        if left is not None:
            left()
