"""The floors hold: in the imports as written, and in what is loaded when the program runs."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 400
"""Lines: a fragment is as bad as a giant, so files aim at 70 to 250."""
HEAVY = ("textual", "aiohttp", "feedparser", "lxml", "numpy", "Stemmer", "sqlite3")


def test_imports_only_go_down() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


FIRST_SCREEN = (
    "import briefing.cli.main, briefing.cli.commands.reader, briefing.tui.app, briefing.services.screen_services"
)


def modules_of(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter has after `statement`."""
    program = f"import sys; {statement}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def loaded_by(statement: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has after `statement`."""
    return {name.split(".")[0] for name in modules_of(statement)}


def test_the_command_line_starts_without_anything_heavy() -> None:
    assert not loaded_by("import briefing.cli.main") & set(HEAVY)


def test_the_screens_start_without_what_only_a_refresh_needs() -> None:
    loaded = loaded_by("import briefing.tui.app, briefing.services.screen_services")
    assert not loaded & {"aiohttp", "feedparser", "lxml", "numpy", "Stemmer"}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "briefing").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    assert text.startswith(('"""', 'r"""'))


def test_the_first_screen_loads_the_models_of_the_list_alone() -> None:
    models = {name for name in modules_of(FIRST_SCREEN) if name.startswith("briefing.model.")}
    shown = {"inbox", "reason", "verdict"}
    assert models == {f"briefing.model.{name}" for name in {*shown, "errors"}}


def test_the_first_screen_loads_nothing_that_only_a_page_or_another_screen_draws() -> None:
    loaded = modules_of(FIRST_SCREEN)
    assert not loaded & {
        f"briefing.tui.{name}" for name in ("thread_panes", "targets", "format.quote_items", "format.source_items")
    }
    assert {name for name in loaded if name.startswith("briefing.services.")} == {
        "briefing.services.inbox",
        "briefing.services.screen_services",
        "briefing.services.shutdown",
        "briefing.services.workspace",
    }


def test_a_list_of_threads_loads_nothing_that_only_a_page_needs() -> None:
    loaded = modules_of("import briefing.cli.commands.threads")
    assert not {name for name in loaded if name.startswith(("briefing.analysis", "briefing.query", "platformdirs"))}
    assert "briefing.model.views" not in loaded
    assert "briefing.store.filing" not in modules_of("import briefing.services.thread_pages, briefing.store.material")


def test_a_refresh_loads_what_only_new_stories_need_when_there_are_any() -> None:
    loaded = modules_of("import briefing.services.refresh")
    assert not loaded & {"Stemmer", "briefing.model.views", "briefing.model.brief", "briefing.services.full_text_auto"}
