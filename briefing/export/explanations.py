"""The reasons of what was found in a text, one plain English sentence for each."""

from collections.abc import Iterator, Mapping, Sequence

from briefing.data.loader import word_list
from briefing.frozen import dataclass
from briefing.model.actor import DocumentActor
from briefing.model.evidence import AliasRule, CoreferenceRule, Evidence, Question, RoleRule, SpeakerRule, TypeRule
from briefing.model.quote import Ground, Quote
from briefing.model.spans import Span
from briefing.text.wording import capitalised, listed

LONGEST_QUOTE = 60
"""Characters of a quote that a sentence repeats."""

CLAUSES: Mapping[str, str] = {
    SpeakerRule.CUE_BEFORE: "{last} goes with {first} before the quote",
    SpeakerRule.CUE_AFTER: "{last} goes with {first} after the quote",
    SpeakerRule.ACCORDING_TO: "{last} stands after {first}",
    SpeakerRule.REPORTED: "{last} goes with {first}, and the verb nearer to the quote only passes the words on",
    SpeakerRule.POSTPOSED: "the sentence ends with {first}, which goes with {last}",
    SpeakerRule.NOMINAL_CUE: "{last} says whose words they are",
    SpeakerRule.LABEL: "{last} stands before a colon and the quote",
    SpeakerRule.BESIDE_DASH: "{last} stands beside the dash before the quote",
    SpeakerRule.SIGNATURE: "{last} follows the quote after a dash, as a signature does",
    SpeakerRule.SUBJECT: "the sentence is about {last} and has no verb of speech",
    SpeakerRule.SAME_SENTENCE: "another quote in the sentence has this speaker",
    SpeakerRule.SAME_PARAGRAPH: "the quote before it in the paragraph has this speaker",
    SpeakerRule.CONTINUED: "it continues the quote that the paragraph before leaves open",
    SpeakerRule.PREVIOUS_PARAGRAPH: "the last quote of the paragraph before has this speaker",
    SpeakerRule.INTRODUCED: "the sentence that introduces the quote is about {last}",
    SpeakerRule.NAMED_AFTER: "the next sentence names the speaker",
    SpeakerRule.ANSWER: "the text is an interview with {last}, and a question comes before the quote",
    SpeakerRule.OTHER_LANGUAGE: "speakers are not read in the language of the text",
    SpeakerRule.NONE: "the text names nobody",
    CoreferenceRule.NAME_PART: "{subject} is part of the name {name}",
    CoreferenceRule.RECENT_PERSON: "{subject} refers to {name}, the last person named who fits the word",
    CoreferenceRule.EPITHET: "{subject} refers to {name}, who spoke before",
    CoreferenceRule.RECENT_SPEAKER: "{subject} refers to {name}, who spoke before",
    CoreferenceRule.SENTENCE_SUBJECT: "{subject} refers to {name}, whom the sentence is about",
    CoreferenceRule.ROLE_HOLDER: "{subject} refers to {name}, whose role is {last}",
    CoreferenceRule.EARLIER_DESCRIPTOR: "{subject} refers to the person called {first} before",
    CoreferenceRule.OWNER: "{subject} refers to {name}, whose words they are",
    CoreferenceRule.AUTHOR: "{name} is named as the author in {subject}",
    CoreferenceRule.BODY: "{subject} refers to {name}, the body named before",
    CoreferenceRule.SALIENT: "{subject} refers to {name}, whom the text is about there",
    CoreferenceRule.UNCLEAR: "{subject} could mean {first} or {last}",
    CoreferenceRule.GUESS: "nothing beside the quote says that {last} speaks",
    CoreferenceRule.LABEL_SURNAME: "the label {subject} is the surname of {name}",
    RoleRule.TITLE_BEFORE: "it stands before {last} as a title",
    RoleRule.APPOSITION_AFTER: "the text adds it after {last}",
    RoleRule.APPOSITION_BEFORE: "the text puts it before {last}, with a comma",
    RoleRule.RELATIVE_CLAUSE: "a relative clause after {last} says so",
    RoleRule.PREDICATE: "a sentence about {last} says so",
    TypeRule.TAGGED: "the model that finds names reads {last} as one",
    TypeRule.UNSURE: "the model that finds names reads {last} as one, but is not sure of it",
    TypeRule.GAZETTEER: "{last} is in the program's lists of names",
    TypeRule.HEAD_WORD: "the name has the word {last}",
    TypeRule.BRAND_SPELLING: "{last} is spelled as brands are, with a capital letter inside",
    TypeRule.ACRONYM_SPELLING: "{last} is spelled as acronyms are",
    TypeRule.SURNAME_SPELLING: "{last} is spelled as some surnames are",
    TypeRule.GIVEN_NAME: "{last} is a given name",
    TypeRule.FAMILY_NAME: "{last} is a family name",
    TypeRule.NAME_SUFFIX: "{last} stands after the names of persons only",
    TypeRule.OFFICE: "{last} beside the name is an office, a title or a trade",
    TypeRule.SPEECH: "the name goes with the verb {last}",
    TypeRule.QUOTED: "{last} is the speaker of a quote",
    TypeRule.ACTS: "{last} after the name of the building means the people inside",
    TypeRule.LOCATION: "{last} beside the name marks it as a place",
    TypeRule.ORGANISATION_NOUN: "the noun {last} before the name says so",
    TypeRule.DERIVED: "the noun {last} makes an organisation of the name before it",
    TypeRule.NEWSPAPER: "names of newspapers end in {last}",
    TypeRule.COMPASS: "{last} is a point of the compass and stands alone",
    TypeRule.DEFINED: "the text explains its short name: {last}",
    TypeRule.HEAD_ALONE: "{last} is the last word of a longer name in the text",
    TypeRule.FULL_NAME: "the text has the full name {last}",
    TypeRule.NATIONALITY: "the text has {last}, which is formed from the name",
    TypeRule.DATELINE: "{last} follows the town in a dateline",
    TypeRule.SHORT_FIRM: "the name {last} begins with it",
    AliasRule.SPELLING: "it is the same name in another spelling",
    AliasRule.SURNAME: "only one person in the text has that surname",
    AliasRule.SURNAME_IN_LEAD: "the first sentence names this one of the persons with that surname",
    AliasRule.SURNAME_LAST_NAMED: "this one of the persons with that surname was named last",
    AliasRule.SURNAME_MOST_NAMED: "this one of the persons with that surname is named most",
    AliasRule.GIVEN_NAME: "only one person in the text has that given name",
    AliasRule.SAME_PERSON: "the given name and the surname are the same",
    AliasRule.GAZETTEER: "the program's lists have both names for one actor",
    AliasRule.DEFINED: "the text explains it: {last}",
    AliasRule.INITIALS: "one is made of the initials of the other",
    AliasRule.HEAD_ALONE: "the last word stands for the whole name, and for no other in the text",
    AliasRule.FIRST_WORD: "only one organisation in the text begins with that word",
    AliasRule.LAST_WORD: "only one organisation in the text ends with that word",
    AliasRule.COUNTRY_DROPPED: "the names differ only in the country before them",
    AliasRule.COUNTRY_OWNS: "the text says whose organisation it is",
    AliasRule.ONLY_NAMESAKE: "it is the only one of that name that the text names in full",
}
"""What each rule says after "because"; {first}, {last} and {subject} are words of the text in quotation marks."""

MERITS: Mapping[Ground, str] = {
    Ground.SEVERAL_OUTLETS: "{outlets} independent outlets carry it",
    Ground.ROLE: "its speaker is named with a role",
    Ground.NAME: "its speaker is named",
    Ground.SPEAKER_IN_TITLE: "a headline names its speaker",
    Ground.TITLE_WORDS: "it shares words with the headlines",
    Ground.EARLY: "it stands early in its story",
}
"""What each ground that puts a quote forward says after "because"."""

SETBACKS: Mapping[Ground, str] = {
    Ground.COMMENTATOR: "its speaker only comments",
    Ground.PLATITUDE: "it has a stock phrase",
    Ground.LONG: "it is long",
    Ground.PRESS_REVIEW: "its story only quotes other papers",
    Ground.PART: "it is only a part of a sentence",
    Ground.NO_NAME: "its speaker has no name",
}
"""What each ground that puts a quote back says after "because"."""

_ARTICLES = {"organisation": "an organisation", "other": "another kind of actor"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One decision about a text, in one sentence."""

    evidence: Evidence
    sentence: str


def explain_quote(quote: Quote, text: str, full_name: str = "") -> Iterator[Explanation]:
    """Yield why a quote has its speaker, whom the mention of the speaker refers to, and why the role is theirs.

    `full_name` is that of the speaker in the story's title, if the text has only a part of it.
    """
    name = _plain(quote.name, text)
    for reason in quote.reasons:
        if reason.question is Question.SPEAKER:
            shown = f"{full_name} (in full in the title)" if name and full_name not in ("", name) else name
            sentence = f"“{_shortened(quote, text)}”: {_answer(quote, reason, name, text, shown)}."
        elif reason.question is Question.COREFERENCE:
            if not (name and _adds_to_sentence(reason, name, text)):
                continue
            sentence = f"{_capitalised(_clause(reason, name, text))}."
        else:
            sentence = _role_sentence(reason, name, text)
        yield Explanation(reason, sentence)


def explain_position(grounds: Sequence[Ground], outlets: int) -> Iterator[str]:
    """Yield what puts a quote forward and back among the key quotes of its thread; so many `outlets` carry it."""
    for clauses, place in ((MERITS, "It comes early among the key quotes"), (SETBACKS, "It comes later")):
        found = [clauses[ground].format(outlets=outlets) for ground in grounds if ground in clauses]
        if found:
            yield f"{place} because {listed(found)}."


def _answer(quote: Quote, speaker: Evidence, name: str, text: str, shown: str) -> str:
    """Return who said a quote, and why; why nobody is named if nobody is."""
    clauses = [_clause(reason, name, text) for reason in quote.reasons if _adds_to_sentence(reason, name, text)]
    if name:
        return f"{shown}, because {_joined(clauses)}"
    if quote.unclear:
        return f"unclear, because {clauses[-1]}"
    if speaker.spans and speaker.rule not in (SpeakerRule.NONE, SpeakerRule.OTHER_LANGUAGE):
        return f"speaker unknown, because {_names_nobody(speaker.spans[-1], text)}"
    return f"speaker unknown, because {_joined(clauses)}"


def _names_nobody(candidate: Span, text: str) -> str:
    words = _quoted(candidate, text)
    if candidate.cut(text).lower() in word_list("language/pronouns.txt"):
        return f"the text does not make clear whom {words} means"
    return f"where a speaker would be named, the text has {words}, which names nobody"


def _adds_to_sentence(reason: Evidence, name: str, text: str) -> bool:
    """Return whether a reason belongs to the sentence on the speaker: not that a name is part of itself."""
    if reason.question is Question.COREFERENCE:
        return _plain(reason.subject, text) != name
    return reason.question is Question.SPEAKER


def explain_actor(actor: DocumentActor, text: str) -> Iterator[Explanation]:
    """Yield why an actor has its type, each other form of its name and each role."""
    name = _plain(actor.name, text)
    for reason in actor.reasons:
        if reason.question is Question.TYPE:
            kind = _ARTICLES.get(actor.kind, f"a {actor.kind}")
            sentence = f"{name} is {kind}, because {_clause(reason, name, text)}."
        elif reason.question is Question.ALIAS:
            sentence = f"{_quoted(reason.subject, text)} means {name}, because {_clause(reason, name, text)}."
        else:
            sentence = _role_sentence(reason, name, text)
        yield Explanation(reason, sentence)


def _role_sentence(reason: Evidence, name: str, text: str) -> str:
    return f"{_quoted(reason.subject, text)} is a role of {name}, because {_clause(reason, name, text)}."


def _clause(reason: Evidence, name: str, text: str) -> str:
    template = CLAUSES.get(reason.rule, "another version of the program decided so")
    first, last = (reason.spans[0], reason.spans[-1]) if reason.spans else (None, None)
    return template.format(
        first=_quoted(first, text), last=_quoted(last, text), subject=_quoted(reason.subject, text), name=name
    )


def _joined(clauses: Sequence[str]) -> str:
    """Join clauses with "and", after a comma if one has an "and" of its own."""
    return (", and " if any(" and " in clause for clause in clauses) else " and ").join(clauses)


def _plain(span: Span | None, text: str) -> str:
    return " ".join(span.cut(text).split()) if span else ""


def _quoted(span: Span | None, text: str) -> str:
    return f'"{_plain(span, text)}"' if span else "it"


def _capitalised(clause: str) -> str:
    return capitalised(clause)


def _shortened(quote: Quote, text: str) -> str:
    """Return the quoted words, cut after a word if they are long."""
    words = " … ".join(_plain(span, text) for span in quote.spans)
    if len(words) <= LONGEST_QUOTE:
        return words
    kept = words[:LONGEST_QUOTE].rpartition(" ")[0] or words[:LONGEST_QUOTE]
    return f"{kept.rstrip(' …')} …"
