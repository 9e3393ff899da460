"""Beads as TSV, JSON and TMX."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from checker.config import Config
from checker.model import Article, Signature
from checker.pipeline import align_article
from checker.plug import resolve
from checker.readers import read_bytes
from checker.reporters.aligned import TABLE, Aligned

SOURCE = (
    "Der Rat tagte am <Montag> & am Dienstag.\n\nNiemand sprach.\x07\n\nDer Haushalt von 1200 Euro wurde beschlossen."
)
TARGET = "The council met on <Monday> & on Tuesday.\n\nThe budget of 1,200 euros was passed. It is small."
SIGNATURE = Signature((("checker", "9.9"),))


def _article(source: str = SOURCE, target: str = TARGET, language: str = "de") -> Article:
    target_text = read_bytes(target.encode(), "t", "en")
    source_text = read_bytes(source.encode(), "s", language)
    return align_article(target_text, source_text, Config())


def _rendered(name: str, article: Article) -> str:
    render: Aligned = resolve(name, TABLE, "format")
    return render(article, SIGNATURE)


def test_lines_hold_every_sentence_once() -> None:
    rows = [line.split("\t") for line in _rendered("tsv", _article()).splitlines()]
    for side, count in ((0, 3), (1, 3)):
        ids = [int(number) for row in rows for number in row[side].split(",") if number]
        assert ids == list(range(count))


def test_json_holds_texts_at_their_places() -> None:
    told = json.loads(_rendered("json", _article()))
    assert told["schema"] == "checker.beads/1"
    for side, text in (("source", SOURCE), ("target", TARGET)):
        sentences = [one for bead in told["beads"] for one in bead[side]]
        assert len(sentences) == told[side]["sentences"]
        assert all(text[one["start"] : one["end"]] == one["text"] for one in sentences)


def test_a_translation_memory_is_sound_xml_whatever_the_text() -> None:
    article = _article()
    root = ElementTree.fromstring(_rendered("tmx", article).encode())
    assert root.tag == "tmx"
    units = root.findall("body/tu")
    assert len(units) == sum(bool(bead.source and bead.target) for bead in article.beads)
    languages = {one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in root.iter("tuv")}
    assert languages == {"de", "en"}
    segments = [one.text or "" for one in root.iter("seg")]
    assert "Der Rat tagte am <Montag> & am Dienstag." in segments


@pytest.mark.parametrize("name", list(TABLE))
def test_the_same_texts_give_the_same_bytes(name: str) -> None:
    assert _rendered(name, _article()) == _rendered(name, _article())


def test_scripts_without_word_spaces_are_joined_without() -> None:
    source, target = (
        "市議会は予算を可決した。税金は上がらない。",
        "The council passed the budget, and taxes will not rise.",
    )
    article = _article(source, target, "ja")
    assert [bead.kind for bead in article.beads] == ["1-2"]
    assert f"<seg>{source}</seg>" in _rendered("tmx", article)
