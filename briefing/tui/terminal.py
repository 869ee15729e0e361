"""The terminal below the app: what is written to it stays in its cells."""

from textual.driver import Driver

from briefing.tui.format.cells import settled


def settling(driver: type[Driver]) -> type[Driver]:
    """Return a driver that writes what `driver` writes, with doubtful characters kept in their cells."""

    class SettlingDriver(driver):  # type: ignore[misc, valid-type]
        """Writes characters of doubtful width so that they move nothing."""

        def write(self, data: str) -> None:
            """Write to the terminal."""
            super().write(settled(data))

    return SettlingDriver
