"""House rules that one can rely on: short functions, no widget that reads markup, colours in themes only."""

import ast
import re
from pathlib import Path

import pytest

from briefing.tui.bindings import BINDINGS
from briefing.tui.screens.base_screen import action_name

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "briefing").rglob("*.py"))
LONGEST_FUNCTION = 40
READS_MARKUP = {"Static", "Label", "OptionList", "DataTable", "Tree", "ListItem", "ListView", "Button", "Markdown"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    long = [
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", sorted((ROOT / "briefing/tui").rglob("*.py")), ids=name_of)
def test_no_text_reaches_a_widget_that_reads_markup(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    taken = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual")
        for alias in node.names
    }
    called = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not taken & READS_MARKUP
    assert not called & {"notify", "from_markup"}


@pytest.mark.parametrize("path", [*SOURCES, *sorted((ROOT / "briefing").rglob("*.tcss"))], ids=name_of)
def test_colours_stand_in_themes_only(path: Path) -> None:
    assert not re.search(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8"))


def test_one_module_loads_the_package_data() -> None:
    naming = [
        name_of(path)
        for path in SOURCES
        if re.search(r"\b(?:importlib(?:\.| import )resources|pkgutil)\b", path.read_text())
    ]
    assert naming == ["briefing/data/loader.py"]


def test_one_module_decides_how_wide_a_character_is() -> None:
    naming = [name_of(path) for path in SOURCES if "rich.cells" in path.read_text(encoding="utf-8")]
    assert naming == ["briefing/tui/format/cells.py"]


def test_every_key_has_a_method_that_answers_it() -> None:
    methods = set(re.findall(r"def (action_\w+)", "".join(path.read_text(encoding="utf-8") for path in SOURCES)))
    assert [binding.id for binding in BINDINGS if action_name(binding.id) not in methods] == []
