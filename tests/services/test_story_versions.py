from dataclasses import replace

from briefing.services.story_versions import changed_spans, compared_versions
from tests.tui.program import program


def changed(text: str, other: str) -> list[str]:
    return [span.cut(text) for span in changed_spans(text, other)]


def test_words_that_are_new_are_found() -> None:
    assert changed("Nine dead in the fire\nin Morrow Bay", "Three dead in the fire\nin Morrow") == ["Nine", "Bay"]


def test_a_text_that_stayed_the_same_has_no_changes() -> None:
    assert changed("Three dead", "Three dead") == []


def test_a_paragraph_that_is_new_is_one_change() -> None:
    assert changed("One.\nTwo came later.\nThree.", "One.\nThree.") == ["Two came later."]


def test_a_long_text_is_compared_by_paragraphs() -> None:
    same = "The same words stand here again and again.\n" * 2_000
    assert changed(f"{same}A new line.", f"{same}An old line.") == ["A new line."]


async def test_each_version_marks_what_the_next_one_lacks_and_the_last_what_is_new() -> None:
    async with program(1) as morning:
        page = await morning.services.stories.page(1)
        assert page is not None
        snapshots = [
            replace(page.snapshot, text=text) for text in ("Three dead.", "Nine dead.", "Nine dead, one lost.")
        ]
        versions = compared_versions(snapshots)
        words = [[span.cut(each.snapshot.text) for span in each.changed] for each in versions]
        assert words == [["Three"], ["dead."], ["dead, one lost."]]
