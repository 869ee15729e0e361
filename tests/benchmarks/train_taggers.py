"""Trains the taggers: python -m tests.benchmarks.train_taggers ../shared/corpora [parts] [names]."""

import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pycrfsuite

from briefing.analysis.language.lexicon import NAMES_OF_THE_WORLD, WORD_CLASSES
from briefing.analysis.language.names import KINDS, NameFeatures, name_runs
from briefing.analysis.language.parts import PartFeatures
from briefing.analysis.language.weights import NAMES_WEIGHTS, PARTS_WEIGHTS, SequenceTagger
from tests.benchmarks.every_feature import every_feature
from tests.benchmarks.name_variety import NameReplacer
from tests.benchmarks.tagger_corpora import BLOCK, TaggedWords, is_held_back, read_names, read_parts
from tests.benchmarks.written_news import FOLDER as WRITTEN
from tests.benchmarks.written_news import read_articles

DATA = Path(__file__).parents[2] / "briefing" / "data"
TAGGER_LISTS = DATA / "lexicons" / "tagger"
LEXICONS = (
    "common_words.txt",
    "demonyms.txt",
    "family_names.txt",
    "given_names.txt",
    "more_organisations.txt",
    "organisation_heads.txt",
    "organisations.txt",
    "place_words.txt",
    "places.txt",
    "role_nouns.txt",
    "saying_verbs.txt",
    "titles.txt",
)
"""The word lists that the name tagger's features are read from."""
NAME_CORPORA = ("gum-*.iob2.gz", "wikigold.iob2.gz")
"""Edited prose by people who agree on what a name is; the articles written for the tagger come on top."""
SETTINGS = {
    "parts": {"c1": 0.2, "c2": 0.05, "max_iterations": 60, "feature.minfreq": 1},
    "names": {"c1": 0.15, "c2": 0.03, "max_iterations": 80, "feature.minfreq": 2},
}
VARIETY = {
    "seed": 5,
    "replaced_copies": 2,
    "title_case": 0.25,
    "upper_case": 0.04,
    "opened": 0.3,
}


def main(arguments: Sequence[str]) -> None:
    """Train the taggers named (both, where none is), write weights and manifest, and print the held-back scores."""
    corpora = Path(arguments[0])
    wanted = arguments[1:] or ["parts", "names"]
    manifest_path = DATA / "weights.json"
    manifest = json.loads(manifest_path.read_text("utf-8")) if manifest_path.exists() else {}
    common = TAGGER_LISTS / "common_words.txt"
    if "parts" in wanted:
        _write_common_words(corpora, common)
        manifest["parts"] = train_parts(corpora)
    if "names" in wanted:
        manifest["names"] = train_names(corpora)
        manifest["lexicons"] = {name: _sha256(TAGGER_LISTS / name) for name in LEXICONS}
    manifest_path.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")


def train_parts(corpora: Path) -> dict[str, object]:
    """Train the part-of-speech tagger on GUM but for the documents held back; return its part of the manifest."""
    files = sorted((corpora / "actors" / "gum").glob("*.conllu.gz"))
    kept: list[TaggedWords] = []
    held: list[TaggedWords] = []
    for path in files:
        for document, sentence in read_parts(path):
            (held if is_held_back(path.name, document) else kept).append(sentence)
    features = every_feature(PartFeatures, [[words] for words, _ in kept])
    _train(features, [tags for _, tags in kept], "parts", DATA / PARTS_WEIGHTS)
    tagger = SequenceTagger((DATA / PARTS_WEIGHTS).read_bytes())
    seen = PartFeatures(tagger.vocabulary)
    right = total = 0
    for words, tags in held:
        (found,) = tagger.tag(seen.of_all([words]), [len(words)])
        right += sum(a == b for a, b in zip(found, tags, strict=True))
        total += len(tags)
    figures = {"accuracy": round(right / total, 4), "words": total}
    print("parts, held back:", figures)
    return _manifest(PARTS_WEIGHTS, "parts", [*files, DATA / WORD_CLASSES], figures)


def train_names(corpora: Path) -> dict[str, object]:
    """Train the name tagger on all texts but for those held back; return its part of the manifest."""
    kept, held = name_texts(corpora)
    texts = [*kept, *([sentence] for sentence in _with_variety([each for text in kept for each in text]))]
    features = every_feature(NameFeatures, [[words for words, _ in text] for text in texts])
    _train(features, [tags for text in texts for _, tags in text], "names", DATA / NAMES_WEIGHTS)
    return _manifest(NAMES_WEIGHTS, "names", [*name_files(corpora), DATA / NAMES_OF_THE_WORLD], name_scores(held))


def name_files(corpora: Path) -> list[Path]:
    """Return the files with marked names: of the corpora, then our own."""
    folder = corpora / "actors" / "train"
    return [path for pattern in NAME_CORPORA for path in sorted(folder.glob(pattern))] + sorted(WRITTEN.glob("*.txt"))


def name_texts(corpora: Path) -> tuple[list[list[TaggedWords]], dict[str, list[list[TaggedWords]]]]:
    """Return the texts to train on, each as its sentences, and by file those held back."""
    kept: list[list[TaggedWords]] = []
    held: dict[str, list[list[TaggedWords]]] = {}
    for path in name_files(corpora):
        if path.suffix == ".txt":
            texts = list(read_articles(path))
        else:
            sentences = list(read_names(path))
            texts = [sentences[start : start + BLOCK] for start in range(0, len(sentences), BLOCK)]
        for index, text in enumerate(texts):
            name = WRITTEN.name if path.suffix == ".txt" else path.name
            (held.setdefault(name, []) if is_held_back(path.name, index) else kept).append(text)
    return kept, held


def _with_variety(sentences: list[TaggedWords]) -> list[TaggedWords]:
    replacer = NameReplacer(int(VARIETY["seed"]))
    return [
        *(sentence for _ in range(int(VARIETY["replaced_copies"])) for sentence in replacer.replaced(sentences)),
        *replacer.title_case(sentences, VARIETY["title_case"]),
        *replacer.upper_case(sentences, VARIETY["upper_case"]),
        *replacer.opened(sentences, VARIETY["opened"]),
    ]


def name_scores(held: Mapping[str, Sequence[Sequence[TaggedWords]]]) -> dict[str, object]:
    """Return the exact-span F1 of the shipped weights on texts held back, by file and kind, and print it."""
    tagger = SequenceTagger((DATA / NAMES_WEIGHTS).read_bytes())
    seen = NameFeatures(tagger.vocabulary)
    everything: Counter[tuple[str, str]] = Counter()
    figures: dict[str, object] = {}
    for file, texts in held.items():
        counts: Counter[tuple[str, str]] = Counter()
        for text in texts:
            found = tagger.tag(seen.of_all([words for words, _ in text]), [len(words) for words, _ in text])
            counts += _counted(zip((tags for _, tags in text), found, strict=True))
        figures[file] = _f1(counts, KINDS)
        everything += counts
    figures["all"] = _f1(everything, KINDS)
    for kind in KINDS:
        figures[kind] = _f1(everything, [kind])
    print("names, held back, entity F1:", json.dumps(figures, indent=1))
    return figures


def _counted(pairs: Iterable[tuple[list[str], list[str]]]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for gold_tags, found_tags in pairs:
        gold, found = set(name_runs(gold_tags)), set(name_runs(found_tags))
        counts.update((kind, "right") for _, _, kind in gold & found)
        counts.update((kind, "extra") for _, _, kind in found - gold)
        counts.update((kind, "missed") for _, _, kind in gold - found)
    return counts


def _f1(counts: Counter[tuple[str, str]], kinds: Iterable[str]) -> float:
    right, wrong = 0, 0
    for kind in kinds:
        right += counts[kind, "right"]
        wrong += counts[kind, "extra"] + counts[kind, "missed"]
    return round(2 * right / max(1, 2 * right + wrong), 4)


def _train(features: Iterable[list[list[str]]], tags: list[list[str]], name: str, target: Path) -> None:
    started = time.monotonic()
    trainer = pycrfsuite.Trainer(verbose=False)
    for one, labels in zip(features, tags, strict=True):
        trainer.append(one, labels)
    trainer.set_params(SETTINGS[name])
    trainer.train(str(target))
    size = target.stat().st_size / 1e6
    print(f"{name}: {len(tags)} sentences, {time.monotonic() - started:.0f} s, {size:.2f} MB")


def _manifest(file: str, name: str, inputs: Sequence[Path], figures: Mapping[str, object]) -> dict[str, object]:
    return {
        "file": file,
        "sha256": _sha256(DATA / file),
        "settings": SETTINGS[name] | (VARIETY if name == "names" else {}),
        "inputs": {path.name: _sha256(path) for path in inputs},
        "held_back": figures,
    }


def _write_common_words(corpora: Path, target: Path) -> None:
    """Write the words that GUM has at least twice in lower case."""
    counts: Counter[str] = Counter()
    for path in sorted((corpora / "actors" / "gum").glob("*.conllu.gz")):
        for _, (words, _) in read_parts(path):
            counts.update(word for word in words if word.isalpha() and word.islower() and len(word) > 1)
    common = sorted(word for word, count in counts.items() if count > 1)
    lines = [" ".join(common[start : start + 16]) for start in range(0, len(common), 16)]
    heading = (
        "# Words that GUM (CC BY 4.0) writes in lower case at least twice; made by tests/benchmarks/train_taggers.py."
    )
    target.write_text("\n".join([heading, *lines]) + "\n", "utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
