"""The brief as one self-contained HTML page, made from its Markdown: it has no script and loads nothing."""

from html import escape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from briefing.data.loader import read_text

_STYLE = "brief.css"


def html_page(markdown: str) -> str:
    """Return a page with the brief. The Markdown escapes untrusted text, so it cannot become markup."""
    front, body = _without_front_matter(markdown)
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    tokens = parser.parse(body)
    title = next((each.content for each in _inline(tokens)), "Daily brief")
    renderer = parser.renderer
    assert isinstance(renderer, RendererHTML)
    content = renderer.render(_marked(tokens), parser.options, {})
    return (
        '<!DOCTYPE html>\n<html lang="en" data-type="daily-brief">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{read_text(_STYLE)}</style>\n</head>\n<body>\n<main>\n"
        f"{content}</main>\n<footer><pre>{escape(front)}</pre></footer>\n</body>\n</html>\n"
    )


def _without_front_matter(markdown: str) -> tuple[str, str]:
    _, front, body = markdown.split("---\n", 2)
    return front, body


def _inline(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "inline"]


def _marked(tokens: list[Token]) -> list[Token]:
    """Give the analyst's paragraphs a class, so that judgements look different from facts."""
    for opening, inline in pairwise(tokens):
        if opening.type == "paragraph_open" and inline.type == "inline" and "** (analyst" in inline.content[:80]:
            opening.attrSet("class", "analyst")
    return tokens
