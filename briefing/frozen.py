"""Data classes that are frozen and quick to define: the first page needs two hundred of them.

Use `dataclass` as that of the standard library. A class that is frozen and has slots does the same, but only its
`__init__` is compiled from text, where the standard library compiles six methods: a fifth of the time.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, NoReturn

_ABSENT = object()
"""The default of a parameter whose value a factory makes."""

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen=False, slots=False, eq=True, order=False):
        """Return the decorator of a data class, as `dataclasses.dataclass` does."""
        if frozen and slots and eq:
            return _ordered if order else _defined
        return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, order=order)


def _defined(plain: type) -> type:
    """Return a class with the methods of a frozen data class; those that it defines itself stay."""
    own = frozenset(vars(plain))
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    fields = dataclasses.fields(made)
    compared = _values_of([field.name for field in fields if field.compare])
    shown = [field.name for field in fields if field.repr]
    methods = {
        "__init__": _init(made, fields),
        "__repr__": _repr(shown),
        "__eq__": _eq(compared),
        "__hash__": lambda self: hash(compared(self)),
        "__setattr__": _refuse_to_assign,
        "__delattr__": _refuse_to_delete,
        "__reduce__": _reduce(_values_of([field.name for field in fields])),
    }
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _ordered(plain: type) -> type:
    """Return a class with the methods of a frozen data class whose instances are ordered by their fields."""
    made = _defined(plain)
    compared = _values_of([field.name for field in dataclasses.fields(made) if field.compare])
    for name, compare in (("__lt__", lt), ("__le__", le), ("__gt__", gt), ("__ge__", ge)):
        setattr(made, name, _order(compared, compare))
    return made


def _init(made: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """Return an `__init__` that fills the slots in the order of the fields."""
    names: dict[str, Any] = {"_absent": _ABSENT}
    parameters, lines = ["self"], []
    for field in fields:
        name, value = field.name, field.name
        names[f"_set_{name}"] = getattr(made, name).__set__
        if field.default is not dataclasses.MISSING:
            names[f"_default_{name}"] = field.default
            parameters.append(f"{name}=_default_{name}")
        elif field.default_factory is not dataclasses.MISSING:
            names[f"_make_{name}"] = field.default_factory
            parameters.append(f"{name}=_absent")
            value = f"_make_{name}() if {name} is _absent else {name}"
        else:
            parameters.append(name)
        lines.append(f" _set_{name}(self, {value})")
    exec(f"def __init__({', '.join(parameters)}):\n" + ("\n".join(lines) or " pass"), names)  # noqa: S102
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that returns the values of these fields."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _repr(names: list[str]) -> Callable[[Any], str]:
    def represent(self: Any) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({values})"

    return represent


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, Any], bool]:
    def equal(self: Any, other: Any) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return equal


def _order(values: Callable[[Any], tuple[Any, ...]], compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def ordered(self: Any, other: Any) -> bool:
        return compare(values(self), values(other)) if type(other) is type(self) else NotImplemented

    return ordered


def _refuse_to_assign(self: Any, name: str, value: Any) -> NoReturn:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> NoReturn:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _reduce(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """Return how an instance is pickled and copied: as a call of its class, which takes half the time of a state."""

    def reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
        return type(self), values(self)

    return reduce
