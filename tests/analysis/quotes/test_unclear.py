"""If two persons could be meant about as well, no name is shown, and the reason says who they are."""

from briefing.analysis.language.document import read_document
from briefing.analysis.quotes.find import find_quotes
from briefing.export.explanations import explain_quote
from briefing.model.evidence import CoreferenceRule, Question
from tests.analysis.quotes.quoted_text import speakers_in

TWO_WOMEN = "Ann Velden and Mary Harker came to the port.\n\n“We are late again and we know it,” she said."


def test_a_pronoun_that_fits_two_persons_has_no_name() -> None:
    (quote,) = find_quotes(read_document(TWO_WOMEN))
    assert (quote.name, quote.role, quote.unclear) == (None, None, True)
    reason = next(reason for reason in quote.reasons if reason.question is Question.COREFERENCE)
    assert reason.rule == CoreferenceRule.UNCLEAR
    assert {span.cut(TWO_WOMEN) for span in reason.spans} == {"Ann Velden", "Mary Harker"}


def test_the_explanation_names_both() -> None:
    (quote,) = find_quotes(read_document(TWO_WOMEN))
    first = next(explain_quote(quote, TWO_WOMEN)).sentence
    assert ": unclear, because" in first
    assert '"she" could mean "' in first
    assert '"Ann Velden"' in first
    assert '"Mary Harker"' in first


def test_a_person_and_an_official_named_since_leave_it_unclear() -> None:
    text = "Tom Velden ate his lunch.\n\nThe captain said it was late. “The bird is in the cockpit,” he said."
    assert speakers_in(text) == [""]


def test_one_man_and_one_woman_are_told_apart() -> None:
    text = "Ann Velden met Tom Harker at the port.\n\n“We are late again and we know it,” she said."
    assert speakers_in(text) == ["Ann Velden"]


def test_a_surname_means_the_bearer_who_was_named_last() -> None:
    text = (
        "The port is old.\n\nThe sea was high.\n\nFrank Velden built it in 1920.\n\n"
        "James Velden Jr., his grandson, came on Friday.\n\n"
        "“We are late again and we know it,” Velden said."
    )
    assert speakers_in(text) == ["James Velden Jr."]


def test_a_year_is_no_speaker() -> None:
    text = "The port belongs to Ann Velden, who in 2010 said its goal was to be “the first port of the country.”"
    assert speakers_in(text) == ["Ann Velden"]


def test_an_unknown_name_that_spoke_since_leaves_it_unclear() -> None:
    text = (
        "“It was a deliberate attack,” Phil Harker said. Harker left.\n\n"
        "Ihtisham Hibatullah of Tollen said the board was to blame.\n\n“We all know that it was,” he said."
    )
    assert speakers_in(text)[-1] in ("", "Ihtisham Hibatullah")


def test_a_given_name_of_women_and_men_shows_no_gender() -> None:
    text = (
        "Lindsey Velk brokered a peace between Petra Orun and Tom Harker, whose feud was old. Velk told Radio Tollen "
        "the port was lost.\n\n“We were up by five or six ships,” he said."
    )
    assert speakers_in(text) == ["Lindsey Velk"]
