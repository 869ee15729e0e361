"""The driver of the terminal: characters of doubtful width stay in their cells."""

from textual.driver import Driver

from briefing.tui.format.cells import settled


def settling(driver: type[Driver]) -> type[Driver]:
    """Return a driver that writes what `driver` writes, with doubtful characters kept in their cells."""

    class SettlingDriver(driver):  # type: ignore[misc, valid-type]
        """Writes characters of doubtful width so that nothing else moves."""

        def write(self, data: str) -> None:
            """Write to the terminal."""
            super().write(settled(data))

    return SettlingDriver
