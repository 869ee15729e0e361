"""Which threads were jumped between, as a browser keeps pages."""


class History:
    """The threads to go back and forward to; each is named by its id, the one that is left given as `here`."""

    def __init__(self) -> None:
        self._behind: list[str] = []
        self._ahead: list[str] = []

    def leave(self, here: str) -> None:
        """Note that another thread is jumped to; what was ahead is forgotten. From "" there is no way back."""
        self._behind.extend([here] if here else ())
        self._ahead.clear()

    def back(self, here: str) -> str | None:
        """Return the thread from which the last jump came, None where there was none."""
        return _moved(self._behind, self._ahead, here)

    def forward(self, here: str) -> str | None:
        """Return the thread from which it was gone back last, None where it was not."""
        return _moved(self._ahead, self._behind, here)


def _moved(there: list[str], here_after: list[str], here: str) -> str | None:
    if not there:
        return None
    here_after.append(here)
    return there.pop()
