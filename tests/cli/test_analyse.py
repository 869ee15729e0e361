"""What `briefing analyse --explain` prints."""

import json
import re
from pathlib import Path

import pytest

from briefing.cli.main import main

TEXT = "Mira Holt, the harbour minister, spoke on Monday. “We are ready,” she said."


@pytest.fixture
def story(tmp_path: Path) -> str:
    file = tmp_path / "story.txt"
    file.write_text(TEXT, "utf-8")
    return str(file)


def test_explain_prints_why_under_the_findings(story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", story, "--explain", "--home", str(tmp_path / "home")]) == 0
    printed = capsys.readouterr().out
    assert '“We are ready”: Mira Holt, because "she" goes with "said" after the quote and "she" refers to' in printed
    assert printed.index("Actors") < printed.index("Why these speakers") < printed.index("Why these actors")


def test_reasons_in_json_carry_rule_and_offsets(story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", story, "--explain", "--json", "--home", str(tmp_path / "home")]) == 0
    found = json.loads(capsys.readouterr().out)
    speaker = found["quotes"][0]["reasons"][0]
    assert (speaker["question"], speaker["rule"]) == ("speaker", "cue verb after the quote")
    assert speaker["reason"].startswith("“We are ready”: Mira Holt, because ")
    rows = [*found["quotes"], *found["actors"]]
    spans = [span for row in rows for reason in row["reasons"] for span in reason["evidence"]]
    assert {span["text"] for span in spans} >= {"said", "she", "Mira Holt"}
    assert all(found["text"][span["start"] : span["end"]] == span["text"] for span in spans)


def test_without_explain_no_reasons_are_printed(story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", story, "--json", "--home", str(tmp_path / "home")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert not any("reasons" in row for row in (*found["quotes"], *found["actors"]))


def test_the_example_on_the_page_of_the_analysis_is_what_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "briefing/analysis/README.md").read_text(encoding="utf-8")
    text, printed = re.findall(r"^```\n(.*?)^```", page.partition("Take this text:")[2], re.MULTILINE | re.DOTALL)[:2]
    (tmp_path / "story").write_text(text, encoding="utf-8")
    assert main(["analyse", str(tmp_path / "story"), "--explain", "--home", str(tmp_path / "home")]) == 0
    assert capsys.readouterr().out.partition("Why these speakers")[2].strip() == (
        printed.partition("Why these speakers")[2].strip()
    )
