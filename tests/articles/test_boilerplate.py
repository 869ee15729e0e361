from collections.abc import Sequence

from briefing.articles.boilerplate import article_lines

PARAGRAPH = (
    "The council of Port Velmar voted on Tuesday to close the old harbour for two years, after engineers had found"
    " cracks in the outer wall that could not be mended while ships were moored there."
)
SECOND = (
    "Fishermen who have used the quay for generations said that they had learned of the decision from the radio, and"
    " that nobody had asked them where their boats should go in the meantime."
)


def article_in(lines: Sequence[str]) -> list[str]:
    """Return the lines that belong to the article."""
    return [lines[index] for index in article_lines(lines)]


def test_navigation_and_bylines_above_the_article_are_left_out() -> None:
    lines = ["HomeNewsHarbour closed", "Published on 5 January 2026", "By Ada Quill", "4 min read", PARAGRAPH, SECOND]
    assert article_in(lines) == [PARAGRAPH, SECOND]


def test_the_author_above_the_article_is_left_out_in_any_script() -> None:
    assert article_lines(["渡辺洋介。", PARAGRAPH], author="渡辺洋介。") == [1]


def test_everything_under_a_heading_of_other_content_is_left_out() -> None:
    for heading in (
        "Latest articles",
        "More like this",
        "Related stories:",
        "Discover more",
        "You may also like",
        "Most read",
    ):
        assert article_in([PARAGRAPH, SECOND, heading, "Bridge opens in Ostmark", "Ten islands to see"]) == [
            PARAGRAPH,
            SECOND,
        ]


def test_paragraphs_after_a_heading_stay() -> None:
    assert article_in([PARAGRAPH, "More news", SECOND, PARAGRAPH])[-2:] == [SECOND, PARAGRAPH]


def test_calls_to_the_user_are_left_out_anywhere() -> None:
    for call in (
        "Read more: How the harbour was built",
        "READ ALSO | Ten harbours in danger",
        "Advertisement",
        "Sign up for our daily newsletter and never miss a story",
        "Follow our reporters on Twitter and Facebook.",
        "© 2026 The Velmar Courier. All rights reserved.",
        "This copy is for your personal, non-commercial use only. To order copies for clients, see our shop.",
        "This article has been sent to",
        "An error has occurred, please try again later.",
        "Thanks for signing up!",
        "Keep an eye on your inbox for the latest harbour news.",
        "Write to Ada Quill at ada@courier.example",
        "https://courier.example/harbour-closed",
        "Mayor furious at fishermen for harbour protest [INSIGHT]|",
    ):
        assert article_in([PARAGRAPH, call, SECOND]) == [PARAGRAPH, SECOND]


def test_a_paragraph_that_begins_like_a_call_stays() -> None:
    paragraph = f"Read more than once, the letter shows its author's doubts. {SECOND} {PARAGRAPH}"
    assert article_in([PARAGRAPH, paragraph]) == [PARAGRAPH, paragraph]


def test_a_line_that_is_only_a_link_is_left_out() -> None:
    assert article_lines([PARAGRAPH, "Mayor of Ostmark denies everything in court", SECOND], linked={1}) == [0, 2]


def test_labels_after_the_last_sentence_are_left_out_and_credits_stay() -> None:
    lines = [
        PARAGRAPH,
        SECOND,
        PARAGRAPH,
        SECOND,
        "Additional reporting by Tom Reed",
        "Jobs by email",
        "Create a profile",
    ]
    assert article_in(lines)[-1] == "Additional reporting by Tom Reed"


def test_a_list_of_relevant_articles_stays_and_what_follows_is_left_out() -> None:
    cited = [
        "Relevant articles:",
        "Harbour wall cracks, The Courier, 01/04/2026",
        "Boats without a quay, Ostmark Post, 2026-01-05",
    ]
    assert article_in([PARAGRAPH, *cited, "Latest articles", "Bridge opens", "More like this"]) == [PARAGRAPH, *cited]


def test_a_recurring_label_is_left_out() -> None:
    assert article_in([PARAGRAPH, "Photo Press", SECOND, "Photo Press", SECOND, "Photo Press", PARAGRAPH]) == [
        PARAGRAPH,
        SECOND,
        SECOND,
        PARAGRAPH,
    ]


def test_a_repeated_paragraph_stays_once() -> None:
    assert article_in([PARAGRAPH, PARAGRAPH, SECOND]) == [PARAGRAPH, SECOND]


def test_a_short_text_without_paragraphs_is_unchanged() -> None:
    assert article_in(["Harbour closed", "Two years of work"]) == ["Harbour closed", "Two years of work"]


def test_no_lines_give_no_lines() -> None:
    assert article_in([]) == []
