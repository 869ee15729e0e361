"""Whether two texts that are said to be one article agree in their words."""

from briefing.analysis.language.stemming import stemmer, tokens

LEAST_STEMS = 4
LEAST_SHARE = 0.6
"""So much of the shorter one's words must stand in the longer one."""
SHARE_UNDER_ONE_TITLE = 0.35
"""So much where both bear the same title: columns bear theirs every day, with other words below."""
_READ = 20_000


def may_be_same_article(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two articles, each a title and a text, may be versions of one.

    A summary's words stand in its article but for the odd editor's word; those of another article do not, even where
    it is of the same matter. Equal titles make fewer words enough.
    """
    title = _folded(one[0])
    share = SHARE_UNDER_ONE_TITLE if title and title == _folded(other[0]) else LEAST_SHARE
    shorter, longer = sorted((_stems(one), _stems(other)), key=len)
    return len(shorter) >= LEAST_STEMS and len(shorter & longer) >= share * len(shorter)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _stems(article: tuple[str, str]) -> frozenset[str]:
    stem = stemmer()
    return frozenset(stem(word) for word in tokens("\n".join(article)[:_READ])) - {""}
