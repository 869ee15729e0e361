"""Only what a browser shows of a page is text of the article."""

from briefing.articles.extract import extract

_PAGE = """<html><head><title>Velda closes bridge</title></head><body><article><h1>Velda closes bridge</h1>
<p>The council of Velda voted by nine to four on Saturday night to close the harbour bridge for two years.</p>
<p>{}</p>
<p>The ferry will run all night from Saturday on, the harbour master of Velda told the council in the town hall.</p>
</article></body></html>"""


def _text(paragraph: str) -> str:
    return extract(_PAGE.format(paragraph).encode(), "https://velda.example/1", "text/html; charset=utf-8").text


def test_a_quotation_element_keeps_its_marks_and_its_sentence() -> None:
    text = _text(
        "<q>We will keep <q>one</q> ferry</q>, said Ilse Brandt, the mayor of Velda, after a meeting of hours."
    )
    assert "“We will keep ‘one’ ferry”, said Ilse Brandt" in text


def test_hidden_and_struck_out_parts_are_left_out() -> None:
    text = _text(
        'The mayor spoke for <del>eleven</del> three hours. <span style="display:none">I lied.</span>'
        '<span hidden>I was paid.</span> <span class="visually-hidden">Opens in a new window</span> She then left.'
    )
    assert "three hours" in text
    assert "She then left" in text
    assert not any(words in text for words in ("eleven", "lied", "paid", "new window"))


def test_a_plain_text_is_an_article_of_its_paragraphs() -> None:
    body = b"VELDA HARBOUR OFFICE\n\nThe harbour bridge closes\non Monday.\n\n\nThe ferry runs all night.\n"
    article = extract(body, "https://velda.example/1.txt", "text/plain; charset=utf-8")
    assert article.text == "VELDA HARBOUR OFFICE\nThe harbour bridge closes on Monday.\nThe ferry runs all night."
