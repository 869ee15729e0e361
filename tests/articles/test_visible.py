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


def test_what_appears_over_a_name_is_left_out() -> None:
    text = _text(
        'The mayor <span class="rollover-people"><a href="/people/1">Ilse Brandt</a>'
        '<span class="rollover-people-block">'
        '<a href="/2">Brandt doubles down on tolls</a></span></span> spoke <span class="tooltip">for hours'
        '<span class="tooltiptext">about three of them</span></span>, and left.'
    )
    assert "The mayor Ilse Brandt spoke for hours, and left." in text


def test_comments_below_the_article_are_left_out() -> None:
    comments = "".join(
        f"<p>I have lived in Velda for {years} years, and the bridge was never safe.</p>" for years in range(9)
    )
    page = _PAGE.replace("</article>", f"</article><div class='article-comments'><p>Nine readers</p>{comments}</div>")
    text = extract(page.format("The toll stays as it is, " * 12).encode(), "https://velda.example/1").text
    assert "I have lived" not in text
    assert "The ferry will run" in text


def test_links_to_other_articles_are_left_out_and_other_text_in_such_a_part_stays() -> None:
    teasers = "<div class='see-also'><a href='/2'>Ten islands to see</a></div>"
    text = _text(
        f"The toll stays.</p>{teasers}<div class='see-also'><p>The clerk saw also an old map.</p></div><p>It ends."
    )
    assert "Ten islands" not in text
    assert "The clerk saw" in text


def test_a_teaser_in_brackets_is_left_out() -> None:
    assert "Roman treasures" not in _text(
        "The toll stays.</p><p>[<a href='/2'>Museum houses Roman treasures</a>]</p><p>Yes."
    )


def test_a_page_whose_paragraphs_are_in_an_aside_is_searched_again() -> None:
    words = "The council of Velda voted by nine to four on Saturday night to close the harbour bridge, the clerk said. "
    menu = "".join(f"<li><a href='/{number}'>Section {number}</a></li>" for number in range(40))
    page = f"<html><body><ul>{menu}</ul><aside><article>{f'<p>{words * 2}</p>' * 6}</article></aside></body></html>"
    assert "The council of Velda" in extract(page.encode(), "https://velda.example/1").text


def test_tables_and_exponents_are_readable() -> None:
    text = _text("The map shows 10<sup>6</sup> km<sup>2</sup>.</p><table><tr><th>Party</th><th>Seats</th></tr>"
                 "<tr><td>Reds</td><td>12</td></tr></table><p>The vote was close.")  # fmt: skip
    assert "10⁶ km²" in text
    assert "Reds | 12" in text


def test_a_plain_text_is_an_article_of_its_paragraphs() -> None:
    body = b"VELDA HARBOUR OFFICE\n\nThe harbour bridge closes\non Monday.\n\n\nThe ferry runs all night.\n"
    article = extract(body, "https://velda.example/1.txt", "text/plain; charset=utf-8")
    assert article.text == "VELDA HARBOUR OFFICE\nThe harbour bridge closes on Monday.\nThe ferry runs all night."
