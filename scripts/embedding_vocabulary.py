"""The joint vocabulary of all languages: a sentencepiece unigram model with a normaliser of its own.

    python -m scripts.embedding_vocabulary --data PATH/TO/train --out build/pieces

The normaliser lives inside the sentencepiece file, so that training and use cannot differ. Besides NFKC and case
folding it folds what two spellings of one word, or two languages of one script, write differently: Arabic vowel signs
and the Persian forms of letters, Hebrew points, Japanese and traditional Chinese characters (to the simplified ones),
Ukrainian letters (to the nearest Russian ones). The embedding never shows its text to anybody; it only has to
find what is alike. Same data, same libraries: same bytes, wherever the files are written.
"""

from __future__ import annotations

import argparse
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import sentencepiece

from scripts.embedding_corpus import LANGUAGES, UNSPACED, corpora, frequencies

MASS = 250_000  # words that each language contributes, however little there is of it
ENGLISH_SHARE = 3  # English stands on one side of every pair
TYPES = 40_000
THREADS = 2  # stands in the file, and decides in which order its scores are summed: a part of the recipe
RECORDED = Path(
    "build/v64c"
)  # sentencepiece writes the paths it was given into the model; these stand in the shipped one
LETTERS = str.maketrans(
    "\u0456\u0457\u0454\u0491\u044b\u044d\u0451"  # Ukrainian i, yi, ye, ghe with upturn; Russian yeru, e, yo
    "\u0623\u0625\u0622\u0671\u0649\u064a\u06cc\u0643\u0629\u06c0",  # alef forms, yeh forms, kaf, teh marbuta, heh
    "\u0438\u0438\u0435\u0433\u0438\u0435\u0435\u0627\u0627\u0627\u0627\u06cc\u06cc\u06cc\u06a9\u0647\u0647",
) | str.maketrans(
    "\u2018\u2019\u02bc\u00b4\u201c\u201d\u201e\u00ab\u00bb\u2010\u2011\u2012\u2013\u2014\u2212", '\'\'\'\'"""""------'
)
SPACES = "\u200b\u200c\u2060\t\n\r\u00a0\u3000"
NOTHING = "\u00ad\u200d\u200e\u200f\ufeff\u0640\u093c\u044a\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def rules() -> dict[str, str]:
    """What the normaliser rewrites: one code point, or a decomposed letter, to its folded form."""
    han = _simplified()
    found: dict[str, str] = {}
    for number in range(0x21, 0x30000):
        char = chr(number)
        if 0xD800 <= number < 0xE000 or unicodedata.category(char) in {"Cn", "Co"}:
            continue
        folded = _fold(char, han)
        if folded != char:
            found[char] = folded
        apart = unicodedata.normalize("NFD", char)
        if apart != char and len(apart) > 1 and not 0xAC00 <= number < 0xD7A4:
            found.setdefault(apart, folded)
    for char in SPACES:
        found[char] = " "
    for char in NOTHING:
        found[char] = ""
    return {left: right for left, right in found.items() if left != right}


def _fold(char: str, han: dict[str, str]) -> str:
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    text = "".join(mark for mark in text if not _vowel_sign(mark))
    return "".join(han.get(mark, mark) for mark in text.translate(LETTERS))


def _vowel_sign(char: str) -> bool:
    """Arabic harakat and Hebrew points, which most texts leave out, and loose Latin accents."""
    number = ord(char)
    return (
        0x64B <= number <= 0x65F
        or number == 0x670
        or (0x591 <= number <= 0x5C7 and number != 0x5BE)
        or 0x300 <= number <= 0x36F
    )


def _simplified() -> dict[str, str]:
    import opencc  # of the extra "train"; the words can be counted without it

    folder = Path(opencc.__file__).parent / "dictionary"
    simple = dict(_table(folder / "TSCharacters.txt"))
    for traditional, japanese in _table(folder / "JPVariants.txt"):
        simple.setdefault(japanese, simple.get(traditional, traditional))
    return simple


def _table(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        left, _, right = line.partition("\t")
        first = right.split()[0] if right.split() else ""
        if len(left) == 1 and len(first) == 1:
            yield left, first


def weighted_words(data: Path) -> dict[str, Counter[str]]:
    """For each language, its words (for unspaced scripts: its clauses) with counts that sum to MASS."""
    texts: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
    entries: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
    for corpus in corpora(data):
        into = entries if corpus.kind == "lexicon" else texts
        for foreign, english in corpus.train:
            into[corpus.language].update(_units(foreign, corpus.language))
            into["en"].update(_units(english, "en"))
    weighted = {}
    for language in LANGUAGES:
        total: Counter[str] = Counter()
        parts = ((texts[language], 0.5), (entries[language], 0.25), (Counter(frequencies(data, language)), 0.25))
        for counts, share in parts:
            size = sum(counts.values())
            for word, count in counts.items():
                total[word] += share * count / size  # type: ignore[assignment]
        mass = MASS * (ENGLISH_SHARE if language == "en" else 1)
        whole = sum(total.values())
        kept = sorted(total.items(), key=lambda item: (-item[1], item[0]))[: TYPES * (3 if language in UNSPACED else 1)]
        weighted[language] = Counter({word: max(1, round(mass * share / whole)) for word, share in kept})
    return weighted


def _units(text: str, language: str) -> list[str]:
    if language in UNSPACED:
        return [part[:60] for part in re.split(r"[\s\W]+", text) if part]
    return [part[:60] for part in text.split()]


def train(words: Mapping[str, Mapping[str, int]], rewrites: Mapping[str, str], out: Path, size: int) -> None:
    """Write `out`.model and `out`.vocab, and what they were made of: `out`.words.tsv and `out`.rules.tsv.

    words: for each language its words and their counts; rewrites: what the normaliser rewrites; size: pieces.
    """
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as room, chdir(room):
        RECORDED.parent.mkdir()
        table, counted = Path(f"{RECORDED}.rules.tsv"), Path(f"{RECORDED}.words.tsv")
        with table.open("w", encoding="utf-8", newline="\n") as lines:
            lines.writelines(f"{_points(left)}\t{_points(right)}\n" for left, right in sorted(rewrites.items()))
        with counted.open("w", encoding="utf-8", newline="\n") as lines:
            for counts in words.values():
                lines.writelines(f"{word}\t{count}\n" for word, count in counts.items())
        sentencepiece.SentencePieceTrainer.train(
            input=str(counted), input_format="tsv", model_prefix=str(RECORDED), vocab_size=size, model_type="unigram",
            normalization_rule_tsv=str(table), character_coverage=0.9997, split_digits=True,
            max_sentencepiece_length=16, num_threads=THREADS, input_sentence_size=0, shuffle_input_sentence=False,
            bos_id=-1, eos_id=-1, unk_id=0, remove_extra_whitespaces=True, add_dummy_prefix=True,
            train_extremely_large_corpus=False,
        )  # fmt: skip
        for made in sorted(RECORDED.parent.iterdir()):
            shutil.copyfile(made, out.parent / (out.name + made.name.removeprefix(RECORDED.name)))


def _points(text: str) -> str:
    return " ".join(f"{ord(char):X}" for char in text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder of the training text: parallel/, lexicon/ and freq/"
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        help="where to write, without ending: OUT.model, .vocab, .words.tsv, .rules.tsv",
    )
    parser.add_argument("--size", type=int, default=64_000, help="pieces (default: %(default)s)")
    given = parser.parse_args()
    if not (given.data / "parallel").is_dir():
        parser.error(f"{given.data} holds no folder parallel/")
    train(weighted_words(given.data), rules(), given.out, given.size)
