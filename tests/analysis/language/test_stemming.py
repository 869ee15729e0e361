from briefing.analysis.language.stemming import is_title_case, stemmer, tokens, written_words


def test_hyphens_split_words_and_possessives_are_dropped() -> None:
    assert tokens("The U.S.-led force’s 1,200 Russia's ex-minister") == [
        "The", "US", "led", "force", "1,200", "Russia", "ex", "minister",
    ]  # fmt: skip


def test_chinese_writing_becomes_character_bigrams() -> None:
    assert tokens("北京时间") == ["北京", "京时", "时间"]


def test_stop_words_have_no_stem() -> None:
    assert stemmer()("Monday") == ""
    assert stemmer()("strikes") == stemmer()("striking") == "strike"


def test_a_language_has_its_own_stems() -> None:
    assert stemmer("de")("Häuser") == stemmer("de-AT")("Häusern")
    assert stemmer("xx")("houses") == stemmer("en")("house")


def test_capitals_mean_nothing_in_title_case() -> None:
    assert is_title_case(["Nine", "Dead", "After", "River", "Floods"])
    assert not is_title_case(["Nine", "dead", "after", "river", "floods"])


def test_written_words_have_their_offsets() -> None:
    text = "Russia’s ex-minister paid $1,200."
    assert [text[word.start : word.end] for word in written_words(text)] == ["Russia", "ex-minister", "paid", "1,200"]
