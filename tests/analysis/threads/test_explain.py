from briefing.analysis.threads.background import count_terms
from briefing.model.reason import MembershipRule
from tests.analysis.threads.stories import groups_of, story, three_events


def _members() -> dict[int, tuple[tuple[str, str], ...]]:
    stories = three_events()
    groups = groups_of(stories, count_terms((one.title, one.lead) for one in stories))
    return {
        member.story: tuple((reason.kind, reason.value) for reason in member.reasons)
        for group in groups
        for member in group.members
    }


def test_a_shared_name_is_given_in_full() -> None:
    assert any(kind == "shared names" and "Port Velmar" in value for kind, value in _members()[1])


def test_reasons_are_words_of_the_story_and_at_most_three() -> None:
    stories = {one.id: one for one in three_events()}
    for number, reasons in _members().items():
        assert len(reasons) <= 3
        for kind, value in reasons:
            assert kind == "time" or value in f"{stories[number].title}\n{stories[number].lead}"


def test_reasons_come_strongest_first() -> None:
    groups = groups_of(three_events(), count_terms(()))
    for group in groups:
        for member in group.members:
            weights = [reason.weight for reason in member.reasons]
            assert weights == sorted(weights, reverse=True)


def test_every_reason_names_its_rule() -> None:
    rules = {MembershipRule(kind) for reasons in _members().values() for kind, _ in reasons}
    assert rules >= {MembershipRule.SHARED_NAMES, MembershipRule.RARE_WORDS}


def test_nearly_the_same_title_is_a_reason() -> None:
    twins = [
        story(1, "Ilva Brandt retires from chess at 31", hours=1),
        story(2, "Champion Ilva Brandt retires from chess", hours=2),
    ]
    (group,) = groups_of(twins, count_terms(()))
    assert ("title overlap", "Ilva Brandt retires from chess") in [(r.kind, r.value) for r in group.members[0].reasons]


def test_the_users_merge_is_the_first_reason() -> None:
    pair = [story(1, "Orchard pears ripen early", pinned="m1"), story(2, "Ferry to Lund sails again", pinned="m1")]
    (group,) = groups_of(pair, count_terms(()))
    assert [(member.reasons[0].kind, member.reasons[0].value) for member in group.members] == [
        ("your merge", "you put them together"),
        ("your merge", "you put them together"),
    ]


def test_a_story_alone_in_its_merge_has_no_such_reason() -> None:
    stories = [story(one.id, one.title, one.lead, pinned="m1" if one.id == 1 else "") for one in three_events()]
    (strike, *_) = groups_of(stories, count_terms(()))
    assert not any(reason.kind == "your merge" for member in strike.members for reason in member.reasons)
