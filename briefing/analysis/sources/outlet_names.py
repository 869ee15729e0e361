"""Names of outlets in running text: those listed, and capitalised names that end like one."""

import re
from collections.abc import Iterable
from functools import cache

from briefing.analysis.lexicons import outlet_names, periodical_names
from briefing.analysis.sources.credits import fold_outlet_name
from briefing.data.loader import word_list

_HEADS = (
    "News|Times|Post|Journal|Tribune|Herald|Radio|TV|Television|Magazine|Daily|Gazette|Chronicle|Telegraph|Mail|Globe"
    "|Newspaper|Broadcasting(?: Corporation| Service| Company)?|Examiner|Inquirer|Sentinel|Courier|Dispatch|Observer"
    "|Bee|Ledger|Advocate|Enquirer|Bulletin|Monitor|Mercury|Register|Press|Standard|Star|Shimbun|Ilbo|Zeitung|Agency"
    "|Network|Weekly|Today|Live|Mirror|Echo|Insider"
)
# Every run is bounded: in a text that is one long word the patterns would else read it anew from each of its letters.
_CAPITALISED = (
    r"(?:[Tt]he )?(?!(?:And|But|In|As|At|On|For|While|When|After|If) )(?:[A-Z][\w'’&-]{0,40}(?: of| de| and)? ){1,4}"
    rf"(?:[A-Z]\w{{1,40}}-)?(?:{_HEADS})\b(?:-[A-Z]\w{{1,40}})?(?: of [A-Z]\w{{1,40}})?"
)
ANY_NAME = r"(?:[Tt]he )?[A-Z][\w'’&.-]{0,60}(?: (?:of|de|and|the|[A-Z][\w'’&-]{0,40})){0,4}(?<![.,])"
"""Any capitalised name: for places where only an outlet can stand."""
_SITE = r"\b[A-Za-z][\w-]{0,60}\.(?:com|net|org|info|co\.[a-z]{2}|[a-z]{2})(?![\w-]|\.\w)"
_SHORT = r"[Tt]he (?:Times|Post|Journal|Herald|Tribune|Globe|Telegraph|Mail)(?![\w-])(?! of [A-Z])"
"""What a paper is called once its whole name was given."""
_CAPITAL = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]"
CALL_SIGN = r"[KW][A-Z]{3}(?:-?(?:TV|FM|AM))?(?![\w-])"
"""A broadcaster's call sign as the United States gives them: KXYZ, WXYZ-TV."""
MEDIUM = (
    r"(?:newspaper|tabloid|magazine|broadcaster|news (?:agency|channel|site|website|outlet|portal|network|programme"
    r"|program)|podcast|TV (?:channel|station)"
    r"|television(?: channel| station)?|radio(?: station)?|daily|weekly|affiliate)"
)
"""What an outlet is called where its name may be anything."""


@cache
def outlet_pattern() -> str:
    """Return a pattern for an outlet's name: the longest listed one, or a capitalised name that ends like one."""
    return rf"(?:{_CAPITALISED}|(?:[Tt]he )?(?:{_any_of(outlet_names())}))(?![\w-])"


@cache
def cited_pattern(*, before_verb: bool = False) -> str:
    """Return a pattern for an outlet's name where a text cites: periodicals that bear a common word's name count too.

    With `before_verb` those that a sentence may begin with in another sense ("People reported …") do not.
    """
    names = (
        name for name in periodical_names() if not (before_verb and name.casefold() in word_list("common_words.txt"))
    )
    return rf"(?:{outlet_pattern()}|{_SITE}|{_SHORT}|(?:[Tt]he )?(?:{_any_of(names)})(?![\w'’-])(?! {_CAPITAL}))"


def _any_of(names: Iterable[str]) -> str:
    """Return a pattern for one of the names, the longest first, with either apostrophe."""
    listed = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace("'", "['’]") for name in listed)


@cache
def is_outlet(name: str) -> bool:
    """Tell whether `name` is listed, with or without its article."""
    return name in outlet_names() or name.removeprefix("the ").removeprefix("The ") in outlet_names()


def is_named_in_host(outlet: str, host: str) -> bool:
    """Tell whether an outlet's name is the one in its host: "The Velmar Ledger" in velmarledger.example."""
    squeezed = "".join(char for char in fold_outlet_name(outlet) if char.isalnum())
    name = host.casefold().removeprefix("www.")
    labels = [label.removeprefix("the") for label in (*name.split("."), name.replace(".", ""))]
    return bool(squeezed) and any(
        squeezed in (label, label.removesuffix("news"))
        or (len(squeezed) > 3 and label.startswith(squeezed))
        or (len(squeezed) > 3 and label.endswith(squeezed))
        for label in labels
    )
