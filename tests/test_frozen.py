"""Our data classes do what those of the standard library do."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field, replace
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A class with every kind of field."""

    text: str
    start: int = 3
    marks: list[str] = field(default_factory=list)
    note: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name(Word):
    """A class that adds a field to another."""

    kind: str = "person"


@dataclass(frozen=True, slots=True)
class _Nothing:
    """A class without fields."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Standard:
    text: str
    start: int = 3
    marks: list[str] = field(default_factory=list)
    note: str = field(default="", compare=False, repr=False)


def test_fields_are_given_by_position_or_name_or_have_defaults() -> None:
    assert Word("a", marks=["b"]) == Word("a", 3, ["b"])
    assert Word("a").marks is not Word("a").marks
    assert dataclasses.astuple(Name("a", 1, kind="place")) == ("a", 1, [], "", "place")
    assert [each.name for each in dataclasses.fields(Name)] == ["text", "start", "marks", "note", "kind"]


@pytest.mark.parametrize("wrong", [lambda: Word(), lambda: Word("a", 1, [], "", "b"), lambda: Word(text="a", end=2)])  # type: ignore[call-arg]
def test_wrong_arguments_are_refused(wrong: Callable[[], Any]) -> None:
    with pytest.raises(TypeError, match="__init__"):
        wrong()


def test_a_field_can_be_neither_set_nor_deleted() -> None:
    word = Word("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'text'"):
        word.text = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del word.text
    with pytest.raises(dataclasses.FrozenInstanceError):
        word.more = 1  # type: ignore[attr-defined]


def test_equal_and_hashed_by_the_fields_that_are_compared() -> None:
    assert Word("a", note="x") == Word("a", note="y") != Word("b")
    assert Word("a") != Name("a")
    assert hash(Name("a", 1, (), "x")) == hash(("a", 1, (), "person"))  # type: ignore[arg-type]
    assert _Nothing() == _Nothing()
    assert hash(_Nothing()) == hash(())


def test_shown_as_the_standard_library_shows_it() -> None:
    assert repr(Word("a", 4, ["b"], "c")) == repr(_Standard("a", 4, ["b"], "c")).replace("_Standard", "Word")


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])
def test_copied_and_pickled(copied: Callable[[Any], Any]) -> None:
    assert copied(Name("a", 1, ["b"], "c")) == Name("a", 1, ["b"], "c")
    assert replace(Word("a", note="x"), start=5).note == "x"


def test_ordered_by_the_fields_that_are_compared() -> None:
    @dataclass(frozen=True, slots=True, order=True)
    class Place:
        line: int
        note: str = field(default="", compare=False)

    assert sorted([Place(2, "a"), Place(1, "b")]) == [Place(1), Place(2)]
    assert Place(1, "b") <= Place(1, "a")
    assert Place(2) > Place(1)
    with pytest.raises(TypeError, match="not supported"):
        assert Place(1) < Word("a")  # type: ignore[operator]


def test_a_method_of_the_class_itself_stays() -> None:
    @dataclass(frozen=True, slots=True)
    class Shout:
        text: str

        def __repr__(self) -> str:
            return self.text.upper()

    assert repr(Shout("a")) == "A"


def test_matched_by_position() -> None:
    match Word("a", 5):
        case Word(text, start):
            assert (text, start) == ("a", 5)


def test_only_one_method_is_compiled_from_text(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    monkeypatch.setattr(dataclasses, "exec", lambda *text: compiled.append(text), raising=False)

    @dataclass(frozen=True, slots=True)
    class _Quick:
        text: str = ""
        start: int = 0

    assert _Quick("a", 1).start == 1
    assert not compiled


def test_every_module_defines_its_data_classes_this_way() -> None:
    package = Path(briefing.__file__).parent
    slow = [
        str(file.relative_to(package))
        for file in package.rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("from dataclasses import")
        and "dataclass" in line.split("import")[1].replace(",", " ").split()
    ]
    assert slow == [], "import `dataclass` from `briefing.frozen`"
