"""The sheet: a question or an explanation that rises from the footer."""

from collections.abc import Callable, Sequence

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


class Sheet(Widget, can_focus=True):
    """Hidden until it explains or asks something; it takes the keys, and gives them back when it closes."""

    ALLOW_SELECT = False

    def __init__(self, histories: Histories) -> None:
        super().__init__()
        self._histories = histories
        self._question: Line = BLANK
        self._answered: Callable[[str], None] | None = None
        self._changed: Callable[[str], None] | None = None
        self._left: Callable[[], None] | None = None
        self._returns_to: Widget | None = None
        self._lines = SheetLines()

    def compose(self) -> ComposeResult:
        """Return the lines; the input field is made when something is asked."""
        yield self._lines

    def on_mount(self) -> None:
        """Start hidden."""
        self.display = False

    def tell(self, lines: Sequence[Line]) -> None:
        """Explain something; any key closes it."""
        self._rise(lines, None)
        self.focus()

    def ask(self, question: Line, answered: Callable[[str], None], *, value: str = "", prompt: Prompt = PLAIN) -> None:
        """Ask for a line of text; an empty one is no answer."""
        self._rise([(*spaces(2), *question)], lambda words: answered(words.strip()) if words.strip() else None)
        self._show_field(question, value, prompt)

    def ask_live(
        self,
        question: Line,
        answered: Callable[[str], None],
        *,
        changed: Callable[[str], None],
        left: Callable[[], None],
        value: str = "",
        prompt: Prompt = PLAIN,
    ) -> None:
        """Ask for a line of text, perhaps an empty one; `changed` is called while it is typed, `left` on Escape."""
        self._rise([(*spaces(2), *question)], answered)
        self._changed, self._left = changed, left
        self._show_field(question, value, prompt)

    def note(self, lines: Sequence[Line]) -> None:
        """Show other lines above the field."""
        self._lines.show([(*spaces(2), *line) for line in lines])

    def _show_field(self, question: Line, value: str, prompt: Prompt) -> None:
        self._question = question
        field = PromptField(value, histories=self._histories, prompt=prompt)
        self.mount(field)
        field.focus()

    def on_prompt_field_offered(self, event: PromptField.Offered) -> None:
        """Show the completions; show the question again once there is only one."""
        event.stop()
        choices = "   ".join(clean(choice, 200) for choice in event.choices[:_MOST_CHOICES])
        shown = [self._question, cut(((choices, TEXT),), max(8, self.size.width - 4))] if choices else [self._question]
        self.note(shown)

    def on_prompt_field_left(self, event: PromptField.Left) -> None:
        """Close without an answer."""
        event.stop()
        self._leave()

    def confirm(self, question: Line, confirmed: Callable[[str], None]) -> None:
        """Ask for y; any other key is no."""
        keys: Line = ((YES, STRONG_BOLD), (" yes   any other key no", MUTED))
        self._rise([(*spaces(2), *question), (*spaces(2), *keys)], confirmed)
        self.focus()

    def close(self) -> None:
        """Hide the sheet and give the keys back."""
        if not self.display:
            return
        self.display = False
        self._answered = self._changed = self._left = None
        if self._returns_to is not None and self._returns_to.is_attached:
            self._returns_to.focus()

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
        """Close on Escape, or on any key if there is no input field; y agrees."""
        if event.key != "escape" and not self.has_focus:
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
