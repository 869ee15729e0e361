"""Utterances: the quotations of a text with their sources and speakers, and which of them are words that were said."""

import re

from briefing.analysis.language.lexicon import AUXILIARIES, cue_verb, is_own_words
from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import Phrase, phrase_ending, phrase_starting
from briefing.analysis.language.quotation_marks import Quoted
from briefing.analysis.language.quoted_sentences import FINITE, QUOTATION, Sentence
from briefing.analysis.quotes.cues import TO_BE, Cue, CueKind, find_cues
from briefing.data.loader import alternatives, word_list
from briefing.frozen import dataclass
from briefing.model.evidence import CoreferenceRule, Evidence, SpeakerRule
from briefing.model.quote import QuoteKind
from briefing.model.spans import Span

CUED = frozenset(
    {
        *(SpeakerRule.CUE_BEFORE, SpeakerRule.CUE_AFTER, SpeakerRule.ACCORDING_TO),
        *(SpeakerRule.REPORTED, SpeakerRule.POSTPOSED, SpeakerRule.NOMINAL_CUE),
    }
)
"""The rules that rest on a cue in the quotation's own sentence."""
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_LEAST_WORDS = 4
"""The fewest words of a quote that has no speaker (other languages) or an uncertain one (English)."""
_ALPHABETIC = re.compile(r"[^\W\d_][\w’'-]*")
_LAST_WORD = re.compile(r"[\w’']+$")
_SMALL = frozenset({"of", "the", "a", "an", "in", "on", "and", "for", "to", "with", "at", "by", "is", "as", "or", "vs"})
_IN_CODE = re.compile(r"=$|[\w!]\($")
"""Before a quotation: it is an attribute of broken markup, or what a call such as `print("...")` is given."""
_TITLED = re.compile(rf"\b{alternatives('quotes/before_titles.txt')}\s*,?\s*$", re.IGNORECASE)
_SINGLE_MARKS = frozenset("‘’‚‹›'")
_SURE = 75
_NEAR = 80
_EPITHET = re.compile(r"[!?]\W (?!(?:at|to|as|in|and|when|during|before|after|he|she)\b)[a-z]")
"""As in "our “eureka!” moments"."""
_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "his", "her", "its", "our", "their", "my", "of", "for"})
_STOPS = frozenset(".!?…,")
_SPEECH_STOPS = ",.!?…—"
_ENDS = frozenset(".!?")
_OPENS = frozenset("\n.!?") | {""}
_REMARK_REACH = 12
"""Words before a quotation that are searched for a noun of speech."""
_LEADS = frozenset({"that", ":", ","})
_OWNERS = frozenset({"his", "her", "their"})
_IS = frozenset({"was", "is", "came"})
_WHOSE = frozenset({"of", "from", "by"})
_LONGEST_NICKNAME = 2
_HEARD = frozenset({"quoted", "cited", "heard", "seen", "recorded", "caught", "filmed", "worried", "asked", "told"})
"""Participles whose subject speaks, as in "was heard saying", and two that are judged apart."""
_STANDING = frozenset({",", ":", "of", "that", "which", "with", "reading", "saying", "read", "reads", "said", "says"})
_PARTED = frozenset({",", ";", ":", QUOTATION})
_ASKED = frozenset({"asked", "told", "quizzed"})
_REPLIES = frozenset({"advice", "answer", "message", "motto", "reply", "response", "retort", "verdict", "warning"})
"""Nouns of "her answer was “...”"."""
_DO_YOU = frozenset({"did", "do", "does", "have"})
_NOT = frozenset({"not", "n't", "never", "cannot"})
_REFUSES = frozenset({"declined", "declines", "refused", "refuses", "denied", "denies", "denying"})
_DENIES = frozenset({"denied", "denies", "denying", "deny"})
_NEW_CLAUSES = frozenset({",", ";", ":", "and", "but", "as"})
_BACK = 5
"""Words before a verb that are searched for "not"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The source of one quotation: `phrase` of the sentence numbered `source`, with a confidence of 0 to 100.

    `quoted`, `sentence` and `paragraph` are the numbers of the quotation, its sentence and its paragraph; `cue` is the
    number of a sentence and the index of a word in it. `shared_from` is the number of the attribution whose source this
    one shares: an earlier one, or one of the same sentence.
    """

    quoted: int
    sentence: int
    paragraph: int
    rule: SpeakerRule = SpeakerRule.NONE
    confidence: int = 0
    source: int = -1
    phrase: Phrase | None = None
    cue: tuple[int, int] | None = None
    shared_from: int | None = None
    label: Span | None = None
    """The speaker's label inside the marks, if there is one."""
    alone: bool = False
    """The sentence holds nothing but quotations."""
    ahead: bool = False
    """The cue is before the quotation."""
    denied: bool = False
    """Nobody said it: the text denies it, or only asks about it."""

    @property
    def has_source(self) -> bool:
        """Return whether the text names any source."""
        return self.phrase is not None or self.label is not None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: the mention, the fullest name or a descriptor, and the person's number if it is a person.

    `rule` says how the mention was resolved to the name, None if it is the name itself; `antecedent` are further words
    that this rests on. The subject of `role` is the role.
    """

    mention: Span | None = None
    name: Span | None = None
    role: Evidence | None = None
    unnamed: bool = False
    person: int | None = None
    sentence: int = -1
    rule: CoreferenceRule | None = None
    antecedent: Span | None = None
    could_mean: tuple[Span, ...] = ()
    """The names or descriptors of those who could be meant about as well, if it is unclear who is."""


def is_long_enough(text: str, quoted: Quoted) -> bool:
    """Return whether the words are long enough for a quote, and no title in capitals or stray mark."""
    words = _WORD.findall(quoted.inner.cut(text))
    if len(words) < _LEAST_WORDS or quoted.dangling or text[: quoted.outer.start].endswith("="):
        return False
    return quoted.last(text) in _STOPS or not all(word[0].isupper() for word in words)


def is_utterance(text: str, quoted: Quoted, attribution: Attribution) -> bool:
    """Return whether somebody said the quoted words, judged by length, form and confidence in the speaker."""
    words = text[quoted.inner.start : quoted.inner.end]
    count = len(_WORD.findall(words))
    if _IN_CODE.search(text[max(0, quoted.outer.start - 3) : quoted.outer.start]):
        return False
    if (
        count == 0
        or attribution.denied
        or (quoted.dangling and not attribution.has_source)
        or _is_title(text, quoted, words, attribution)
    ):
        return False
    if text[quoted.outer.start : quoted.inner.start].strip() in _SINGLE_MARKS and attribution.confidence < _sure_enough(
        attribution
    ):
        return False
    if count >= _LEAST_WORDS:
        if not attribution.has_source:
            return count >= 9 and quoted.closed
        return attribution.rule is not SpeakerRule.SUBJECT or count > _LEAST_WORDS
    if count < 3 and attribution.rule in CUED and not _is_said_at_once(text, quoted, attribution):
        return False
    last = quoted.last(text)
    if attribution.confidence >= _SURE and (last in _SPEECH_STOPS or (count > 1 and _ends_sentence(text, quoted))):
        return True
    if attribution.rule in (SpeakerRule.CONTINUED, SpeakerRule.SAME_PARAGRAPH) and last in ".!?":
        return True
    return count == _LEAST_WORDS - 1 and attribution.confidence >= 85


def _is_said_at_once(text: str, quoted: Quoted, attribution: Attribution) -> bool:
    """Return whether one or two words are beside their cue and are not a term, as in "a “swatting,” where"."""
    if attribution.ahead:
        return not _EPITHET.match(text, quoted.outer.end - 2)
    before = _LAST_WORD.search(text[max(0, quoted.outer.start - 20) : quoted.outer.start].rstrip(" "))
    return attribution.confidence >= _NEAR and not (before and before.group().lower() in _DETERMINERS)


def _ends_sentence(text: str, quoted: Quoted) -> bool:
    """Return whether a full stop follows the closing mark, as in British style, or a comma if the quote opens."""
    stop = text[quoted.outer.end : quoted.outer.end + 1]
    before = text[: quoted.outer.start].rstrip(" ")[-1:]
    return stop in _ENDS if stop != "," else before in _OPENS


def _sure_enough(attribution: Attribution) -> int:
    """Return the confidence that a quotation in single marks needs: less if it fills its sentence."""
    return 35 if attribution.alone else 50


def kind_of(text: str, quoted: Quoted, attribution: Attribution) -> QuoteKind:
    """Return DIRECT for a whole utterance between the marks, PARTIAL for a piece of a sentence."""
    if attribution.alone or attribution.rule in (
        SpeakerRule.CONTINUED,
        SpeakerRule.SIGNATURE,
        SpeakerRule.LABEL,
        SpeakerRule.BESIDE_DASH,
    ):
        return QuoteKind.DIRECT
    first, last = text[quoted.inner.start], quoted.last(text)
    whole = last in ".!?,…—" or text[quoted.outer.end : quoted.outer.end + 1] == ","
    before = text[: quoted.outer.start].rstrip()[-1:]
    begins = before in (",", ":", "", *".!?…—") or text[quoted.outer.start - 1 : quoted.outer.start] == "\n"
    if whole and (begins or first.isupper()):
        return QuoteKind.DIRECT
    return QuoteKind.PARTIAL


def _is_title(text: str, quoted: Quoted, words: str, attribution: Attribution) -> bool:
    """Return whether every content word has a capital, as in the name of a work or a slogan."""
    content = [word for word in _ALPHABETIC.findall(words) if word.lower() not in _SMALL]
    if not content:
        return False
    capitals = sum(word[0].isupper() for word in content)
    if _TITLED.search(text[max(0, quoted.outer.start - 24) : quoted.outer.start]) and capitals >= 0.7 * len(content):
        return True
    if len(content) > 9 or capitals < len(content) or words[-1] in "!?":
        return False
    if words[-1] != "." and _is_named(text, quoted):
        return True
    return attribution.confidence < 90 or (len(content) > 2 and quoted.last(text) not in _SPEECH_STOPS)


def _is_named(text: str, quoted: Quoted) -> bool:
    """Return whether a word other than a verb of speech leads to the quotation: "on “The Long Road,” Lee said"."""
    before = text[max(0, quoted.outer.start - 40) : quoted.outer.start].rstrip(" ")
    word = _LAST_WORD.search(before)
    return word is not None and cue_verb(word.group().lower()) is None


def is_denied(sentence: Sentence, index: int, cue: Cue) -> bool:
    """Return whether `cue` denies the quotation at `index`: "did not call it", "denied it was"."""
    if cue.kind is not CueKind.VERB or not cue.strong or cue.index > index:
        return False
    denial = next((at for at in range(index - 1, -1, -1) if sentence.low(at) in _DENIES), None)
    if denial is not None and denial <= cue.index:
        own = sentence.low(index - 1) == "as"  # "denied the story as “...”" is in the speaker's words
        return not own and not any(sentence.low(at) in _NEW_CLAUSES for at in range(denial, index))
    return _is_negated(sentence, cue.index)


def _is_negated(sentence: Sentence, verb: int) -> bool:
    for before in range(verb - 1, max(-1, verb - 1 - _BACK), -1):
        low = sentence.low(before)
        if low in _NOT:
            return sentence.low(before + 1) not in ("only", "just")
        if low in ("must", "should") or (low in ("have", "has") and sentence.low(before + 1) == "to"):
            return True
        if low in _REFUSES:
            return sentence.low(before + 1) in ("to", "having") or sentence.low(before) in _DENIES
        if low not in AUXILIARIES and sentence.part(before) not in (Part.ADVERB, Part.TO, Part.MODAL):
            return False
    return False


def is_done_to_subject(sentence: Sentence, cue: Cue) -> bool:
    """Return whether somebody else says what `cue` means: "X was praised for", "the plan, described as"."""
    verb, low = cue.index, sentence.low(cue.index)
    if cue.kind is not CueKind.VERB or sentence.part(verb) not in (Part.PARTICIPLE, Part.PAST):
        return False
    if low in _HEARD or sentence.low(cue.end) == "by":
        return False
    before = verb - 1
    while sentence.part(before) == Part.ADVERB or sentence.low(before) in ("also", "been", "being"):
        before -= 1
    if sentence.low(before) in TO_BE or (sentence.low(before + 1) in ("been", "being")):
        return True
    reduced = sentence.low(before) == "," or sentence.part(before) == Part.NOUN
    preposition = sentence.low(cue.end)
    if reduced and preposition == "as" and sentence.is_quotation(cue.end + 1):
        return True
    judged = preposition == "as" or (not cue.strong and preposition in ("for", "of"))
    return reduced and judged and sentence.part(verb) == Part.PARTICIPLE


def is_inscription(sentence: Sentence, index: int) -> bool:
    """Return whether the quotation at `index` stands on something: "a sign reading “...”", "under the slogan “...”"."""
    noun = next((at for at in range(index - 1, 0, -1) if sentence.low(at) not in _STANDING), 0)
    return sentence.low(noun) in word_list("quotes/inscriptions.txt")


def stands_on(sentence: Sentence, subject: Phrase | None) -> bool:
    """Return whether the subject of "reads" or "said" is what the words stand on: "the poster"."""
    return subject is not None and sentence.low(subject.head) in word_list("quotes/inscriptions.txt")


def remark_before(sentence: Sentence, index: int) -> Phrase | None:
    """Return "X's remark" if it leads to the quotation at `index`, directly or by "that"."""
    for noun in range(index - 1, max(0, index - _REMARK_REACH), -1):
        if sentence.is_quotation(noun):
            return None
        if not is_own_words(sentence.low(noun)) or sentence.part(noun) != Part.NOUN:
            continue
        if noun + 1 < index and not _leads_on(sentence, noun):
            return None
        if any(cue.strong and cue.index < noun for cue in find_cues(sentence)):
            return _anothers_remark(sentence, noun) if is_said_in(sentence, noun, index) else None
        found = phrase_ending(sentence, noun)
        return found if found and _is_owned(sentence, found) else None
    return None


def _leads_on(sentence: Sentence, noun: int) -> bool:
    """Return whether "that" or a pause follows the noun, or "is that", or "was" before the answer."""
    if sentence.low(noun + 1) == "," and not sentence.is_quotation(noun + 2):
        found = phrase_ending(sentence, noun)  # "in X's view, ...", not "before X's speech, ..."
        return found is not None and sentence.low(found.start - 1) == "in"
    if sentence.low(noun + 1) in _LEADS:
        return True
    if sentence.low(noun + 1) not in _IS:
        return False
    return sentence.low(noun + 2) in _LEADS or (sentence.is_quotation(noun + 2) and sentence.low(noun) in _REPLIES)


def is_said_in(sentence: Sentence, noun: int, index: int) -> bool:
    """Return whether "that" leads from "X's claim" to the quotation: not in "X's claim that it is so is “wrong”"."""
    return sentence.low(noun + 1) == "that" and not any(sentence.part(at) in FINITE for at in range(noun + 2, index))


def _anothers_remark(sentence: Sentence, noun: int) -> Phrase | None:
    """Return "X's recent comment" up to its `noun` if the owner is named; None for "his comment"."""
    owner = noun - 1
    while sentence.part(owner) in (Part.ADJECTIVE, Part.NOUN, Part.NUMBER):
        owner -= 1
    if sentence.part(owner) != Part.POSSESSIVE:
        return None
    start = owner
    while sentence.capitalised(start - 1) and sentence.part(start - 1) == Part.NAME:
        start -= 1
    return Phrase(start, noun + 1, noun) if start < owner else None


def remark_after(sentence: Sentence, index: int) -> Phrase | None:
    """Return X of "“...,” was the answer of X", with the quotation at `index`."""
    verb = index + 1 + (sentence.low(index + 1) == ",")
    found = phrase_starting(sentence, verb + 1) if sentence.low(verb) in _IS else None
    if found is None or found.start != verb + 1:
        return None
    link = next((at for at in range(found.start, found.end + 1) if sentence.low(at) in _WHOSE), None)
    if link is None or not is_own_words(sentence.low(link - 1)):
        return None
    return phrase_starting(sentence, link + 1)


def owner_before(sentence: Sentence, index: int) -> Phrase | None:
    """Return X of "X's “...” policy", with the quotation at `index`."""
    if sentence.part(index - 1) != Part.POSSESSIVE or index < 2:
        return None
    noun = sentence.part(index + 1) == Part.NOUN and sentence.words[index + 1].text.islower()
    owner = phrase_ending(sentence, index - 2) if noun else None
    return owner if owner is not None and sentence.part(owner.head) == Part.NAME else None


def _is_owned(sentence: Sentence, phrase: Phrase) -> bool:
    parts = (sentence.part(index) for index in range(phrase.start, phrase.head))
    return Part.POSSESSIVE in parts or sentence.low(phrase.start) in _OWNERS


def is_in_question(sentence: Sentence, index: int) -> bool:
    """Return whether the quotation at `index` is in "When asked if it was “...”, X said" or "Did you hear “...”?"."""
    you = (at for at in range(1, index) if sentence.low(at) == "you" and sentence.low(at - 1) in _DO_YOU)
    if sentence.low(len(sentence) - 1) == "?" and any(you):
        return True
    asked = next((at for at in (0, 1) if sentence.low(at) == "asked" and sentence.low(at - 1) in ("", "when")), None)
    if asked is None:
        return False
    between = range(asked + 1, index)
    return not any(sentence.low(at) in {",", ";", ":", QUOTATION} or sentence.low(at) in ("by", "to") for at in between)


def nickname_before(sentence: Sentence, cue: Cue, index: int, text: str) -> Phrase | None:
    """Return "Karo" of "“Karo” said": a name between quotation marks that is the subject of `cue`."""
    name = cue.index - 1
    leads = sentence.low(cue.end) in {",", ":", QUOTATION, "that"} or sentence.low(cue.index) in _ASKED  # not "said X"
    if not (cue.strong and leads) or name == index or not sentence.is_quotation(name):
        return None
    words = text[sentence.words[name].start + 1 : sentence.words[name].end - 1].split()
    called = 0 < len(words) <= _LONGEST_NICKNAME and all(word[0].isupper() and word.isalpha() for word in words)
    return Phrase(name, name + 1, name) if called else None


def is_nickname(sentence: Sentence, phrase: Phrase | None) -> bool:
    """Return whether a phrase is a name between quotation marks."""
    return phrase is not None and sentence.is_quotation(phrase.head)


def is_asked(sentence: Sentence, index: int, cue: Cue) -> bool:
    """Return whether the quotation at `index` is what somebody was asked or told, and `cue` names no one who did."""
    if cue.index > index or sentence.low(cue.index) not in _ASKED or sentence.low(cue.end) == "by":
        return False
    before = cue.index - 1
    while sentence.part(before) == Part.ADVERB:
        before -= 1
    passive = before < 0 or sentence.low(before) in TO_BE or (sentence.low(before) in ("when", ",") and cue.index <= 2)
    return passive and sentence.part(cue.index) in (Part.PARTICIPLE, Part.PAST)


def leads_to_clause(sentence: Sentence, earlier: Cue, subject: Phrase) -> bool:
    """Return whether a clause that begins with `subject` follows `earlier`: "says (that) the council has made"."""
    first = earlier.end + (sentence.low(earlier.end) == "that")
    that = sentence.low(subject.start - 1) == "that"
    between = range(earlier.end, subject.start - 1)
    object_only = not any(sentence.part(at) in FINITE or sentence.low(at) in _PARTED for at in between)
    joined = that and (sentence.low(subject.start - 2) == "and" or object_only)
    return subject.start in (first, earlier.end) or joined or _follows_adverbial(sentence, first, subject.start)


def _follows_adverbial(sentence: Sentence, first: int, subject: int) -> bool:
    """Return whether nothing but "in several cases," stands between "said that" and the subject of its clause."""
    if sentence.low(subject - 1) != "," or sentence.part(first) not in (Part.PREPOSITION, Part.ADVERB):
        return False
    between = range(first, subject - 1)
    return not any(sentence.part(at) in FINITE or sentence.low(at) in _PARTED for at in between)
