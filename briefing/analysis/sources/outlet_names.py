"""Names of outlets in running text: those listed, and capitalised names that end like one."""

import re
from functools import cache

from briefing.analysis.lexicons import outlet_names
from briefing.analysis.sources.credits import fold_outlet

_HEADS = (
    "News|Times|Post|Journal|Tribune|Herald|Radio|TV|Television|Magazine|Daily|Gazette|Chronicle|Telegraph|Mail|Globe"
    "|Newspaper|Broadcasting|Examiner|Inquirer|Sentinel|Courier|Dispatch|Observer|Bee|Ledger|Advocate|Enquirer"
    "|Bulletin|Monitor|Mercury|Register|Press|Standard|Star|Shimbun|Ilbo|Zeitung|Agency|Network"
)
_CAPITALISED = (
    r"(?:[Tt]he )?(?!(?:And|But|In|As|At|On|For|While|When|After|If) )"
    rf"(?:[A-Z][\w'’&-]*(?: of| de| and)? ){{1,4}}(?:{_HEADS})\b"
)
ANY_NAME = r"(?:[Tt]he )?[A-Z][\w'’&.-]*(?: (?:of|de|and|the|[A-Z][\w'’&-]*)){0,4}(?<![.,])"
"""Any capitalised name: for places where only an outlet can stand."""
CALL_SIGN = r"[KW][A-Z]{3}(?:-?(?:TV|FM|AM))?(?![\w-])"
"""A broadcaster's call sign as the United States gives them: KXYZ, WXYZ-TV."""
MEDIUM = (
    r"(?:newspaper|tabloid|magazine|broadcaster|news (?:agency|channel|site|website|outlet|portal|network|programme"
    r"|program)|TV (?:channel|station)|television(?: channel| station)?|radio(?: station)?|daily|weekly|affiliate)"
)
"""What an outlet is called where its name may be anything."""


@cache
def outlet_pattern() -> str:
    """Return a pattern for an outlet's name: the longest listed one, or a capitalised name that ends like one."""
    listed = sorted(outlet_names(), key=lambda name: (-len(name), name))
    return rf"(?:{_CAPITALISED}|(?:[Tt]he )?(?:{'|'.join(map(re.escape, listed))}))(?![\w-])"


@cache
def is_outlet(name: str) -> bool:
    """Tell whether `name` is listed, with or without its article."""
    return name in outlet_names() or name.removeprefix("the ").removeprefix("The ") in outlet_names()


def is_same_name(outlet: str, host: str) -> bool:
    """Tell whether an outlet's name is the one in its host: "The Velmar Ledger" in velmarledger.example."""
    squeezed = "".join(char for char in fold_outlet(outlet) if char.isalnum())
    labels = [label.removeprefix("the") for label in host.casefold().split(".")]
    return bool(squeezed) and any(
        squeezed == label or (len(squeezed) > 3 and label.startswith(squeezed)) for label in labels
    )
