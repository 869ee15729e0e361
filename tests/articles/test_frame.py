from briefing.articles.frame import kept_lines, strip_frame

PARAGRAPH = (
    "The council of Port Velmar voted on Tuesday to close the old harbour for two years, after engineers had found"
    " cracks in the outer wall that could not be mended while ships were moored there."
)
SECOND = (
    "Fishermen who have used the quay for generations said that they had learned of the decision from the radio, and"
    " that nobody had asked them where their boats should go in the meantime."
)


def test_navigation_and_bylines_above_the_article_go() -> None:
    lines = ["HomeNewsHarbour closed", "Published on 5 January 2026", "By Ada Quill", "4 min read", PARAGRAPH, SECOND]
    assert strip_frame(lines) == [PARAGRAPH, SECOND]


def test_the_author_above_the_article_goes_in_any_script() -> None:
    assert kept_lines(["渡辺洋介。", PARAGRAPH], author="渡辺洋介。") == [1]


def test_everything_under_a_heading_of_other_matter_goes() -> None:
    for heading in (
        "Latest articles",
        "More like this",
        "Related stories:",
        "Discover more",
        "You may also like",
        "Most read",
    ):
        assert strip_frame([PARAGRAPH, SECOND, heading, "Bridge opens in Ostmark", "Ten islands to see"]) == [
            PARAGRAPH,
            SECOND,
        ]


def test_a_heading_with_paragraphs_after_it_cuts_nothing_behind_it() -> None:
    assert strip_frame([PARAGRAPH, "More news", SECOND, PARAGRAPH])[-2:] == [SECOND, PARAGRAPH]


def test_lines_that_call_on_the_reader_go_wherever_they_stand() -> None:
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
        assert strip_frame([PARAGRAPH, call, SECOND]) == [PARAGRAPH, SECOND]


def test_a_paragraph_that_begins_like_a_call_stays() -> None:
    paragraph = f"Read more than once, the letter shows its author's doubts. {SECOND} {PARAGRAPH}"
    assert strip_frame([PARAGRAPH, paragraph]) == [PARAGRAPH, paragraph]


def test_a_line_that_is_nothing_but_a_link_goes() -> None:
    assert kept_lines([PARAGRAPH, "Mayor of Ostmark denies everything in court", SECOND], linked={1}) == [0, 2]


def test_labels_after_the_last_sentence_go_and_credits_stay() -> None:
    lines = [
        PARAGRAPH,
        SECOND,
        PARAGRAPH,
        SECOND,
        "Additional reporting by Tom Reed",
        "Jobs by email",
        "Create a profile",
    ]
    assert strip_frame(lines)[-1] == "Additional reporting by Tom Reed"


def test_a_list_of_relevant_articles_stays_and_what_comes_after_it_goes() -> None:
    cited = [
        "Relevant articles:",
        "Harbour wall cracks, The Courier, 01/04/2026",
        "Boats without a quay, Ostmark Post, 2026-01-05",
    ]
    assert strip_frame([PARAGRAPH, *cited, "Latest articles", "Bridge opens", "More like this"]) == [PARAGRAPH, *cited]


def test_a_label_that_comes_again_and_again_goes() -> None:
    assert strip_frame([PARAGRAPH, "Photo Press", SECOND, "Photo Press", SECOND, "Photo Press", PARAGRAPH]) == [
        PARAGRAPH,
        SECOND,
        SECOND,
        PARAGRAPH,
    ]


def test_a_paragraph_that_a_page_gives_twice_stays_once() -> None:
    assert strip_frame([PARAGRAPH, PARAGRAPH, SECOND]) == [PARAGRAPH, SECOND]


def test_a_short_text_without_paragraphs_is_left_alone() -> None:
    assert strip_frame(["Harbour closed", "Two years of work"]) == ["Harbour closed", "Two years of work"]


def test_nothing_comes_of_nothing() -> None:
    assert strip_frame([]) == []
