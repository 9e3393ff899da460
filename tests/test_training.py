"""What ships trained can be trained anew: the same text gives the same bytes, whatever the hash seed and the folder."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from checker.lang.vocabulary import unpack
from checker.measures.embedded import Embedding

ROOT = Path(__file__).parent.parent
REASON = "{} is not installed: pip install -e '.[dev,train]'"
needs_torch = pytest.mark.skipif(not find_spec("torch"), reason=REASON.format("torch"))
needs_opencc = pytest.mark.skipif(not find_spec("opencc"), reason=REASON.format("opencc-python-reimplemented"))
PARALLEL = {
    "de": """\
Der Zug kommt um neun Uhr an.\tThe train arrives at nine o'clock.
Die Kinder spielen im Garten.\tThe children play in the garden.
Wir haben gestern Brot gekauft.\tWe bought bread yesterday.
Das alte Haus steht am Fluss.\tThe old house stands by the river.
Im Winter ist der See zugefroren.\tIn winter the lake is frozen.
Sie liest jeden Abend ein Buch.\tShe reads a book every evening.
Der Bauer verkauft 12 Eier.\tThe farmer sells 12 eggs.
Niemand wusste die Antwort.\tNobody knew the answer.
""",
    "fr": """\
Le train arrive à neuf heures.\tThe train arrives at nine o'clock.
Les enfants jouent dans le jardin.\tThe children play in the garden.
La vieille maison est au bord du fleuve.\tThe old house stands by the river.
En hiver, le lac est gelé.\tIn winter the lake is frozen.
Le fermier vend 12 œufs.\tThe farmer sells 12 eggs.
Personne ne connaissait la réponse.\tNobody knew the answer.
""",
}
LEXICON = {
    "de": "Zug\ttrain\nBahn\ttrain\nGarten\tgarden\nBrot\tbread\nHaus\thouse\nFluss\triver\nStrom\triver\nalt\told\n"
    "stehen\tto stand\nWinter\twinter\nSee\tlake\n",
    "fr": "train\ttrain\njardin\tgarden\npain\tbread\nmaison\thouse\nfleuve\triver\nrivière\triver\nvieux\told\n"
    "hiver\twinter\nlac\tlake\n",
}
FREQUENCIES = {"de": "der 90\ndas 70\nist 60\n", "en": "the 99\nis 80\nin 60\n", "fr": "le 90\nest 70\nun 60\n"}


PIECES = """
import sys
from pathlib import Path
from scripts.embedding_vocabulary import train, weighted_words
train(weighted_words(Path(sys.argv[1])), {"D": "d", "T": "t"}, Path(sys.argv[2]), 100)
"""
POOLS = """
import sys
from hashlib import sha256
from pathlib import Path
from scripts.embedding_pools import pools
for key, pool in pools(Path(sys.argv[1]), Path(sys.argv[2]), 8, seed=1).items():
    arrays = (side.ids for side in (pool.foreign, pool.english))
    print(*key, pool.size, *pool.bounds, *(sha256(array.tobytes()).hexdigest() for array in arrays))
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training folder of two languages, laid out as the scripts expect it."""
    folder = tmp_path_factory.mktemp("train")
    for language, text in PARALLEL.items():
        _write(folder / "parallel" / f"{language}-en" / "village.tsv.gz", text)
    for language, text in LEXICON.items():
        _write(folder / "lexicon" / f"{language}-en.wiktionary.tsv.gz", text)
    for language, text in FREQUENCIES.items():
        _write(folder / "freq" / f"{language}.50k.txt.gz", text)
    return folder


@pytest.fixture(scope="module")
def vocabulary(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pieces")
    _python(folder, 1, "-c", PIECES, data, "tiny")
    return folder / "tiny.model"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()))


def _python(folder: Path, hash_seed: int, *arguments: str | Path) -> str:
    """What python prints, run in a folder and with an order of sets of its own."""
    folder.mkdir(exist_ok=True)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(hash_seed)}
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_pieces_are_the_same_in_another_folder_and_under_another_name(
    data: Path, vocabulary: Path, tmp_path: Path
) -> None:
    _python(tmp_path, 2, "-c", PIECES, data, tmp_path / "elsewhere" / "small.v2")
    assert (tmp_path / "elsewhere" / "small.v2.model").read_bytes() == vocabulary.read_bytes()


@needs_opencc
def test_the_normaliser_is_the_same(data: Path, tmp_path: Path) -> None:
    for name, hash_seed in (("one", 1), ("two", 2)):
        made = ("--data", data, "--out", "tiny", "--size", "100")
        _python(tmp_path / name, hash_seed, "-m", "scripts.embedding_vocabulary", *made)
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def test_the_pairs_are_the_same(data: Path, vocabulary: Path, tmp_path: Path) -> None:
    one, two = (_python(tmp_path, hash_seed, "-c", POOLS, data, vocabulary) for hash_seed in (1, 2))
    assert {line.split()[0] for line in one.splitlines()} == {"parallel", "lexicon", "glossed", "pivot"}
    assert one == two


@needs_torch
def test_a_seed_gives_one_model(data: Path, vocabulary: Path, tmp_path: Path) -> None:
    recipe = "--steps 12 --dims 8 --batch 8 --run 2 --buckets 500 --glossed 8".split()
    for name, hash_seed, seed in (("one", 1, "1"), ("two", 2, "1"), ("other", 1, "2")):
        made = ("--data", data, "--vocabulary", vocabulary, "--out", "model", "--seed", seed)
        _python(tmp_path / name, hash_seed, "-m", "scripts.train_embeddings", *made, *recipe)
    one, two, other = (_files(tmp_path / name / "model") for name in ("one", "two", "other"))
    assert one == two
    assert one["vectors.npy"] != other["vectors.npy"]
    assert np.linalg.norm(Embedding(tmp_path / "one" / "model").encode(["the train"])) == pytest.approx(1)


def test_the_word_filters_are_the_same(data: Path, tmp_path: Path) -> None:
    for name, hash_seed in (("one", 1), ("two", 2)):
        _python(tmp_path / name, hash_seed, "-m", "scripts.train_vocabulary", data, "--out", "filters")
    one, two = (_files(tmp_path / name / "filters") for name in ("one", "two"))
    assert one == two
    assert "der" in unpack(one["de.bin"]).known
