import pytest

from briefing.analysis.sources.credits import credited_publisher

STORY = "Customs officers at Port Velmar walked out over pay. Grain ships queued in the bay."


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (f"PORT VELMAR (AP) — {STORY}", "ap"),
        (f"(Reuters) - {STORY}", "reuters"),
        (f"PORT VELMAR, March 4 (Xinhua) -- {STORY}", "xinhua"),
        (f"PORT VELMAR, March 4. /TASS/. {STORY}", "tass"),
        (f"Port Velmar: (PTI) {STORY}", ""),
        (f"Port Velmar, March 4 (PTI): {STORY}", "pti"),
        (f"PORT VELMAR — (AFP) {STORY}", "afp"),
        (f"By ANN DOE and BO ROE, Associated Press\n{STORY}", "ap"),
        (f"By The Associated Press\n{STORY}", "ap"),
        (f"{STORY}\nSource: Reuters", "reuters"),
        (f"{STORY} – AFP", "afp"),
        (f"{STORY}\n© 2031 AFP", "afp"),
        (f"{STORY}\nCopyright 2031 The Associated Press. All rights reserved.", "ap"),
        (f"{STORY}\n(Reporting by Ann Doe in Velmar; Editing by Bo Roe)", "reuters"),
        (
            f"{STORY}\nThis story was originally published by The Velmar Lantern and is reprinted here.",
            "velmar lantern",
        ),
    ],
)
def test_a_story_says_whose_text_it_prints(text: str, family: str) -> None:
    assert credited_publisher(text) == family


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "",
        f"PORT VELMAR (KVLM) -- {STORY}",
        f"{STORY}\nAssociated Press writer Ann Doe contributed to this report.",
        f"{STORY}\nWith files from The Associated Press",
        f"Reuters\n{STORY}",
        f"{STORY} The minister told Reuters so.",
        f"Photo: Ann Doe/AP\n{STORY}",
        f"The quay on Monday. Ann Doe/AFP/Picture House\n{STORY}",
        f"This story first appeared in The Ledger's port newsletter, Night Shift.\n{STORY}",
        f"{STORY} The union (PA) did not answer (AP).",
        f"{STORY}\n(Reporting by Ann Doe)",
    ],
)
def test_naming_an_agency_is_not_printing_its_text(text: str) -> None:
    assert credited_publisher(text) == ""


@pytest.mark.parametrize(
    ("author", "family"),
    [
        ("AFP", "afp"),
        ("The Associated Press", "ap"),
        ("Ann Doe, Associated Press", "ap"),
        ("By Ann Doe | Reuters", "reuters"),
        ("AFP | Reuters", ""),
        ("Reuters, Ann Doe", ""),
        ("Ann Doe for Velmar Online, Reuters", ""),
        ("Ann Doe", ""),
        ("Mike Bloomberg", ""),
        ("Reuters Institute", ""),
        ("", ""),
    ],
)
def test_an_agency_that_is_named_as_the_author_is_a_credit(author: str, family: str) -> None:
    assert credited_publisher(STORY, author) == family


def test_a_credit_in_the_text_takes_precedence_over_the_author() -> None:
    assert credited_publisher(f"PORT VELMAR (AP) — {STORY}", "AFP") == "ap"
