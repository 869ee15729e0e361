"""The fields of a query, such as outlet:name: what each takes, and how its value is read."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.errors import QueryError
from briefing.model.query import HasVerdict, Independent, InLanguage, Leaf, Named, NameField, OfKind, Published
from briefing.model.verdict import Verdict
from briefing.query.days import span_of
from briefing.query.tokens import Token
from briefing.text.nearest import did_you_mean

_WORD = re.compile(r"[^\W_]+")
_COMPARED = re.compile(r"(>=|<=|>|<|=|≥|≤)?(\d{1,6})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}")
_KINDS: Mapping[str, bool] = {"thread": False, "single": True}
_VERDICTS: Mapping[str, Verdict] = {"undecided": Verdict.NEW, **{verdict.value: verdict for verdict in Verdict}}


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is read. `read` takes the field, its value, the time, and whether the value may be a beginning."""

    read: Callable[[Token, Token, datetime, bool], Leaf]
    needs: str
    """What it needs after the colon, after "outlet: at character 1"."""


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text, as the index counts them."""
    return tuple(_WORD.findall(text))


def unknown_field(field: Token) -> QueryError:
    """Return the error for a field that does not exist."""
    near = did_you_mean(field.text.lower(), FIELDS).replace("?", ":?")
    hint = near or f". The fields are {', '.join(f'{name}:' for name in FIELDS)}."
    return QueryError(f"there is no field {field.text}: (character {field.start + 1}){hint}", field.start, field.end)


def _name(field: Token, value: Token, _now: datetime, may_go_on: bool) -> Leaf:
    words = words_in(value.text)
    if not words:
        raise _wrong(field, value, "has no letter or digit")
    named = NameField(field.text.lower())
    starred = value.text.endswith("*")
    return Named(named, value.text.rstrip("*"), words, starred or (may_go_on and value.text[-1].isalnum()), value.start)


def _day(field: Token, value: Token, now: datetime, _may_go_on: bool) -> Leaf:
    span = span_of(value.text, now)
    if span is None:
        raise _wrong(field, value, "is not a day such as 2026-11-18, 18nov, yesterday or 3d")
    return Published(after=span[0]) if field.text.lower() == "after" else Published(before=span[1])


def _verdict(field: Token, value: Token, _now: datetime, _may_go_on: bool) -> Leaf:
    verdict = _VERDICTS.get(value.text.lower())
    if verdict is None:
        raise _one_of(field, value, _VERDICTS)
    return HasVerdict(verdict)


def _kind(field: Token, value: Token, _now: datetime, _may_go_on: bool) -> Leaf:
    single = _KINDS.get(value.text.lower())
    if single is None:
        raise _one_of(field, value, _KINDS)
    return OfKind(single)


def _language(field: Token, value: Token, _now: datetime, _may_go_on: bool) -> Leaf:
    if _LANGUAGE.fullmatch(value.text) is None:
        raise _wrong(field, value, "is not the code of a language such as en or de")
    return InLanguage(value.text.lower())


def _independent(field: Token, value: Token, _now: datetime, _may_go_on: bool) -> Leaf:
    compared = _COMPARED.fullmatch(value.text)
    if compared is None:
        raise _wrong(field, value, "is not a number such as 3, >=3 or <2")
    number = int(compared[2])
    match compared[1]:
        case ">=" | "≥":
            return Independent(least=number)
        case ">":
            return Independent(least=number + 1)
        case "<=" | "≤":
            return Independent(most=number)
        case "<":
            return Independent(most=number - 1)
        case _:
            return Independent(number, number)


def _wrong(field: Token, value: Token, why: str) -> QueryError:
    return QueryError(f"{field.text}:{value.text} at character {field.start + 1} {why}.", field.start, value.end)


def _one_of(field: Token, value: Token, known: Mapping[str, object]) -> QueryError:
    listed = ", ".join(known)
    near = did_you_mean(value.text.lower(), known)
    why = f"{field.text}:{value.text} at character {field.start + 1} is not one of {listed}"
    return QueryError(f"{why}{near or '.'}", field.start, value.end)


_A_NAME, _A_DAY = "needs a name after it", "needs a day after it, such as 2026-11-18"
FIELDS: Mapping[str, Field] = {
    **{name.value: Field(_name, _A_NAME) for name in NameField},
    "verdict": Field(_verdict, f"needs one of {', '.join(_VERDICTS)} after it"),
    "lang": Field(_language, "needs the code of a language after it, such as en"),
    "after": Field(_day, _A_DAY),
    "before": Field(_day, _A_DAY),
    "independent": Field(_independent, "needs a number after it, such as >=3"),
    "kind": Field(_kind, "needs thread or single after it"),
}
"""All fields, by name."""
