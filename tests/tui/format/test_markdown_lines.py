from briefing.tui.format.lines import plain
from briefing.tui.format.markdown_lines import blocks, inline, parsed_blocks


def text_of(markdown: str, width: int = 80) -> list[str]:
    return [plain(line).strip() for block in blocks(parsed_blocks(markdown), width) for line in block.lines]


def test_escapes_and_entities_are_characters() -> None:
    assert text_of("A \\[link\\] &amp; a \\*star\\*") == ["A [link] & a *star*"]


def test_a_link_shows_its_label() -> None:
    assert text_of("- [Gates to open](<https://eastwire.example/1>), *Eastwire*") == ["· Gates to open, Eastwire"]


def test_emphasis_is_a_role() -> None:
    assert inline("**Bottom line.** Shut [1]") == [
        ("Bottom line.", "strong b"),
        (" Shut\u00a0", "text"),
        ("[1]", "cite"),
    ]


def test_front_matter_stays_apart() -> None:
    assert text_of("---\ntype: daily-brief\n---\n\n# Brief")[:2] == ["type: daily-brief", "Brief"]


def test_a_table_fits_the_page() -> None:
    lines = text_of("| Actor | Role |\n|---|---|\n| Osmark Ferries | " + "operator " * 20 + "|", 60)
    assert lines[0].startswith("Actor")
    assert all(len(line) <= 57 for line in lines)


def test_a_quote_keeps_its_lines() -> None:
    assert text_of("> “We wait.”\n> — Mira Holt") == ["“We wait.”", "— Mira Holt"]


def test_a_citation_never_begins_a_line() -> None:
    (block,) = blocks(parsed_blocks("The terminal stays shut. [1] " * 12), 60)
    starts = [plain(line).strip()[:1] for line in block.lines]
    assert "[" not in starts
