"""Outlets: their names in texts, feed titles and hosts, and the publishers that own them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from briefing.data.loader import alternatives, list_lines, phrase_list, word_list, word_lists

# Every repetition is bounded: in a text that is one long word, the patterns would otherwise scan it again from each of
# its letters.
_OPENING = (
    r"(?:And|But|In|As|At|On|For|While|When|After|If|Since|Because|Though|Although|Before|Both|Like|Unlike|Until|Then"
    r"|Also|Even|Meanwhile|Most|Many|Some|Last|This|That|These|Those|Today|Yesterday|Said|By|From|With|Per)"
)
_NO_OUTLETS = rf"{alternatives('sources/not_outlets.txt')}\b"
_CAPITALISED = (
    rf"(?:[Tt]he )?(?=[A-Z])(?!The |{_OPENING} )(?!{_NO_OUTLETS})(?:[A-Z][\w'’&-]{{0,40}}(?: of| de)? ){{1,4}}"
    rf"(?:[A-Z]\w{{1,40}}-)?{alternatives('sources/outlet_heads.txt')}\b(?:-[A-Z]\w{{1,40}})?(?: of [A-Z]\w{{1,40}})?"
)
ANY_NAME = (
    r"(?:[Tt]he )?[A-Z][\w'’&.-]{0,60}(?: (?:(?:of|de|and|the)\b|[A-Z][\w'’&-]{0,40})){0,4}"
    r"(?<![.,])(?<! and)(?<! of)(?<! the)(?<! de)"
)
"""Any capitalised name, for positions where only an outlet is possible."""
_SITE = r"\b[A-Za-z][\w-]{0,60}\.(?:com|net|org|info|co\.[a-z]{2}|[a-z]{2})(?![\w-]|\.\w)"
_CAPITAL = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]"
_SHORT_NAMES = (
    "Times", "Post", "Journal", "Herald", "Tribune", "Globe", "Telegraph", "Mail", "Inquirer", "Enquirer", "Sentinel",
    "Chronicle", "Examiner", "Gazette",
)  # fmt: skip
_SHORT = rf"[Tt]he (?:{'|'.join(_SHORT_NAMES)})(?![\w-])(?! of [A-Z]| {_CAPITAL})"
"""What a newspaper is called after its full name was given."""
_SCHOLARLY = (
    r"(?:[Tt]he )?(?:[A-Z]\w{1,20} ){0,3}(?:Journal|Annals|Archives) of (?:the )?"
    r"[A-Z]\w{1,20}(?:(?: and| of|,)? [A-Z]\w{1,20}){0,4}"
)
"""A journal of some field: Harbour Journal of Public Health."""
_STATION = (
    r"\b(?:(?:ABC|NBC|CBS|FOX|Fox|CW) ?\d{1,2}(?: News)?"
    r"|(?:ABC|NBC|CBS) (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:New |Los |San )?[A-Z][a-z]{3,12})(?![\w-])"
)
"""A local station of a network: ABC7, FOX 5, CBS Boston."""
CALL_SIGN = r"[KW][A-Z]{3}(?:-?(?:TV|FM|AM))?(?![\w-])"
"""A broadcaster's call sign in the United States: KXYZ, WXYZ-TV."""
_Tree: TypeAlias = dict[str, "_Tree"]
"""Names by their next letter; "" is the end of one."""
MEDIUM = alternatives("sources/outlet_kinds.txt")
"""What an outlet is called, beside which its name may be anything."""

_SECTION = re.compile(
    r"^(?:(?:top|latest|breaking|all|home|front)\s?(?:stories|news|headlines|page)?|home ?page|headlines?|news"
    r"|rss(?: feeds?)?|feed|(?:category|section|tag|topics?):? .+"
    rf"|.*\b{alternatives('sources/feed_sections.txt')}\b.*)$",
    re.IGNORECASE,
)
_SECTION_WORD = re.compile(alternatives("sources/section_words.txt"), re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+(?:[-–—|»·/>]|::|&gt;)\s+|\s*[|»>]\s*|:\s+|\s+[-–—]\s*$")
_FEED_WORDS = re.compile(
    r"^(?:rss(?: feed)?(?: for| of)?:?|latest (?:news )?from|news from)\s+|\s+(?:rss(?: feed)?|feeds?|topics"
    r"|search records found \d+|[-–—|:])$",
    re.IGNORECASE,
)


def clean_outlet(feed_title: str) -> str:
    """Return the outlet that a feed's title names: "BBC News" for "BBC News - World".

    Parts of the title that name a section or describe the feed are dropped. The title stays whole if it has one part.
    """
    title = " ".join(feed_title.split())
    title = _FEED_WORDS.sub("", title) or title
    parts = [part for part in _SEPARATOR.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    names = [part.strip() for part in parts if not _SECTION.match(part.strip())]
    chosen = names[0] if names else parts[0].strip()
    return _FEED_WORDS.sub("", chosen)


def is_section_title(title: str) -> bool:
    """Return whether a feed's title names a section and no outlet: "World", "Top Stories"."""
    return all(_SECTION_WORD.fullmatch(word) for word in title.replace("/", " ").split())


@cache
def outlet_pattern() -> str:
    """Return a pattern for an outlet's name: the longest listed one, or a capitalised name that ends like one."""
    return rf"(?:{_CAPITALISED}|(?:[Tt]he )?(?:{_any_of(phrase_list('outlets.txt'))}))(?![\w-])"


@cache
def cited_pattern(*, before_verb: bool = False) -> str:
    """Return a pattern for an outlet's name where a text cites, which includes periodicals named like common words.

    With `before_verb`, names that may begin a sentence in another sense ("People reported …") are left out.
    """
    common = word_list("tagger/common_words.txt") if before_verb else frozenset()
    names = (name for name in phrase_list("sources/periodicals.txt") if name.casefold() not in common)
    listed = rf"(?:[Tt]he )?(?:{_any_of(names)})(?![\w'’-])(?! {_CAPITAL})"
    return rf"(?:{_SCHOLARLY}|{outlet_pattern()}|{_SITE}|{_STATION}|{_SHORT}|{listed})"


_ENDING = re.compile(r"\.(?:com|net|org|news|tv|info)$", re.IGNORECASE)
_SITE_ENDINGS = (".com", "news.com", ".co.uk", ".org")
_TOKEN = re.compile(r"[A-Za-zÀ-ÿ0-9][\w&!-]*(?:\.[a-z]\w+)*")
_STOP_INSIDE = re.compile(r"\.[a-z]\w")
_STATION_OR_SHORT = re.compile(f"{_STATION}|{_SHORT}")
_IN_STATION_OR_SHORT = ("ABC", "NBC", "CBS", "FOX", "Fox", "CW", *(f"he {name}" for name in _SHORT_NAMES))
"""Each match of `_STATION_OR_SHORT` has one of these, which are found faster."""


def may_name_outlet(sentence: str) -> bool:
    """Return, quickly, whether a sentence has the name of a known outlet, of a station or of a site."""
    hinted = not _words_of_outlets().isdisjoint(_TOKEN.findall(sentence)) or _STOP_INSIDE.search(sentence)
    if hinted and _names_outlet_or_site(sentence):
        return True
    return any(word in sentence for word in _IN_STATION_OR_SHORT) and bool(_STATION_OR_SHORT.search(sentence))


def _names_outlet_or_site(sentence: str) -> bool:
    named, heads = _names_by_first_word(), _heads()
    capital = False
    for match in _TOKEN.finditer(sentence):
        word = match[0]
        if "." in word or (capital and word in heads):
            return True
        if word in named and any(_stands_at(name, sentence, match.start()) for name in named[word]):
            return True
        capital = word[0].isupper()
    return False


@cache
def _words_of_outlets() -> frozenset[str]:
    return _heads().union(_names_by_first_word())


def _stands_at(name: str, sentence: str, at: int) -> bool:
    """Return whether a name stands in a sentence, with its article if it has one: `at` is after the article."""
    start = at - len(_ARTICLE) if name.startswith(_ARTICLE) else at
    return start >= 0 and sentence.startswith(name, start)


_ARTICLE = "The "


@cache
def _names_by_first_word() -> Mapping[str, tuple[str, ...]]:
    """Return the names of outlets, up to an apostrophe, by their first word that is no article."""
    found: dict[str, list[str]] = {}
    for name in (*phrase_list("outlets.txt"), *phrase_list("sources/periodicals.txt")):
        if match := _TOKEN.search(name, len(_ARTICLE) if name.startswith(_ARTICLE) else 0):
            found.setdefault(match[0], []).append(name.partition("'")[0])
    return {word: tuple(names) for word, names in found.items()}


@cache
def _heads() -> frozenset[str]:
    return frozenset(match[0] for line in list_lines("sources/outlet_heads.txt") if (match := _TOKEN.match(line)))


@cache
def is_outlet(name: str) -> bool:
    """Return whether `name` is a listed outlet or periodical, with or without an article."""
    listed = phrase_list("outlets.txt") | phrase_list("sources/periodicals.txt")
    name = name.replace("’", "'")
    return name in listed or name.removeprefix("the ").removeprefix("The ") in listed


_LONG_LABEL = 8
"""A part of a host with this many letters may be an outlet's name without its first word."""


def fold_outlet_name(name: str) -> str:
    """Return an outlet's name in lower case without its article, so that different spellings compare equal."""
    return " ".join(name.casefold().removeprefix("the ").split())


def is_named_in_host(outlet: str, host: str) -> bool:
    """Return whether a host contains the outlet's name: "The Velmar Ledger" in velmarledger.example."""
    squeezed = _squeezed(outlet)
    name = host.casefold().removeprefix("www.")
    labels = [label.removeprefix("the") for label in (*name.split("."), name.replace(".", ""))]
    return bool(squeezed) and any(
        squeezed in (label, label.removesuffix("news"))
        or (len(squeezed) > 3 and label.startswith(squeezed))
        or (len(squeezed) > 3 and label.endswith(squeezed))
        or (len(label) >= _LONG_LABEL and squeezed.endswith(label))
        for label in labels
    )


def is_same_outlet(name: str, host: str, outlet: str) -> bool:
    """Return whether a name means the outlet at `host` or called `outlet`: "The Post" means "Velmar Post".

    An agency is the same outlet by any of its names.
    """
    if is_named_in_host(name, host):
        return True
    words, own = (fold_outlet_name(_ENDING.sub("", each)).split() for each in (name, outlet))
    if "".join(words) == "".join(own):
        return True
    agency = agency_families().get(name.removeprefix("the ").removeprefix("The "))
    if agency and (agency == publisher_family("", host) or agency in _agencies_in(own)):
        return True
    return bool(own) and (is_named_in_host(name, outlet) or _is_run(words, own) or _is_run(own, words))


def _agencies_in(words: Sequence[str]) -> frozenset[str]:
    """Return the families of the agencies that the words of an outlet's name contain: AP in "AP Fact Check"."""
    families = agency_families().items()
    return frozenset(family for name, family in families if _is_run(name.casefold().split(), words))


def _is_run(words: Sequence[str], others: Sequence[str]) -> bool:
    return any(words == others[at : at + len(words)] for at in range(len(others) - len(words) + 1))


@lru_cache(maxsize=8_000)
def publisher_family(outlet: str, domain: str) -> str:
    """Return the publisher family of a story: from the table, else its registrable domain, else its outlet's name.

    Without a domain (an address that is a number), the outlet's name is looked up in the table too. A hosting site is
    nobody's publisher: there the name is that of a channel, and counts alone.
    """
    host = domain.casefold().removeprefix("www.")
    named = outlet.casefold().strip()
    if is_hosting_site(host):
        return family_of_name(outlet) or ("" if named == host else fold_outlet_name(outlet))
    return _listed_family(host) or host or family_of_name(outlet) or _listed_family(named.removeprefix("www.")) or named


def family_set_by_user(outlet: str, domain: str, families: Mapping[str, str]) -> str:
    """Return the family that the user set for an outlet, or ""; `families` has it by domain or outlet name."""
    given = {key.casefold().removeprefix("www."): family for key, family in families.items()}
    labels = domain.casefold().removeprefix("www.").split(".")
    keys = [*(".".join(labels[at:]) for at in range(len(labels))), outlet.casefold().strip()]
    return next((given[key] for key in keys if key in given), "") if given else ""


def family_of_name(outlet: str) -> str:
    """Return the publisher family of a listed outlet by its name alone, or ""."""
    agency = agency_families().get(outlet.removeprefix("the ").removeprefix("The "))
    if agency:
        return agency
    squeezed = _squeezed(outlet)
    names = (squeezed, squeezed.removesuffix("news"))
    guesses = [f"{before}{name}{after}" for name in names for before in ("", "the") for after in _SITE_ENDINGS if name]
    return next((_families()[guess] for guess in guesses if guess in _families()), "")


def is_hosting_site(host: str) -> bool:
    """Return whether anyone may publish at a host, so that it is no outlet: video, blog and podcast sites, forums."""
    return _is_listed(host, "hosts") or is_link_site(host)


def is_link_site(host: str) -> bool:
    """Return whether the items of a site are links to articles of others: searches, alerts, forums, short messages."""
    return _is_listed(host, "links")


def _is_listed(host: str, section: str) -> bool:
    labels = host.casefold().split(".")
    listed = word_lists("sources/hosting_sites.txt")[section]
    return any(".".join(labels[at:]) in listed for at in range(len(labels) - 1))


def country_of(domain: str) -> str:
    """Return the country that the ending of a domain stands for, "" if it stands for none, or is used for anything."""
    return _countries().get(domain.casefold().rpartition(".")[2], "")


@cache
def _countries() -> Mapping[str, str]:
    return dict(line.split(" ", 1) for line in list_lines("sources/country_endings.txt"))


def is_agency_family(family: str) -> bool:
    """Return whether a publisher family is a news agency."""
    return family in _agency_names()


def agency_name(family: str) -> str:
    """Return the usual name of the news agency of a publisher family, "" if it is none."""
    return _agency_names().get(family, "")


@cache
def _agency_names() -> Mapping[str, str]:
    return {family: name for name, family in reversed(tuple(agency_families().items()))}


@cache
def agency_families() -> Mapping[str, str]:
    """Return the publisher family of each news agency by its names."""
    return {
        name.strip(): family.strip()
        for family, _, names in (line.partition(":") for line in list_lines("sources/agencies.txt"))
        for name in names.split(",")
    }


@cache
def _families() -> Mapping[str, str]:
    """Return the publisher family by registrable domain."""
    return {
        domain: family.strip()
        for family, _, domains in (line.partition(":") for line in list_lines("sources/families.txt"))
        for domain in domains.split()
    }


def _listed_family(host: str) -> str:
    labels = host.split(".")
    parents = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((_families()[parent] for parent in parents if parent in _families()), "")


def _any_of(names: Iterable[str]) -> str:
    """Return a pattern for the longest of the names that a text has, with either apostrophe.

    Names with the same beginning share it, so that a search need not try one name after the other.
    """
    tree: _Tree = {}
    for name in names:
        node = tree
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: _Tree) -> str:
    found: list[str] = []
    for beginning, node in sorted(tree.items()):
        if beginning:
            while len(node) == 1 and "" not in node:
                ((letter, node),) = node.items()
                beginning += letter
            found.append(re.escape(beginning).replace("\\ ", " ").replace("'", "['’]") + _branches(node))
    return f"(?:{'|'.join(found)}){'?' if '' in tree else ''}" if found else ""


def _squeezed(outlet: str) -> str:
    return "".join(char for char in fold_outlet_name(outlet) if char.isalnum())
