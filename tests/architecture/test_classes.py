"""Classes stay small with what they inherit, and no two modules need each other, not even for their types."""

import ast
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
MOST_METHODS = 40
"""Of our own code in one class, inherited ones counted."""
MOST_IN_LINE = 3
"""Our own classes in a line of descent."""
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "briefing").rglob("*.py"))}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(tree: ast.Module) -> dict[str, str]:
    """Return the names that a module imports from ours, with where they come from."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("briefing")
        for alias in node.names
    }


def base_name(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def all_classes() -> dict[str, tuple[ast.ClassDef, tuple[str, ...]]]:
    """Return our classes by their full names, each with the full names of its bases."""
    found: dict[str, tuple[ast.ClassDef, tuple[str, ...]]] = {}
    for path, tree in TREES.items():
        imported, module = imported_names(tree), module_name(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                names = [base_name(base) for base in node.bases]
                found[f"{module}.{node.name}"] = (node, tuple(imported.get(name, f"{module}.{name}") for name in names))
    return found


CLASSES = all_classes()


def line_of(name: str) -> list[str]:
    """Return a class and all of our classes that it inherits from."""
    if name not in CLASSES:
        return []
    ancestors = [each for base in CLASSES[name][1] for each in line_of(base)]
    return list(dict.fromkeys([name, *ancestors]))


def depth_of(name: str) -> int:
    return 1 + max((depth_of(base) for base in CLASSES[name][1]), default=0) if name in CLASSES else 0


def methods_of(name: str) -> set[str]:
    return {
        node.name
        for each in line_of(name)
        for node in CLASSES[each][0].body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_class_is_small_with_what_it_inherits(name: str) -> None:
    assert len(methods_of(name)) <= MOST_METHODS
    assert depth_of(name) <= MOST_IN_LINE


def test_no_class_leaves_a_method_to_be_filled_in() -> None:
    naming = [
        module_name(path)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        and node.exc is not None
        and base_name(node.exc.func if isinstance(node.exc, ast.Call) else node.exc) == "NotImplementedError"
    ]
    assert naming == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("briefing", exclude_type_checking_imports=False, cache_dir=None)
    circles = []
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            back = graph.find_shortest_chain(imported, importer)
            if back:
                circles.append(" -> ".join((importer, *back)))
    assert circles == []
