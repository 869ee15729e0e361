"""The packages that the program imports are those that it declares."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]


def imported() -> set[str]:
    """Return the distribution of every third-party package that a module imports."""
    names: set[str] = set()
    for path in (ROOT / "briefing").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module or "")
    packages = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"briefing"}
    known = packages_distributions()
    return {known[package][0].casefold().replace("_", "-") for package in packages}


def test_every_imported_package_is_declared_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [words for name, extra in project["optional-dependencies"].items() if name != "dev" for words in extra]
    declared = {re.split(r"[<>=!~;\[ ]", words)[0].casefold() for words in [*project["dependencies"], *extras]}
    assert declared == imported()


def test_the_table_says_what_each_dependency_is_for_and_weighs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## What the program depends on\n")[1]
    table = re.findall(r"^\| `([\w-]+)` \| .{5,} \| [\d.]+ \|$", page.split("\n## ")[0], re.MULTILINE)
    extras = [words for name, extra in project["optional-dependencies"].items() if name != "dev" for words in extra]
    declared = [re.split(r"[<>=!~;\[ ]", words)[0].casefold() for words in [*project["dependencies"], *extras]]
    assert sorted(table) == sorted(declared)


def test_every_dependency_has_a_minimum_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [words for words in project["dependencies"] if ">=" not in words] == []
