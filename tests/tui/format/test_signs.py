from briefing.tui.format.lines import PULSE
from briefing.tui.format.signs import pulse


def test_a_pulse_has_a_bar_a_day_in_step_with_the_busiest() -> None:
    assert pulse([0, 1, 2, 3, 4]) == (("▁▂▃▄▅", PULSE),)


def test_a_day_with_a_story_never_looks_like_one_without() -> None:
    assert pulse([0, 1, 40]) == (("▁▂▅", PULSE),)


def test_a_quiet_week_is_flat_and_no_week_is_nothing() -> None:
    assert pulse([0, 0, 0]) == (("▁▁▁", PULSE),)
    assert pulse([]) == ()
