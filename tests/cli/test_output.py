"""JSON on standard output, whole or item by item."""

import json

import pytest

from briefing.cli.output import json_list, print_json

ITEM = {"text": '“Naïve”\n\\ "x" \u2028', "count": 3, "share": 0.25, "none": None, "yes": True, "empty": [], "no": {}}
NESTED = {"list": [ITEM, [1, "two", [3]]], "whole": ITEM}


def test_json_is_what_the_standard_library_writes(capsys: pytest.CaptureFixture[str]) -> None:
    print_json(NESTED)
    assert capsys.readouterr().out == json.dumps(NESTED, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("items", [[], [ITEM], [NESTED, ITEM, {}]])
def test_a_list_written_item_by_item_is_the_same(
    items: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    with json_list({"version": 1}, "items") as add:
        for item in items:
            add(item)
    assert capsys.readouterr().out == json.dumps({"version": 1, "items": items}, ensure_ascii=False, indent=1) + "\n"
