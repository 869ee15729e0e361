"""Why something was decided about a text: the rule that decided it and the words it rests on."""

from enum import StrEnum

from briefing.frozen import dataclass
from briefing.model.spans import Span


class Question(StrEnum):
    """The question that a decision answers."""

    SPEAKER = "speaker"
    """Which words name the speaker of a quote."""
    COREFERENCE = "coreference"
    """Whom these words refer to."""
    TYPE = "type"
    """Whether an actor is a person, an organisation or a place."""
    ALIAS = "alias"
    """Why a mention was joined to an actor."""
    ROLE = "role"
    """Why these words are the role of a person."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One decision about a text.

    `rule` is a stable name such as "cue verb after the quote"; `subject` are the words that the decision is about (the
    alias, the role, the pronoun), None if it is about the whole quote or actor; `spans` are the words it rests on.
    """

    question: Question
    rule: str
    subject: Span | None = None
    spans: tuple[Span, ...] = ()


class SpeakerRule(StrEnum):
    """How the words that name the speaker of a quote were found. The spans are the cue, if any, and these words."""

    CUE_BEFORE = "cue verb before the quote"
    """The subject of a verb of speech before the quote: "Lee said that “...”"."""
    CUE_AFTER = "cue verb after the quote"
    """The subject of a verb of speech after the quote: "“...,” Lee said"."""
    ACCORDING_TO = "according to"
    """The words after "according to" or "per"."""
    REPORTED = "cue verb before a report"
    """The subject of the verb before the quote, as the nearer verb only passes it on: "“...,” the Post reported"."""
    POSTPOSED = "postposed attribution"
    """The name that ends the sentence: "..., said Lee"."""
    NOMINAL_CUE = "nominal cue"
    """The owner of a noun of speech: "Lee's remark that “...”"."""
    LABEL = "label before a colon"
    """The words before a colon: "Lee: “...”"."""
    BESIDE_DASH = "name beside a dash"
    """The name before a quote between dashes."""
    SIGNATURE = "signature after a dash"
    """The name after a quote and a dash."""
    SUBJECT = "subject of the sentence"
    """The subject of a sentence that has no verb of speech."""
    SAME_SENTENCE = "another quote of the sentence"
    """The speaker of another quote in the sentence."""
    SAME_PARAGRAPH = "carried over within the paragraph"
    """The speaker of the quote before, in the same paragraph."""
    CONTINUED = "quote continued from the paragraph before"
    """The speaker of the paragraph before, which ends without a closing mark."""
    PREVIOUS_PARAGRAPH = "carried over from the paragraph before"
    """The speaker of the last quote of the paragraph before."""
    INTRODUCED = "introduced by the sentence before"
    """The subject of the sentence before the quote."""
    NAMED_AFTER = "named in the next sentence"
    """The speaker of the next sentence: "So wrote Lee", or a quote with a cue."""
    ANSWER = "answer in an interview"
    """The person who is interviewed, for a paragraph of quoted words after a question."""
    OTHER_LANGUAGE = "language not read"
    """The text is in a language whose speakers are not read."""
    NONE = "no speaker found"
    """The text names nobody."""


class CoreferenceRule(StrEnum):
    """How a mention of a speaker was referred to a name or a descriptor, which is the first of the spans."""

    NAME_PART = "part of a full name"
    """A surname, given name or titled name of a person whose full name the text has."""
    RECENT_PERSON = "pronoun for the most recent person"
    """"He" or "she", for the person of that gender who was mentioned last and most prominently."""
    EPITHET = "noun for whoever spoke before"
    """A noun such as "the director", "the group" or "the statement", and nobody else who could be meant."""
    RECENT_SPEAKER = "pronoun for whoever spoke before"
    """A pronoun for the speaker without a name of a sentence before."""
    SENTENCE_SUBJECT = "pronoun for the subject of the sentence"
    """"It" or "they", for the body that is the subject of the sentence."""
    ROLE_HOLDER = "role noun for the person with that role"
    """"The minister", for the last person before it whose role has that noun."""
    EARLIER_DESCRIPTOR = "definite noun for an earlier descriptor"
    """"The official", for "one senior official" shortly before."""
    OWNER = "owner of the words"
    """"Her letter", for the person whose letter it is."""
    AUTHOR = "author of the text"
    """"A statement by Lee", for Lee."""
    BODY = "noun or it for the body named before"
    """"The company" or "it", for the only body named so far, or the last one with that noun in its name."""
    UNCLEAR = "several persons could be meant"
    """A pronoun that fits two persons about as well, which are the spans; the speaker is left open."""
    GUESS = "too far away to be sure"
    """The speaker of another paragraph or sentence, which is the span; the speaker is left open."""
    LABEL_SURNAME = "label with a surname"
    """A speaker's label in capitals, for the person with that surname."""


class RoleRule(StrEnum):
    """How the role of a person was found. The span is the mention beside it."""

    TITLE_BEFORE = "title before the name"
    """"Harbour Minister Ann Lee"."""
    APPOSITION_AFTER = "apposition after the name"
    """"Ann Lee, the harbour minister,"."""
    APPOSITION_BEFORE = "apposition before the name"
    """"The harbour minister, Ann Lee,"."""
    RELATIVE_CLAUSE = "relative clause"
    """"Ann Lee, who leads the harbour,"."""
    PREDICATE = "predicate"
    """"Ann Lee is a painter."."""


class TypeRule(StrEnum):
    """How the type of an actor was decided; `spans` of its evidence are the words named here."""

    TAGGED = "name tagger"
    """The trained tagger took the name for one of this type: the name."""
    GAZETTEER = "gazetteer"
    """The word lists have the name: the name."""
    HEAD_WORD = "head word"
    """A word of the name says it, such as "Ministry" or "River": that word."""
    BRAND_SPELLING = "spelling of a brand"
    """It has a capital letter inside a word: the name."""
    ACRONYM_SPELLING = "spelling of an acronym"
    """It is one word of two to six capital letters: the name."""
    SURNAME_SPELLING = "spelling of a surname"
    """It begins as surnames do, with "Mc" or "O'": the name."""
    GIVEN_NAME = "given name"
    """It begins with a listed given name: that word."""
    FAMILY_NAME = "family name"
    """It is a listed family name: the name."""
    NAME_SUFFIX = "suffix of a person"
    """It ends in "Jr.", "III" or the like: that word."""
    OFFICE = "office beside the name"
    """The office, title or trade."""
    SPEECH = "verb of speech"
    """The name speaks: the verb."""
    QUOTED = "speaker of a quote"
    """The name is that of the speaker of a quote: the name."""
    ACTS = "building that acts"
    """The building acts, or has officials, so it means those inside: the words that say so."""
    LOCATION = "location beside the name"
    """The words beside it that only stand beside places, such as "in" or "police"."""
    ORGANISATION_NOUN = "noun before the name"
    """The noun that makes an organisation of the name, such as "firm"."""
    DERIVED = "named after a person or place"
    """The noun that turns the name of a person or place into an organisation's, such as "campaign"."""
    NEWSPAPER = "name of a newspaper"
    """The word that names of newspapers end with, such as "Gazette"."""
    COMPASS = "point of the compass"
    """A region such as "the South": the name."""
    DEFINED = "explained in the text"
    """The text explains the acronym: the explanation."""
    HEAD_ALONE = "last word of a longer name"
    """The last word of a name in the text, which means the same: "the Commission": the name."""
    FULL_NAME = "name in full"
    """A person of the text has this surname or given name: the full name."""
    NATIONALITY = "nationality"
    """The text makes a nationality or a city of the name: that word."""
    DATELINE = "dateline"
    """It follows the town in a dateline: the name."""
    SHORT_FIRM = "first word of a firm"
    """The name of a firm in the text begins with it: the firm's name."""


class AliasRule(StrEnum):
    """Why a mention was joined to an actor; `subject` is the mention, the first of `spans` the name that is shown."""

    SPELLING = "other spelling"
    """The same words, spelled or inflected differently."""
    SURNAME = "surname"
    """The surname of the only person of that name."""
    SURNAME_IN_LEAD = "surname of the person in the first sentence"
    """Several persons have the surname; the first sentence names this one."""
    SURNAME_LAST_NAMED = "surname of the person named last"
    """Several persons have the surname; this one was named last."""
    SURNAME_MOST_NAMED = "surname of the person named most"
    """Several persons have the surname; this one is named by far the most."""
    GIVEN_NAME = "given name alone"
    """The given name of the only person of that name."""
    SAME_PERSON = "same given name and surname"
    """The full names differ only in middle names, hyphens or spaces."""
    GAZETTEER = "gazetteer alias"
    """The word lists give both names to one actor."""
    DEFINED = "acronym explained in the text"
    """The second of `spans` is the explanation."""
    INITIALS = "initials"
    """The capital letters are the initials of the only name in the text that fits."""
    HEAD_ALONE = "head word alone"
    """The last word of the name means the same, such as "the Commission"."""
    FIRST_WORD = "first word"
    """Only one organisation in the text begins with this word."""
    LAST_WORD = "last word"
    """Only one organisation in the text ends with this word, such as "the Colts"."""
    COUNTRY_DROPPED = "without its country"
    """The names differ only in the country before them."""
    COUNTRY_OWNS = "body of a country"
    """The text says elsewhere whose body it is."""
    ONLY_NAMESAKE = "only one named in full"
    """A name that two countries share, of which the text names one in full."""
