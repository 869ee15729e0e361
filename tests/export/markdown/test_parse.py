"""Markdown read into blocks, lines and runs."""

from briefing.export.markdown.parse import Entry, Kind, Line, Run, Style, parse_line, parse_markdown

DOCUMENT = """---
type: daily-brief
---

# Brief

Words
go on.

> “One” [1]
> — A

- a
  b
  - c

| n | t |
|---|---|
| 1 | [label](<https://x.example/>) |

```
code
```

---
"""


def test_every_kind_of_block_is_read() -> None:
    kinds = [block.kind for block in parse_markdown(DOCUMENT)]
    assert kinds == [
        Kind.FRONT_MATTER,
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.QUOTE,
        Kind.LIST,
        Kind.TABLE,
        Kind.CODE,
        Kind.RULE,
    ]


def test_every_line_has_its_number_in_the_source() -> None:
    source = DOCUMENT.split("\n")
    for block in parse_markdown(DOCUMENT):
        for line in block.all_lines:
            assert line.text in source[line.number - 1] or line.source in source[line.number - 1]


def test_the_entries_of_a_list_keep_their_marks_and_depth() -> None:
    (entries,) = [block.entries for block in parse_markdown(DOCUMENT) if block.entries]
    assert entries == (
        Entry("-", 0, (Line(13, (Run("a"),)), Line(14, (Run("b"),)))),
        Entry("-", 1, (Line(15, (Run("c"),)),)),
    )


def test_a_citation_is_a_run_of_its_own_and_an_escaped_one_is_not() -> None:
    assert parse_line("**Bold** and \\[1\\] [2][3] `code`") == (
        Run("Bold", Style.STRONG),
        Run(" and [1] "),
        Run("[2]", Style.CITE),
        Run("[3]", Style.CITE),
        Run(" "),
        Run("code", Style.CODE),
    )


def test_html_and_reference_definitions_are_text() -> None:
    document = "<script>x</script>\n\n[1]: https://x.example/"
    assert [line.text for block in parse_markdown(document) for line in block.lines] == document.split("\n\n")


def test_an_empty_document_has_no_blocks() -> None:
    assert parse_markdown("") == ()
