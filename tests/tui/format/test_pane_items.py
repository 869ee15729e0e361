from dataclasses import replace
from datetime import timedelta

from briefing.model.actor import ActorKind
from briefing.model.figures import FigureLine, StatedFigure
from briefing.model.provenance import ChainStep, Provenance, StepKind
from briefing.model.spans import Span
from briefing.model.views import QuoteVariant, RoleLine
from briefing.tui.format.actor_items import actor_item
from briefing.tui.format.bar_lines import KeyHint, footer, header, heading, progress_rule, tabs
from briefing.tui.format.explanations import why_source
from briefing.tui.format.lines import MUTED, Line, plain, width_of
from briefing.tui.format.narrative import figure, fold, meta, narrative, opening
from briefing.tui.format.quote_items import quote_item
from briefing.tui.format.source_items import chain, in_order, source_item
from briefing.tui.format.source_items import origin as origin_line
from briefing.tui.format.times import day
from tests.tui.format.read_models import NOW, actor, origin, page, quote, sentence, source


def text_of(lines: tuple[Line, ...]) -> list[str]:
    return [plain(line).replace("\u00a0", " ").rstrip() for line in lines]


def test_a_quote_tells_who_has_only_a_part_of_it() -> None:
    shorter = QuoteVariant(7, 107, ("We will open the gates",), Span(0, 5), other_words=False, cut=True)
    item = replace(quote("We will open the gates one by one.", "Mira Holt", "", 1, also=(6, 7)), copies=(shorter,))
    assert text_of(quote_item(item, 60))[-1] == "   Mira Holt [1] also [6] shorter in [7]"


def test_a_quote_hangs_its_mark_in_the_gutter() -> None:
    other_words = QuoteVariant(7, 107, ("step by step",), Span(0, 5), other_words=True)
    other_speaker = QuoteVariant(2, 102, (), Span(0, 5), other_words=False, other_speaker="a union official")
    item = quote(
        "We will open the gates one after the other.",
        "Mira Holt",
        "operations director",
        1,
        also=(6, 7),
        variants=(other_words, other_speaker),
        new=True,
    )
    assert text_of(quote_item(item, 40)) == [
        "+ “We will open the gates one after the",
        "   other.”",
        "   Mira Holt, operations director [1]",
        "   also [6][7]",
        "   ≈ [7] “step by step”",
        "   ≠ [2] names “a union official”",
    ]


def test_a_split_quote_keeps_its_parts_apart() -> None:
    lines = text_of(quote_item(quote("We wait,", parts=("We wait,", "and we hope.")), 60))
    assert lines[0] == "  “We wait,” “and we hope.”"


def test_a_quote_without_speaker_says_so() -> None:
    assert "speaker not named" in text_of(quote_item(quote("We wait.", speaker=""), 60))[1]


def test_the_figures_of_an_actor_are_right_aligned() -> None:
    item = actor(
        "Osmark Ferries",
        14,
        2,
        (("terminal operator", 1), ("“the operator”", 2)),
        kind=ActorKind.ORGANISATION,
    )
    assert text_of(actor_item(item, 34)) == [
        "  Osmark Ferries org       14× 2“",
        "    terminal operator [1], “the",
        "    operator” [2]",
    ]


def test_the_kind_of_an_actor_is_a_word_and_persons_have_none() -> None:
    kinds = (ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE, ActorKind.OTHER)
    names = [text_of(actor_item(actor("Lorn", 3, kind=kind), 24))[0].split()[:-1] for kind in kinds]
    assert names == [["Lorn"], ["Lorn", "org"], ["Lorn", "place"], ["Lorn"]]


def test_a_kind_that_does_not_fit_precedes_the_roles() -> None:
    item = actor("Ministry of Transport", 5, 1, (("regulator", 2),), kind=ActorKind.ORGANISATION)
    assert text_of(actor_item(item, 32)) == ["  Ministry of Transport   5× 1“", "    org: regulator [2]"]
    silent = actor("Ministry of Transport", 5, 1, kind=ActorKind.ORGANISATION)
    assert text_of(actor_item(silent, 26)) == ["  Ministry of Transport", "   org              5× 1“"]


def test_figures_give_way_and_names_do_not() -> None:
    item = actor("Ministry of Transport", 5, 1, (("regulator", 2),))
    assert text_of(actor_item(item, 26)) == ["  Ministry of Transport", "   regulator [2]    5× 1“"]


def test_a_role_of_another_day_has_its_date() -> None:
    newest = RoleLine("director", 3, 103, Span(0, 10), NOW)
    older = RoleLine("deputy", 1, 101, Span(0, 10), NOW - timedelta(days=3))
    item = replace(actor("Mira Holt", 2, 0, (("director", 1),)), roles=(newest, older))
    assert text_of(actor_item(item, 44))[1] == f"    director [3], deputy ({day(older.published, NOW)}) [1]"


def test_a_source_that_is_not_held_has_no_number_and_says_who_cites_it() -> None:
    item = origin("Lorn Mirror", "Office warned of software", "2026-11-18", 2, 5)
    assert text_of(source_item(item, 37, NOW)) == [
        "  ◇ Lorn Mirror               18 Nov",
        "    Office warned of software",
        "    origin of [2][5]; not held",
    ]


def test_a_source_that_is_only_linked_is_no_origin() -> None:
    item = replace(origin("Lorn Mirror", "Office warned of software", "2026-11-18", 2), linked_only=True)
    assert text_of(source_item(item, 37, NOW))[-1] == "    linked by [2]; not held"


def test_the_explanation_of_a_source_names_its_author() -> None:
    written = replace(page(1).sources[0], outlet="Eastwire", author="Edda Lorn")
    title = text_of(why_source(written, Provenance(), NOW, 100))[0]
    assert title == "  Why in this thread   Eastwire, by Edda Lorn"


def test_the_explanation_of_a_source_names_the_weakest_link_of_the_thread() -> None:
    strong, weak, other = (replace(page(1).sources[0], likeness=likeness) for likeness in (0.6, 0.21, 0.5))
    beside = (strong, weak, other)
    told = text_of(why_source(weak, Provenance(), NOW, 100, beside=beside))
    assert told[-1] == "  Likeness to the rest 0.21, the weakest link of the thread"
    assert text_of(why_source(strong, Provenance(), NOW, 100, beside=beside))[-1] == "  Likeness to the rest 0.60"


def test_a_reprint_is_one_line_with_its_share() -> None:
    item = source(7, "Tessaly Today", "Gates", reprint_of=1, reprint_share=0.97)
    assert text_of(source_item(item, 37, NOW)) == ["  7 └ Tessaly Today              97%"]


def test_the_date_of_a_long_outlet_moves_to_the_second_line() -> None:
    item = source(3, "Fiorenza Business Daily", "Traders divert freight", 72)
    assert text_of(source_item(item, 30, NOW)) == [
        "  3 Fiorenza Business Daily",
        "    Traders divert     19 Nov",
        "    freight",
    ]


def test_origins_come_first_and_reprints_follow_their_original() -> None:
    numbers = [each.n for each in in_order(page().sources)]
    assert numbers == [0, 1, 7, 6, 2, 3, 4, 5]


def test_reprints_of_each_other_are_all_listed() -> None:
    circle = (source(1, "A", "a", reprint_of=2), source(2, "B", "b", reprint_of=1))
    assert {each.n for each in in_order(circle)} == {1, 2}


def test_a_new_sentence_is_marked_where_it_begins() -> None:
    lines = narrative((sentence("The gates stay shut.", 1, new=True), sentence("Nobody says why.", 2)), 60)
    assert text_of(tuple(line for line, _ in lines)) == ["+ The gates stay shut. [1] Nobody says why. [2]"]


def test_the_meta_line_drops_whole_items() -> None:
    assert plain(meta(page(), 60, NOW)).strip() == "5/7 independent  ·  2h ago  ·  +3 since you looked"
    assert plain(meta(page(), 72, NOW)).strip().endswith("day 3")


def test_what_does_not_fit_folds() -> None:
    lines: list[Line] = [((f"  line {number}", "text"),) for number in range(10)]
    folded = fold(lines, 6, 40, "gn")
    assert len(folded) == 6
    assert plain(folded[4]).strip() == "▾ 6 more lines  gn"
    assert plain(folded[5]) == ""


def test_what_fits_does_not_fold() -> None:
    lines: list[Line] = [(("  line", "text"),)] * 4
    assert [plain(line) for line in fold(lines, 5, 40, "gn")] == ["  line"] * 4 + [""]


def test_the_heading_of_the_focused_pane_is_heavy() -> None:
    assert plain(heading("Quotes", "5", 20, has_keys=True, more=True)) == "  Quotes 5 ━━━━━━ ▾"
    assert "─" in plain(heading("Quotes", "5", 20, has_keys=False, more=False))


def test_tabs_mark_the_chosen_one() -> None:
    line = plain(tabs((("Quotes", "5"), ("Actors", "9")), 1, 40))
    assert line.startswith("  Quotes 5 ──── Actors 9 ━━━")
    assert len(line) == 39


def test_the_rule_is_the_progress_bar() -> None:
    assert plain(progress_rule(3, 4, 8)) == "━━━━━━──"
    assert plain(progress_rule(0, 0, 8)) == "────────"


def test_the_footer_drops_whole_keys() -> None:
    hints = [KeyHint("b", "brief"), KeyHint("f", "follow")]
    line = footer(hints, (("1/25", "muted"),), 30, help_hint=KeyHint("?", "help"))
    assert plain(line) == "  b brief       ? help   1/25 "
    assert width_of(line) == 30


def test_a_common_origin_of_all_stories_is_named() -> None:
    assert text_of(origin_line(Provenance("Gulf Ledger", 5), 40)) == ["  all 5 rest on Gulf Ledger"]
    assert origin_line(Provenance(), 40) == ()


def test_the_chain_tells_who_was_first_and_who_printed_whose_text() -> None:
    steps = (
        ChainStep(1, "Gulf Ledger", StepKind.FIRST, NOW),
        ChainStep(2, "Kadria Today", StepKind.FOLLOWED, NOW, 45),
        ChainStep(3, "Osmark Post", StepKind.EARLY, NOW, -180, of=1, share=0.97),
    )
    first, followed, left, early = text_of(chain(Provenance(steps=steps), NOW, 100))
    assert first.startswith("  [1] Gulf Ledger  first report")
    assert followed == "  [2] Kadria Today  followed  45 min later"
    assert left == "  not counted: 1 of 3"
    assert early == "  [3] Osmark Post  reprint of [1], dated before it, 97% shared  3 h earlier"


def test_a_preview_that_is_cut_still_says_who_has_it() -> None:
    told = page(narrative=(sentence("The gates of the ferry terminal stay shut for a third day, and " * 4, 1),))
    lines = text_of(tuple(opening(told, 60)))
    assert len(lines) == 3
    assert lines[-1].endswith("… Eastwire [1]")
    assert all(len(line) <= 57 for line in lines)


def test_a_place_that_is_cut_says_so() -> None:
    line = plain(header((("story 1 of 7 in Ferry terminal at Osmark", MUTED),), (), (), 40)).rstrip()
    assert line == "  briefing   story 1 of 7 in Ferry…"


def test_the_figures_stay_longer_than_the_state() -> None:
    counts, states = (((("984 new"), MUTED),),), ((("checked 03:00", MUTED),),)
    line = plain(header((("Wed 18 Feb", MUTED),), counts, states, 40))
    assert "984 new" in line
    assert "checked" not in line


def test_the_chain_has_every_story_however_many_they_are() -> None:
    steps = tuple(ChainStep(n, "Gulf Ledger", StepKind.FOLLOWED, NOW, 45) for n in range(1, 12))
    assert len(text_of(chain(Provenance(steps=steps), NOW, 100))) == len(steps)


def test_the_explanation_of_an_article_that_is_not_held_names_who_cites_it() -> None:
    cited = origin("Lorn Mirror", "Office warned of terminal software", "2026-11-18", 2, 5)
    assert text_of(why_source(cited, Provenance(), NOW, 100))[1:] == ["  Cited by [2][5]; not held."]
    said = replace(cited, citing="The office was warned, the Lorn Mirror reported.", citing_n=2)
    assert text_of(why_source(said, Provenance(), NOW, 100))[2:] == [
        "  [2] says: “The office was warned, the Lorn Mirror reported.”"
    ]


def test_figures_that_differ_are_marked_and_dated() -> None:
    line = FigureLine(
        (
            StatedFigure(1, 101, "28 workers", Span(0, 10), NOW, also=(3,)),
            StatedFigure(2, 102, "31 workers", Span(0, 10), NOW),
        )
    )
    (shown,) = text_of(figure(line, 100, NOW))
    assert shown.startswith("≠ 28 workers [1][3]")
    assert "; 31 workers [2]" in shown
    assert text_of(figure(FigureLine(line.stated[:1]), 100, NOW)) == ["  28 workers [1][3]"]
    (rose,) = text_of(figure(FigureLine(line.stated, rises=True), 100, NOW))
    assert rose.startswith("  28 workers [1][3]")
    assert "; now 31 workers [2]" in rose
