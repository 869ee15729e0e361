"""What is wrong with the form of a brief: each rule finds its fault, and a good brief has none."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.export.markdown.lint import lint
from briefing.model.brief import Brief, BriefItem, Change
from briefing.model.judgement import Judgement, Part
from tests.export.builders import EARLIER, NOW, a_brief, a_page
from tests.export.markdown.test_brief import markdown_of

TEXTS = {1: "Grain terminal still shut\nThe operator Velmar Terminals says 14 ships wait.", 2: "Reprint\nText."}


def a_judged_brief(**parts: str) -> Brief:
    """Return a brief whose only item has these judgements, by the name of the part."""
    judgements = {Part[name]: Judgement(Part[name], text, EARLIER, EARLIER) for name, text in parts.items()}
    page = a_page()
    item = BriefItem(replace(page, row=replace(page.row, independent=2)), judgements=judgements)
    bottom_line = Judgement(Part.BOTTOM_LINE, "The terminal stays shut.", EARLIER, EARLIER)
    return replace(a_brief(), items=(item,), bottom_line=bottom_line)


def findings(brief: Brief) -> list[str]:
    return [each.sentence for each in lint(markdown_of(brief), TEXTS)]


GOOD = a_judged_brief(
    WHY="Most wheat leaves through this port.",
    ASSESSMENT="A restart on Tuesday is likely. We saw that Velmar Terminals counts 14 ships [1].",
    CONFIDENCE="High. Two outlets saw the berths.",
    CHANGE="The authority closes berth 4.",
)


def test_a_good_brief_has_no_findings() -> None:
    assert findings(GOOD) == []


@pytest.mark.parametrize(
    ("brief", "finding"),
    [
        (replace(GOOD, bottom_line=None), "there is no bottom line"),
        (
            a_judged_brief(ASSESSMENT="A restart is likely, with high confidence."),
            "likelihood and confidence in one sentence",
        ),
        (a_judged_brief(ASSESSMENT="A restart is highly likely."), "“highly likely” is not a word of the scale"),
        (a_judged_brief(ASSESSMENT="A restart is probable."), "“probable” is not a word of the scale"),
        (a_judged_brief(WHY="We know that 900 ships wait [1]."), "“900” is not in [1]"),
        (a_judged_brief(WHY="We know that Oskar Vell owns it [1]."), "“Oskar Vell” is not in [1]"),
        (a_judged_brief(WHY="It is shut [9]."), "cites [9], which is not in a list of articles"),
    ],
)
def test_each_rule_finds_its_fault(brief: Brief, finding: str) -> None:
    (found,) = findings(brief)
    assert found.startswith(finding)


def test_high_confidence_on_one_outlet() -> None:
    item = a_judged_brief(CONFIDENCE="High. It is in the paper.").items[0]
    page = replace(item.page, row=replace(item.page.row, independent=1, stories=1))
    brief = replace(GOOD, items=(replace(item, page=page),))
    assert findings(brief) == ["high confidence, and the item rests on one independent outlet"]


def test_an_item_of_reprints_only() -> None:
    page = replace(a_page(), row=replace(a_page().row, independent=1, stories=2))
    assert findings(replace(GOOD, items=(BriefItem(page),))) == ["2 articles, and all of them repeat one report"]


def test_a_judgement_older_than_its_facts() -> None:
    item = replace(GOOD.items[0], change=Change.DEVELOPED, fresh=(2,))
    brief = replace(GOOD, items=(item,), since=NOW, previous=date(2026, 11, 21), bottom_line=GOOD.bottom_line)
    assert set(findings(brief)) == {
        f"{part.value} is older than what is new: confirm or change it" for part in item.judgements
    }


def test_a_sentence_put_between_the_cited_ones() -> None:
    markdown = markdown_of(GOOD)
    before = markdown.replace("**What happened.** ", "**What happened.** The mayor has resigned today. ")
    after = markdown.replace("stays shut. [1][2]", "stays shut. [1][2] The mayor has resigned.")
    for forged in (before, after):
        assert any("a sentence without a source" in each.sentence for each in lint(forged))


def test_a_quote_without_its_speaker() -> None:
    forged = markdown_of(GOOD) + "\n> “We resign.”\n"
    assert [each.sentence for each in lint(forged, TEXTS)] == ["a quote without its speaker and source"]


def test_a_citation_in_the_words_of_a_source_is_none() -> None:
    assert not any("[7]" in each for each in findings(replace(GOOD, items=(BriefItem(a_page(words="See [7] now.")),))))


def test_a_text_without_headings_has_no_items() -> None:
    assert [each.sentence for each in lint("# A page\n\nWords.\n")] == ["there is no bottom line"]


def test_a_fault_names_the_item_in_which_it_is() -> None:
    (found,) = lint(markdown_of(a_judged_brief(ASSESSMENT="A restart is probable.")), TEXTS)
    assert found.heading == f"1. {a_page().row.title}"
    (missing,) = lint(markdown_of(replace(GOOD, bottom_line=None)), TEXTS)
    assert missing.heading == ""
