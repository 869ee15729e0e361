"""The pages tell the truth: the files, modules, names and commands in them exist, and their links lead somewhere."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

from briefing.model.evidence import AliasRule, CoreferenceRule, RoleRule, SpeakerRule, TypeRule
from briefing.model.reason import MembershipRule, RankRule
from briefing.settings.themes import COLOURS, REQUIRED, VARIABLES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "briefing"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(PACKAGE.rglob("README.md")), ROOT / "themes/README.md"]
ROOMS = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
FOLDERS = (ROOT, PACKAGE, PACKAGE / "data", PACKAGE / "data/lexicons")
"""Where a path on a page may begin, besides the folder of the page."""
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*(?:/|\.py|\.md|\.toml|\.txt|\.opml|\.svg|\.jsonl?|\.gz)|[\w.-]+(?:/[\w.-]+)+")
_DOTTED = re.compile(r"([a-z]\w*)((?:\.[A-Za-z_]\w*)+)(?:\(\))?")
_TEST_PATH = re.compile(r"(?<![\w/.])tests/[\w/]+(?:\.\w+)?")
_MODULE = re.compile(r"-m (tests\.[\w.]+)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def words_in_code(page: Path) -> list[str]:
    """Return what stands between backticks, outside blocks."""
    return _CODE.findall(_FENCE.sub("", text_of(page)))


def is_there(path: str, page: Path) -> bool:
    return any((folder / path).exists() for folder in (page.parent, *FOLDERS))


@cache
def names_in(path: Path) -> frozenset[str]:
    """Return the names that a module defines: "name", and "Class.name" for what is in a class."""
    return frozenset(_names(ast.parse(path.read_text(encoding="utf-8")).body))


def _names(body: list[ast.stmt], owner: str = "") -> Iterator[str]:
    for node in body:
        match node:
            case ast.ClassDef():
                yield owner + node.name
                yield from _names(node.body, f"{owner}{node.name}.")
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield owner + node.name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield owner + name
            case _:
                pass


def names_something(dotted: str) -> bool:
    """Return whether `dotted` is a package, a module, or a name in a module, without the leading "briefing."."""
    place, parts = PACKAGE, dotted.split(".")
    while parts and (place / parts[0]).is_dir():
        place /= parts.pop(0)
    if not parts:
        return True
    module = place / f"{parts[0]}.py"
    return module.exists() and (len(parts) == 1 or ".".join(parts[1:]) in names_in(module))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_in_a_page_exists(page: Path) -> None:
    named = [word for word in words_in_code(page) if _PATH.fullmatch(word) and "/" in word]
    ours = [path for path in named if not path.startswith(("../shared", ".venv/")) and "NAME" not in path]
    ours = [path for path in ours if not re.fullmatch(r"\d+/\d+", path)]  # "5/7" is on the screen
    assert [path for path in ours if not is_there(path, page)] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_name_in_a_page_exists(page: Path) -> None:
    dotted = [match for match in map(_DOTTED.fullmatch, words_in_code(page)) if match and match[1] in ROOMS]
    assert [match[0] for match in dotted if not names_something(match[1] + match[2])] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_test_in_a_page_exists(page: Path) -> None:
    text = text_of(page)
    assert [path for path in _TEST_PATH.findall(text) if not (ROOT / path).exists()] == []
    modules = [name.rstrip(".").replace(".", "/") for name in _MODULE.findall(text)]
    runnable = [(ROOT / f"{name}.py", ROOT / name / "__main__.py") for name in modules]
    assert [paths for paths in runnable if not any(path.exists() for path in paths)] == []
    functions = {word for word in words_in_code(page) if re.fullmatch(r"test_\w+", word)}
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in sorted(functions) if f"def {name}(" not in sources] == []


def anchors_of(page: Path) -> set[str]:
    """Return the anchors that code hosts give the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_in_a_page_leads_somewhere(page: Path) -> None:
    broken = []
    for link in _LINK.findall(_FENCE.sub("", text_of(page))):
        target, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = page.parent / target if target else page
        if not file.exists() or (anchor and anchor not in anchors_of(file)):
            broken.append(link)
    assert broken == []


def test_the_page_on_themes_lists_every_colour() -> None:
    named = set(words_in_code(ROOT / "themes/README.md"))
    assert {*COLOURS, *REQUIRED, *VARIABLES} <= named


def test_every_architecture_test_is_in_the_table_of_rules() -> None:
    rows = re.findall(r"^\| `(tests/architecture/test_\w+\.py)` \|", text_of(ROOT / "CONTRIBUTING.md"), re.MULTILINE)
    assert sorted(rows) == sorted(name_of(path) for path in Path(__file__).parent.glob("test_*.py"))


@pytest.mark.parametrize(
    "rules", [SpeakerRule, CoreferenceRule, RoleRule, TypeRule, AliasRule, MembershipRule, RankRule]
)
def test_the_page_on_the_analysis_lists_every_rule(rules: type[StrEnum]) -> None:
    section = text_of(PACKAGE / "analysis/README.md").split(f"`{rules.__name__}`\n", 1)[1].split("\n#", 1)[0]
    listed = re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE)[1:]
    assert [row for row in listed if set(row) != {"-"}] == [rule.value for rule in rules]
