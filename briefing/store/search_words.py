"""Parsing the search words of the user into a query that the index never rejects."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_PARTS = re.compile(r'(?:(?P<field>after|before|outlet):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))', re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_SHORT_DATE = re.compile(r"(\d{1,2})\s*([a-z]{3})[a-z]*\s*(\d{4})?", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MOST_TERMS = 32
_ENDING = re.compile(r"(?:ations?|ments?|ings?|edly|ies|ied|ed|es|ly|s|y|e)$")


@dataclass(frozen=True, slots=True)
class SearchWords:
    """A parsed search. Each term is one word or the words of a phrase; the last one may be a prefix."""

    terms: tuple[tuple[str, ...], ...] = ()
    beginning: bool = False
    """The last term is still being typed: words that begin with it match."""
    outlet: str = ""
    after: datetime | None = None
    before: datetime | None = None
    """Not later than this moment."""

    @property
    def match(self) -> str:
        """The query in the syntax of the index: every word is quoted, so that none is an operator; "" for none."""
        quoted = [f'"{" ".join(term)}"' for term in self.terms]
        if self.beginning and quoted:
            quoted[-1] += "*"
        return " ".join(quoted)

    def pattern(self) -> re.Pattern[str] | None:
        """Return a pattern for the matching words in a folded text; None if there are no words."""
        last = len(self.terms) - 1
        kinds = [_term_pattern(term, self.beginning and place == last) for place, term in enumerate(self.terms)]
        return re.compile("|".join(kinds)) if kinds else None


def read_words(text: str, today: datetime) -> SearchWords:
    """Parse a search: words, "phrases", `after:`, `before:` with 2026-11-18 or 18nov, and `outlet:`.

    A date without a year is the last such day up to `today`. What is not a valid date is searched for as words.
    """
    terms: list[tuple[str, ...]] = []
    facts: dict[str, str] = {}
    dates: dict[str, datetime] = {}
    beginning = False
    for part in _PARTS.finditer(text[:1_000]):
        field, given = (part["field"] or "").lower(), part["phrase"] if part["phrase"] is not None else part["word"]
        day = _day(given, today) if field in ("after", "before") else None
        if day is not None:
            dates[field] = day if field == "after" else day + timedelta(days=1) - timedelta(microseconds=1)
        elif field == "outlet":
            facts["outlet"] = given
        else:
            words = tuple(_WORD.findall(f"{part['field']} {given}" if field else given))
            terms.extend([words] if words else [])
            beginning = bool(words) and part["phrase"] is None and part.end() == len(text)
    kept = tuple(terms[:_MOST_TERMS])
    return SearchWords(
        kept, beginning and len(kept) == len(terms), facts.get("outlet", ""), dates.get("after"), dates.get("before")
    )


def folded(text: str) -> str:
    """Return `text` in lower case without accents, character for character, so that offsets stay valid."""
    if text.isascii():
        return text.lower()
    return "".join(_folded_character(character) for character in text)


def _folded_character(character: str) -> str:
    lower = character.lower()
    plain = unicodedata.normalize("NFKD", lower if len(lower) == 1 else character)[0]
    return plain if plain.isalnum() else character


def _term_pattern(words: Sequence[str], beginning: bool) -> str:
    whole = words[:-1] if beginning else words
    kinds = [_word_pattern(folded(word)) for word in whole]
    if beginning:
        kinds.append(f"(?:{re.escape(folded(words[-1]))}\\w*|{_word_pattern(folded(words[-1]))})")
    return r"(?<!\w)" + r"\W+".join(kinds)


def _word_pattern(word: str) -> str:
    """Return a pattern for the forms of `word` that share its stem, close enough to the stemmer of the index."""
    stem = _ENDING.sub("", word)
    if len(stem) < 3:
        return re.escape(word) + r"(?!\w)"
    return re.escape(stem) + r"(?:ations?|ments?|ings?|edly|ies|ied|i|ed|es|ly|s|y|e|er|ers)?(?!\w)"


def _day(text: str, today: datetime) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        pass
    short = _SHORT_DATE.fullmatch(text)
    if short is None or short[2].lower() not in _MONTHS:
        return None
    month, year = _MONTHS.index(short[2].lower()) + 1, int(short[3] or today.year)
    for candidate in (year, year - 1):
        try:
            day = datetime(candidate, month, int(short[1]), tzinfo=UTC)
        except ValueError:
            continue
        if short[3] or day <= today:
            return day
    return None
