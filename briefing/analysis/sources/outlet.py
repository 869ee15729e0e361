"""The outlet's name, told from its feed's title."""

import re

_SECTION = re.compile(
    r"^(?:(?:top|latest|breaking|all|home|front)\s?(?:stories|news|headlines|page)?|home ?page|headlines?|news"
    r"|rss(?: feeds?)?|feed|(?:category|section|tag|topics?):? .+|.*\b(?:world|international|national|politics|business"
    r"|tech(?:nology)?|science|health|sports?|culture|opinion|comment|economy|markets|europe|asia|africa|americas?"
    r"|middle east|uk|us|u\.s\.|local|entertainment|arts|life(?:style)?|travel|environment|climate|education|money"
    r"|finance|weather|stories|articles|content|updates|recent|latest|newest|posts?|headlines|category)\b.*)$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s+(?:[-–—|»·/>]|::|&gt;)\s+|\s*[|»>]\s*|:\s+|\s+[-–—]\s*$")
_FRAME = re.compile(
    r"^(?:rss(?: feed)?(?: for| of)?:?|latest (?:news )?from|news from)\s+|\s+(?:rss(?: feed)?|feeds?|topics"
    r"|search records found \d+|[-–—|:])$",
    re.IGNORECASE,
)


_SECTION_WORD = re.compile(
    r"top|latest|breaking|all|home|front|page|rss|feed|news|headlines|stories|world|international|national|local|us|uk"
    r"|asia|europe|africa|americas?|middle|east|politics|business|technology|tech|science|health|sports?|culture"
    r"|opinion|economy|and|the|[&-]",
    re.IGNORECASE,
)


def is_section_title(title: str) -> bool:
    """Tell whether a feed's title names a section and no outlet: "World", "Top Stories"."""
    return all(_SECTION_WORD.fullmatch(word) for word in title.replace("/", " ").split())


def clean_outlet(feed_title: str) -> str:
    """Return the outlet that a feed's title names: "BBC News" for "BBC News - World".

    A title has parts; those that name a section or say what a feed is are dropped from either end as long as one part
    is left. Kept whole where it is not sure.
    """
    title = " ".join(feed_title.split())
    title = _FRAME.sub("", title) or title
    parts = [part for part in _BREAK.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    names = [part.strip() for part in parts if not _SECTION.match(part.strip())]
    chosen = names[0] if names else parts[0].strip()
    return _FRAME.sub("", chosen)
