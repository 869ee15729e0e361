from briefing.analysis.actors.namesakes import likeliest_bearer, longer_names


def test_a_nationality_joins_its_land() -> None:
    keys = {"tollena", "tollenan", "tollenans"}
    assert dict(longer_names(keys, {"tollena"})) == {"tollenan": "tollena", "tollenans": "tollena"}


def test_a_persons_name_is_no_nationality() -> None:
    assert not dict(longer_names({"tollena", "tollenan"}, set()))


def test_an_office_before_a_name_keeps_nobody_apart() -> None:
    keys = {"harbour master ossian brandt", "ossian brandt"}
    assert dict(longer_names(keys, set())) == {"harbour master ossian brandt": "ossian brandt"}


def test_a_third_name_is_no_office() -> None:
    assert not dict(longer_names({"maria ossian brandt", "ossian brandt"}, set()))


def test_a_ministry_is_one_under_both_of_its_names() -> None:
    keys = {"ministry of transport", "transport ministry"}
    assert dict(longer_names(keys, set())) == {"transport ministry": "ministry of transport"}


def test_of_two_bearers_named_alike_neither_is_meant() -> None:
    assert not likeliest_bearer({"ann lee", "bo lee"}, {"ann lee": {1, 2}, "bo lee": {3}})
