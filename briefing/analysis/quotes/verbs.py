"""Verbs that introduce what someone said, in all their forms."""

from dataclasses import dataclass

from briefing.data.loader import list_lines, word_list

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb of speech: `strong` ones speak by themselves ("say"), others only beside a quote ("blast")."""

    lemma: str
    strong: bool


def cue_verb(low: str) -> CueVerb | None:
    """Return the verb of speech that the lower-case word `low` is a form of, or None."""
    return _FORMS.get(low)


def is_saying(low: str) -> bool:
    """Tell whether the lower-case word `low` is a form of a strong verb of speech."""
    verb = _FORMS.get(low)
    return verb is not None and verb.strong


def is_deed(low: str) -> bool:
    """Tell whether the lower-case word `low` is a form of a verb that tells a deed more often than a word."""
    verb = _FORMS.get(low)
    return verb is not None and verb.lemma in _DEEDS


def _forms(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb])
    if verb in _DOUBLING:
        return (verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing")
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    return (verb, verb + ("es" if verb.endswith(("sh", "ch", "ss", "x", "o")) else "s"), verb + "ed", verb + "ing")


_IRREGULAR = {line.split()[0]: tuple(line.split()[1:]) for line in list_lines("quotes/irregular_verbs.txt")}
_DOUBLING = word_list("quotes/doubling_verbs.txt")
_DEEDS = word_list("quotes/deed_verbs.txt")
_FORMS = {
    form: CueVerb(verb, strong=strong)
    for file, strong in (("quotes/judging_verbs.txt", False), ("quotes/saying_verbs.txt", True))
    for verb in sorted(word_list(file))
    for form in _forms(verb)
}
SAID = word_list("quotes/said.txt")
"""Forms that are verbs of speech whatever the tagger says."""
