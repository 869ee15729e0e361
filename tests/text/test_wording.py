from datetime import UTC, datetime, timedelta

from briefing.text.wording import age, capitalised, counted, shortened

NOW = datetime(2026, 11, 22, 7, 48, tzinfo=UTC)


def hours_ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def test_ages_take_at_most_four_cells() -> None:
    assert [age(hours_ago(hours), NOW) for hours in (0.001, 0.6, 2.4, 23.9, 97, 99_999)] == [
        "1m", "36m", "2h", "23h", "4d", "999d",
    ]  # fmt: skip


def test_a_moment_to_come_is_just_now() -> None:
    assert age(hours_ago(-5), NOW) == "1m"


def test_counts_have_the_noun_of_their_number() -> None:
    assert [counted(number, "thread") for number in (0, 1, 2)] == ["0 threads", "1 thread", "2 threads"]
    assert [counted(number, "new story", "new stories") for number in (1, 2)] == ["1 new story", "2 new stories"]


def test_an_error_is_shown_with_a_capital() -> None:
    assert capitalised(ValueError("there is no desk")) == "There is no desk"
    assert capitalised("") == ""


def test_what_is_too_long_is_cut_at_a_word() -> None:
    assert shortened("2. Grain terminal still shut", 40) == "2. Grain terminal still shut"
    assert shortened("2. Grain terminal still shut", 20) == "2. Grain terminal…"
    assert shortened("Kornumschlagplatzbetreiber", 10) == "Kornumsch…"
    assert shortened("Ein Kornumschlagplatzbetreiber", 12) == "Ein Kornums…"
