import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.plain import linked_text, plain_line, plain_text


def test_paragraphs_become_lines() -> None:
    assert (
        plain_text("<p>One.</p><p>Two<br>three</p><ul><li>four</li><li>five</li></ul>")
        == "One.\nTwo\nthree\nfour\nfive"
    )


def test_line_ends_inside_a_paragraph_are_spaces() -> None:
    assert plain_text("<p>One\n  and   two</p>") == "One and two"


def test_preformatted_text_keeps_its_lines() -> None:
    assert plain_text("<pre>a\nb</pre>") == "a\nb"


def test_scripts_styles_and_comments_are_no_text() -> None:
    assert (
        plain_text("a<script>alert('<p>')</script><style>p{}</style><!-- hidden --><svg><title>x</title></svg>b")
        == "ab"
    )


def test_entities_are_decoded_once() -> None:
    assert plain_text("<p>AT&amp;T &amp;lt;b&amp;gt; &#8220;x&#8221;</p>") == "AT&T &lt;b&gt; “x”"


def test_plain_text_keeps_its_own_lines() -> None:
    assert plain_text("First.\n\nSecond &amp; last.") == "First.\nSecond & last."


def test_escape_sequences_hidden_in_entities_do_not_come_through() -> None:
    assert plain_text("<p>a&#27;[31mb&#x1B;]0;x&#7;c&#x202e;d&#65;</p>") == "abcdA"


@pytest.mark.parametrize("fragment", ["<div>" * 20_000 + "deep", "<blockquote><ul><li>" * 5_000 + "deep" + "</li>" * 9])
def test_deep_nesting_is_read_without_recursion(fragment: str) -> None:
    started = time.process_time()
    assert plain_text(fragment) == "deep"
    assert time.process_time() - started < 3


def test_only_the_beginning_of_a_huge_fragment_is_read() -> None:
    assert plain_text("x" * 500, limit=100) == "x" * 100


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("AT&T <3", "AT&T <3"),
        ("AT&amp;T", "AT&T"),
        ("<b>Bold</b> move", "Bold move"),
        ("Why Vec<T> grows", "Why Vec<T> grows"),
        ("a &lt; b", "a < b"),
        ("R&D & more; copy", "R&D & more; copy"),
        ("<p>One</p><p>two</p>", "One two"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("[/link] [@click=app.quit]x[/]", "[/link] [@click=app.quit]x[/]"),
        ("two\nlines\tand \u2028more", "two lines and more"),
    ],
)
def test_titles_are_read_as_html_or_as_they_stand(written: str, shown: str) -> None:
    assert plain_line(written) == shown


@given(st.text(alphabet=st.sampled_from("ab <>&;/!-#x2\n'\"=\x1b\x9b\u202epdivbrscript"), max_size=200))
def test_no_fragment_breaks_the_reader(fragment: str) -> None:
    text = plain_text(fragment)
    assert "\x1b" not in text
    assert "\n\n" not in text
    assert "\n" not in plain_line(fragment)


def test_links_stand_where_their_words_stand() -> None:
    fragment = (
        "<p>It was  <b>first</b> told <a href='https://radio.example/1'>by\n the <i>radio</i></a>.</p>\n\n"
        "<p>The port <a href=https://port.example/>said</a> no</p>"
    )
    text, links = linked_text(fragment)
    assert text == "It was first told by the radio.\nThe port said no"
    assert [(url, text[start:end]) for url, start, end in links] == [
        ("https://radio.example/1", "by the radio"),
        ("https://port.example/", "said"),
    ]


def test_links_without_words_or_address_are_left_out() -> None:
    assert linked_text("<p>One <a href='https://a.example/'><img src=x></a><a>two</a> <a href='x'>three")[1] == ()


@given(
    st.lists(st.sampled_from(["<a href=u>", "</a>", "<p>", "word", " ", "\n", "&amp;", "<br>", "\u200b", "é\u0301"]))
)
def test_whatever_stands_in_a_link_is_cut_from_the_text(pieces: list[str]) -> None:
    text, links = linked_text("<p>" + "".join(pieces))
    assert text == plain_text("<p>" + "".join(pieces))
    assert all(0 <= start < end <= len(text) and text[start:end].strip() == text[start:end] for _, start, end in links)


def test_many_links_are_read_in_linear_time() -> None:
    began = time.process_time()
    linked_text("<a href='https://a.example/'>x</a> " * 30_000)
    assert time.process_time() - began < 10
