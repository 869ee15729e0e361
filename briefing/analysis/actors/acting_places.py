"""Places that act: whether a place is the subject of a verb of speech or of a decision."""

import re

from briefing.analysis.language.lexicon import is_time_word
from briefing.analysis.language.sentences import word_set
from briefing.data.loader import word_list
from briefing.model.spans import Span

LOCATING = word_set("in near at from to of around outside across throughout")
"""Words before a place in which something happens."""
_TYING = word_set("for with by against over into through via between than as like under toward towards about")
_DECIDING = word_list("actors/deciding_verbs.txt")
_BEFORE_VERB = word_set("has have had will would also again now later immediately quickly repeatedly on in is are")
"""Words that may stand between a place that acts and its verb; so may a day."""
_MOST_BEFORE_VERB = 3
_NEXT_WORDS = re.compile(r"[ ]+([\w'’-]+)")
_LOOK_BACK = 20
"""Characters before a place in which the word before it is looked for."""


def is_deciding(text: str, mention: Span) -> bool:
    """Return whether a mention of a place is the subject of such a verb: "Tollena has imposed tariffs"."""
    before = text[max(0, mention.start - _LOOK_BACK) : mention.start].split()[-1:]
    if before and before[0].lower() in LOCATING | _TYING:
        return False
    at = mention.end
    for _ in range(_MOST_BEFORE_VERB):
        following = _NEXT_WORDS.match(text, at)
        word = following[1].lower() if following else ""
        if word in _DECIDING:
            return True
        if following is None or not (word in _BEFORE_VERB or is_time_word(word)):
            return False
        at = following.end()
    return False
