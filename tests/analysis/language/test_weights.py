import hashlib
import json

from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.weights import NAMES_WEIGHTS, PARTS_WEIGHTS
from briefing.data.loader import read_bytes


def test_shipped_files_are_those_of_the_manifest() -> None:
    manifest = json.loads(read_bytes("weights.json"))
    for entry in (manifest["parts"], manifest["names"]):
        assert hashlib.sha256(read_bytes(entry["file"])).hexdigest() == entry["sha256"]


def test_the_lists_that_the_name_tagger_was_trained_with_are_unchanged() -> None:
    for name, digest in json.loads(read_bytes("weights.json"))["lexicons"].items():
        assert hashlib.sha256(read_bytes(f"lexicons/tagger/{name}")).hexdigest() == digest, name


def test_weights_stay_small() -> None:
    assert len(read_bytes(NAMES_WEIGHTS)) + len(read_bytes(PARTS_WEIGHTS)) < 8_000_000


def test_word_lists_know_aliases_and_genders() -> None:
    lists = lexicon()
    assert lists.organisations["U.N."] == "United Nations"
    assert lists.place_names["u.s."] == "United States"
    assert lists.given["mary"] == "female"
    assert lists.demonyms["russians"] == "Russia"
