"""Which utterances of a thread come first."""

import pytest

from briefing.analysis.quotes.collate import collate
from briefing.analysis.quotes.key_quotes import key_quotes
from briefing.model.quote import Ground
from tests.analysis.quotes.test_collate import texts

TITLES = ("Ferry pier to shut for the winter", "Pier shut as ice comes early")


def ranked(*articles: str) -> list[str]:
    quoted = texts(*articles)
    by_number = {source.n: source.text for source in quoted}
    keyed = key_quotes(collate(quoted), quoted, TITLES)
    return [each.quote.spans[0].cut(by_number[each.lead]) for each in keyed]


def test_a_quote_in_several_outlets_comes_first() -> None:
    shared = "“The road to the harbour was never built for this,” said Nora Velden, a pilot."
    alone = "“The new road to the market was built too late,” said Tom Harker, a builder."
    assert ranked(alone, shared, shared)[0].startswith("The road to the harbour")


def test_a_part_of_a_sentence_in_several_outlets_comes_first_among_those_of_its_speaker() -> None:
    shared = "Nora Velden, a pilot, said the road “was never built for so many of these lorries from the south”."
    alone = "“Lorries as old as ours should stay in the garage,” said Nora Velden, a pilot."
    assert ranked(alone, shared, shared)[0].startswith("was never built")


def test_a_named_speaker_with_a_role_comes_before_an_unnamed_one() -> None:
    named = "“The road to the harbour was never built for this,” said Nora Velden, a pilot."
    unnamed = "“The new road to the market was built too late,” said one official."
    assert ranked(unnamed, named)[0].startswith("The road to the harbour")


def test_a_quote_about_the_titles_subject_comes_before_others() -> None:
    central = "“The ferry pier must be shut before winter and the ice,” said Nora Velden, a pilot."
    aside = "“The new road to the market was built far too late,” said Tom Harker, a builder."
    assert ranked(aside, central)[0].startswith("The ferry pier")


def test_a_platitude_comes_last() -> None:
    trite = "“This council is committed to its families and its town,” said Nora Velden, a pilot."
    plain = "“The new road to the market was built far too late,” said Tom Harker, a builder."
    assert ranked(trite, plain)[-1].startswith("This council")


def test_words_that_are_nothing_but_platitudes_are_left_out() -> None:
    trite = "“Our thoughts and prayers are with each and every family,” said Nora Velden, a pilot."
    plain = "“The new road to the market was built far too late,” said Tom Harker, a builder."
    assert ranked(trite, plain) == ["The new road to the market was built far too late"]


def test_a_quote_of_a_digest_about_another_event_is_left_out() -> None:
    digest = (
        "“The ferry pier must be shut at once,” said Nora Velden, a pilot.\n"
        "Elsewhere\nA choir sang all night long.\nThey were heard in the hills.\nThe mayor stayed away.\n"
        "“The choir has never sung so well in all these long years,” said Tom Harker, its conductor, on Sunday.\n"
        "It sings again tomorrow.\nThe bakers are asleep.\nNobody was awake."
    )
    story = "“The pier is old and the ferry is older than the ice,” Velden said.\n“Winter is here,” said Ada Brill."
    assert not any(quote.startswith("The choir") for quote in ranked(digest, story))


def test_nobody_has_a_second_quote_before_everybody_has_one() -> None:
    article = (
        "“The ferry pier must be shut before winter and the ice,” said Nora Velden, a pilot.\n\n"
        "“The pier is old and the ferry is older than the ice,” Velden said at the harbour.\n\n"
        "“It was built too late for us all,” said one official."
    )
    assert ranked(article)[1].startswith("It was built")


def test_a_participant_comes_before_a_commentator() -> None:
    comment = "“The ferry pier was built too late and too cheaply,” said Tom Harker, an analyst at a bank."
    takes_part = "“The pier will be shut for the winter and the ice,” said Nora Velden, the harbour master."
    assert ranked(comment, takes_part)[0].startswith("The pier will be shut")


def test_a_person_whom_several_stories_name_comes_first() -> None:
    aside = "“The pier was built too late and far too cheaply,” said Tom Harker, a builder."
    named = "“The pier was shut too late and far too slowly,” said Nora Velden, a pilot."
    assert ranked(aside, named, "Velden was at the pier.")[0].startswith("The pier was shut")


def test_no_story_has_a_third_quote_before_the_others_have_two() -> None:
    talkative = "\n\n".join(
        (
            "“The ferry pier must be shut before winter and the ice,” said Nora Velden, a pilot.",
            "“No ferry should leave the pier in such a storm,” said Tom Harker, a pilot.",
            "“We will shut the pier and mend it in spring,” said Ada Brill, a pilot.",
        )
    )
    other = "“The old road was never built for so many lorries,” said Ida Winther, a builder."
    assert ranked(talkative, other)[2].startswith("The old road")


def test_all_participants_speak_once_before_a_commentator_does() -> None:
    comment = "“The ferry pier in Velmar must be shut before winter,” said Tom Harker, a fellow at a university."
    takes_part = "“No lorry has passed here since Monday night,” said Nora Velden, a driver."
    assert ranked(comment, takes_part)[-1].startswith("The ferry pier")


def test_one_person_in_two_spellings_is_one_voice() -> None:
    first = "“The ferry pier will be shut before the winter,” said Sergei Velichko, the harbour master."
    again = "“The pier is too old for the ice,” said Sergey Velichko, the harbour master."
    other = "“My lorry has stood here since Monday night,” said Nora Velden, a driver."
    assert ranked(first, again, other)[1].startswith("My lorry")


def test_a_body_and_its_initials_are_one_voice() -> None:
    first = "“The ferry pier will be shut before the winter,” the Velmar Ferry Authority said."
    again = "“No lorry may drive on to it while there is ice,” the VFA said."
    other = "“My lorry has stood here since Monday night,” said Nora Velden, a driver."
    assert not ranked(first, again, other)[-1].startswith("My lorry")


def test_the_same_words_are_not_shown_twice() -> None:
    article = (
        "Ida Winther said the pier was “a danger to every ferry that lands in the winter storms”.\n\n"
        "“I call it a danger to every ferry that lands in the winter storms,” said Nora Velden, a pilot."
    )
    assert len(ranked(article, "The pier is shut.")) == 1


@pytest.mark.parametrize(
    "weak",
    [
        "Nora Velden spoke of the pier “of which so many people had warned the council”.",
        "Nora Velden asked “whether the ferry would ever land there again”.",
        "“Good job!” Nora Velden said.",
        "A spokesman said the pier deepened “the strategic partnership of the two towns for years”.",
        "“The ferry pier has been a shame for all of Velmar.”",
        "“Everything is on the table,” said Nora Velden, a pilot.",
        "“You have been named as well, Ida,” said Nora Velden, a pilot.",
        "“We are confident that this is the right decision,” said Nora Velden, a pilot.",
        "“Did you see the storm just now?” asked Nora Velden, a pilot.",
        "“The ferry pier has been a shame for all of Velmar,” the Velmar Courier report said.",
        "“The ferry pier has been a shame for all of Velmar,” the site said.",
    ],
)
def test_what_says_little_alone_is_left_out(weak: str) -> None:
    whole = "“The old road was never built for so many lorries,” said Ida Winther, a builder."
    assert ranked(weak, whole) == ["The old road was never built for so many lorries"]


def test_a_speaker_does_not_say_the_same_in_other_words() -> None:
    article = (
        "“We will use whatever lawful means it takes to get every document that he hides,” said Nora Velden, a pilot."
        "\n\n“Whatever means it takes, we will use them: he hides every document,” Velden said at night."
    )
    other = "“Whatever it takes, he hides every document,” said Ida Winther, a builder."
    assert len(ranked(article, "The pier is shut.")) == 1
    assert len(ranked(article, other)) == 2


def test_a_fragment_of_a_named_person_is_shown_if_there_is_nothing_better() -> None:
    assert ranked("Nora Velden called it “a shame for everybody”.", "The pier is shut.") == ["a shame for everybody"]
    assert ranked("One official called it “a shame for everybody”.", "The pier is shut.") == []


def test_a_short_statement_comes_before_a_long_one() -> None:
    long = (
        "The pier is old, and "
        + "we have said so every year to every mayor and every council, and " * 3
        + "nobody heard"
    )
    short = "No ferry has landed at the pier since Monday"
    article = f"“{long},” said Nora Velden, a pilot.\n\n“{short},” said Ida Winther, a pilot."
    assert ranked(article, "The pier is shut.")[0] == short


def test_a_sentence_that_points_back_comes_after_one_that_stands_alone() -> None:
    pointing = "“They were built for the winter and the ice,” said Nora Velden, a pilot."
    alone = "“Piers stand in salt water, in winter and under ice,” said Ida Winther, a pilot."
    assert ranked(pointing, alone)[0].startswith("Piers")


def test_a_quote_of_nobody_is_left_out_if_others_have_speakers() -> None:
    nobody = "“The ferry pier must be shut before winter and the ice.”"
    somebody = "“The old road was never built for so many lorries,” said Ida Winther, a builder."
    assert len(ranked(nobody, somebody)) == 1
    assert len(ranked(nobody, "The pier is shut.")) == 1


def test_what_another_paper_writes_and_fragments_are_left_out() -> None:
    paper = "“The ferry pier has been a shame for all of Velmar,” The New York Times said."
    fragment = "Nora Velden called it “a shame”."
    whole = "“The old road was never built for so many lorries,” said Ida Winther, a builder."
    assert ranked(paper, fragment, whole) == ["The old road was never built for so many lorries"]


def test_a_thread_of_one_story_keeps_all_its_quotes() -> None:
    assert len(ranked("Nora Velden called it “a shame”. “The pier is shut,” Tom Harker said.")) == 2


def test_a_report_whose_title_says_the_same_in_other_words_is_no_essay() -> None:
    titles = [f"Ferry pier of Velmar to shut, union says {n}" for n in range(5)]
    titles += ["Ferry workers call for a long strike", "Workers call for a long strike at the harbour"]
    talk = "“We are not going to be sent home like children,” said Nora Velden, a pilot, on Monday."
    quoted = texts(*["The pier is shut."] * 5, talk, "The strike began.")
    keyed = key_quotes(collate(quoted), quoted, titles)
    assert [each.lead for each in keyed] == [6]


def test_an_essay_that_only_touches_on_the_event_is_left_out() -> None:
    titles = [f"Ferry pier of Velmar to shut, union says {n}" for n in range(5)]
    stories = ["“The ferry pier in Velmar must shut before winter,” said Nora Velden, a pilot."] + [
        "The pier is shut."
    ] * 4
    essay = "“The sea gives and the sea takes, as our fathers knew,” wrote Ida Winther, a poet, of the ferry."
    quoted = texts(*stories, essay)
    keyed = key_quotes(collate(quoted), quoted, [*titles, "The sea and us"])
    assert [each.lead for each in keyed] == [1]


def test_a_weak_first_quote_comes_before_a_second_one() -> None:
    article = (
        "“The ferry pier must be shut before winter and the ice,” said Nora Velden, a pilot.\n\n"
        "“The pier is old and the ferry is older than the ice,” Velden said at the harbour.\n\n"
        "“This town is committed to everybody who needs the ferry,” said Tom Harker, an expert."
    )
    assert ranked(article, "The pier is shut.")[1].startswith("This town")


def test_fragments_of_other_stories_join_the_statements_of_one_story() -> None:
    talkative = (
        "“The ferry pier must be shut before winter and the ice,” said Nora Velden, a pilot.\n\n"
        "“No ferry should leave the pier in such a storm,” said Tom Harker, a pilot."
    )
    fragment = "Ida Winther called it “a shame for everybody”."
    assert "a shame for everybody" in ranked(talkative, fragment)
    others = "“We mend the pier in spring,” said Ada Brill.\n\n“Nobody asked the sailors about winter,” said Bo Lind."
    assert "a shame for everybody" not in ranked(talkative, fragment, others)


VOICES = (
    "“The ferry pier must be shut before winter and the ice,” said Nora Velden, a pilot.",
    "“The pier is old and the ferry is older than the ice,” Velden said at the harbour.",
    "“No ferry should leave the pier in such a storm,” said Tom Harker, a pilot.",
    "“We mend the ferry pier when spring is here,” said Ada Brill, a builder.",
    "“Nobody asked the sailors about the winter,” said Bo Lind, a sailor.",
    "“The council has no money for the pier,” said Ida Winther, a clerk.",
)


def test_a_story_that_alone_has_quotes_shows_four_voices() -> None:
    shown = ranked("\n\n".join(VOICES), "The pier is shut.")
    assert len(shown) == 4
    assert "The pier is old and the ferry is older than the ice" not in shown
    assert len(ranked("\n\n".join(VOICES), "“It is cold on the pier,” said Eva Holm, a cook.")) == 7


def test_a_fragment_is_a_second_voice_unless_it_is_a_platitude() -> None:
    fragment = "Ida Winther called the ferry “a shame for everybody”."
    trite = "Eva Holm spoke of “stronger ties”."
    assert ranked(VOICES[0], trite, fragment)[1:] == ["a shame for everybody"]
    assert "a shame for everybody" not in ranked(*VOICES[:3], fragment)


def test_a_part_of_a_sentence_comes_after_the_statements_of_others() -> None:
    part = "Ida Winther, a clerk, said the ferry pier “must be shut before the winter and before all the ice comes”."
    assert ranked(part, VOICES[4])[0].startswith("Nobody asked")


def test_a_predicate_without_its_subject_is_a_fragment() -> None:
    part = "Ida Winther, a clerk, said the ferry pier “is the most important one of all piers in Velmar”."
    assert ranked(part, *VOICES[2:]) == ranked("Ida Winther was there.", *VOICES[2:])


def test_a_verb_without_its_subject_is_a_fragment() -> None:
    part = "Ida Winther, a clerk, said the ferry pier would “go on to serve a great many sailors in the coming years”."
    assert ranked(part, *VOICES[2:]) == ranked("Ida Winther was there.", *VOICES[2:])


def test_a_part_of_a_sentence_is_left_out_if_there_are_four_voices() -> None:
    part = "Eva Holm, a clerk, called the ferry “the most important of all ferries between Velmar and Port Anselm”."
    shown = ranked(part, *VOICES[2:])
    assert ranked(part, *VOICES[3:])[-1].startswith("the most important")
    assert len(shown) == 4
    assert not any(quote.startswith("the most important") for quote in shown)


FAR = "At the pier there are a choir and a theatre, and the bakers open before the sun is up.\n\n" * 40


def test_what_stands_late_and_far_from_the_titles_is_left_out_if_there_are_four_voices() -> None:
    aside = f"{FAR}“Our theatre will stage two comedies this summer,” said Eva Holm, a director."
    assert ranked(aside, *VOICES[3:])[-1].startswith("Our theatre")
    assert not any(quote.startswith("Our theatre") for quote in ranked(aside, *VOICES[2:]))


def test_a_commentator_who_speaks_late_and_far_from_the_titles_is_left_out() -> None:
    aside = f"{FAR}“Our theatre will stage two comedies this summer,” said Eva Holm, an analyst at a bank."
    assert ranked(aside, VOICES[3]) == ["We mend the ferry pier when spring is here"]


def test_an_early_quote_comes_before_a_late_one() -> None:
    late = f"{FAR}“No ferry leaves the pier before Monday morning,” said Eva Holm, a pilot."
    early = f"“No lorry leaves the pier before Sunday evening,” said Tom Harker, a pilot.\n\n{FAR}"
    assert ranked(late, early)[0].startswith("No lorry")


def test_a_third_voice_of_a_story_comes_after_a_weaker_one_of_another() -> None:
    talkative = "\n\n".join(VOICES[2:5])
    other = "“We are committed to better roads through such long valleys,” said Eva Holm, a cook."
    assert ranked(talkative, other)[2].startswith("We are committed")


def test_what_is_signed_for_another_outlet_comes_from_a_press_review() -> None:
    review = (
        "“The closed pier in Velmar shows what winter does.” — Eva Holm, CNN\n\n"
        "“Ferry towns have waited years for this moment.” — Sam Reyd, Mother Jones\n\n"
        "“The ferry never earned its price.” — Pia Lund, New Republic"
    )
    assert len(ranked(review, *VOICES[2:])) == 4
    assert len(ranked(review, *VOICES[3:])) == 4


def test_a_letter_that_nobody_signs_comes_last() -> None:
    letter = "“The ferry pier must be shut before winter and the ice,” the letter said."
    named = "“My lorry has stood in this queue since Monday night,” said Bo Lind."
    assert ranked(letter, named)[1].startswith("The ferry pier")


def test_a_person_in_a_press_review_joins_the_statements_of_one_story() -> None:
    statement = "“The ferry pier must be shut before winter and the ice,” said Nora Velden, a pilot."
    review = (
        "The ferry pier is shut, The Guardian said, and calls it “a bridge too far for anybody”.\n\n"
        "Ida Winther named “the means, the motive and the chance” of the ferry.\n\n"
        "The Times said that the ferry pier was “no place to be in the ice”."
    )
    assert ranked(statement, review)[1:] == ["the means, the motive and the chance"]


def test_a_key_quote_says_what_puts_it_forward_and_back() -> None:
    shared = "“The ferry pier must be shut before winter and the ice,” said Nora Velden, an analyst at a bank."
    quoted = texts(shared, shared, "“We mend it as soon as April brings warm nights,” officials said.")
    first, second = (each.grounds for each in key_quotes(collate(quoted), quoted, TITLES))
    assert first == (Ground.NO_NAME,)
    assert second == (Ground.SEVERAL_OUTLETS, Ground.ROLE, Ground.TITLE_WORDS, Ground.COMMENTATOR)


def test_the_copy_with_the_full_name_of_the_speaker_leads() -> None:
    surname = "“The ferry pier must be shut before winter and the ice,” President Velden said on Monday."
    full = "“The ferry pier must be shut before winter,” said Nora Velden, the president."
    quoted = texts(surname, full)
    (only,) = collate(quoted)
    assert only.lead == 2


def test_the_copy_with_the_name_beside_the_quote_leads() -> None:
    pronoun = "Harry Velden met Sam Reyd. “The ferry pier is shut for the whole long winter,” he said on Monday."
    beside = "“The ferry pier is shut for the whole long winter,” said Jim Manlow, a spokesman."
    quoted = texts(pronoun, beside)
    (only,) = collate(quoted)
    assert only.lead == 2
