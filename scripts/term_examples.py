"""Human translations of whole articles, and the same with words exchanged for others that a dictionary has for them.

Reads `train/parallel/<x>-en/*.tsv.gz` where rows say which document they are of, and the dictionaries beside it,
`train/lexicon/<x>-en.wiktionary.tsv.gz`. What odd renderings of terms are learnt from.
"""

from __future__ import annotations

import gzip
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from checker.lang.inflection import is_form
from checker.lang.nouns import is_name, is_noun
from checker.lang.recurrence import Recurring, akin, recurring
from checker.lang.vocabulary import fold
from checker.lang.words import Word
from checker.measures.name_evidence import Text

FILES = ("opensource-guide", "tico19", "bitcoin-org", "mozilla-www")
LONG, SHORT = 60, 12
"""Rows of an article, at most and at least."""

OFTEN, WIDE = 4, 1.5
"""Rows that have a term, at least; and how often its usual rendition may be there for each of them."""

MANY, WORDS, LETTERS = 6, 2, 3
"""Words exchanged in an article; and how many words a new one has at most, and how many letters at least; one less
where a letter says more than one of the Latin alphabet."""

Lexicon = Mapping[str, Sequence[str]]
"""Of each word, folded, what it may be in the other language."""


@dataclass(frozen=True)
class Article:
    """Rows of one document in a row. document: its name, the same in all languages."""

    document: str
    source: tuple[Text, ...]
    target: tuple[Text, ...]


class Put(NamedTuple):
    """A word that stands in a bead for a term, and the forms of what it was put in place of."""

    bead: int
    start: int
    end: int
    usual: tuple[str, ...]


def articles(train: Path) -> Iterator[tuple[Article, Lexicon]]:
    """The articles of all languages in both directions, each with the dictionary of its direction."""
    for folder in sorted((train / "parallel").glob("*-en")):
        language = folder.name.removesuffix("-en")
        lexicons = lexicon(train / "lexicon" / f"{folder.name}.wiktionary.tsv.gz")
        for path in sorted(folder.glob("*.tsv.gz")):
            if path.name.removesuffix(".tsv.gz") not in FILES:
                continue
            for document, rows in _parts(path):
                other, english = (
                    tuple(Text(row[side], tag) for row in rows) for side, tag in ((0, language), (1, "en"))
                )
                yield Article(document, other, english), lexicons[0]
                yield Article(document, english, other), lexicons[1]


def _parts(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """The rows of each part of a document that is long enough."""
    documents: dict[str, list[list[str]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 2 and all(cells[:3]):
                documents[cells[2]].append(cells)
    for name, rows in documents.items():
        parts = (rows[start : start + LONG] for start in range(0, len(rows), LONG))
        yield from ((f"{path.name} {name}", part) for part in parts if len(part) >= SHORT)


def lexicon(path: Path) -> tuple[Lexicon, Lexicon]:
    """A dictionary, there and back; where there is none, two empty ones."""
    there: dict[str, list[str]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                word, english = line.rstrip("\n").split("\t")[:2]
                there[fold(word)].append(english)
                back[fold(english)].append(word)
    return there, back


def planted(article: Article, words: Lexicon, chance: random.Random) -> tuple[Article, list[Put]]:
    """The article with some words exchanged, one of a term and one in a bead, and where they stand."""
    options = list(_options(article, words))
    chance.shuffle(options)
    target, put, taken = list(article.target), list[Put](), set[object]()
    for term, usual, bead, word in options:
        if len(put) == MANY or not taken.isdisjoint({term, usual, bead, fold(word)}):
            continue
        taken |= {term, usual, bead, fold(word)}
        gone, text = usual.places[bead][0], target[bead]
        new = _inflected(word, gone.text, text.language)
        target[bead] = Text(text.text[: gone.start] + new + text.text[gone.end :], text.language)
        put.append(Put(bead, gone.start, gone.start + len(new), usual.forms))
    return Article(article.document, article.source, tuple(target)), put


def _options(article: Article, words: Lexicon) -> Iterator[tuple[Recurring, Recurring, int, str]]:
    """Terms, what renders them throughout, a bead that has each once, and another word for it there."""
    texts = (article.source, article.target)
    terms, renditions = (recurring([text.text for text in side], side[0].language, OFTEN) for side in texts)
    language = article.target[0].language
    everything = "\n".join(fold(text.text) for text in article.target)
    for term in terms:
        known = _known(term, words, article.source[0].language)
        if len(known) < 2 or not _may_be_term(term, article.source):
            continue
        for usual in renditions:
            through = term.places.keys() <= usual.places.keys() and len(usual.places) <= WIDE * len(term.places)
            if not through or not any(is_form(fold(word), form, language) for word in known for form in usual.forms):
                continue
            others = [word for word in known if _is_other(word, usual, everything)]
            if others and _may_be_term(usual, article.target):
                beads = [at for at in term.places if len(term.places[at]) == len(usual.places[at]) == 1]
                yield from ((term, usual, bead, word) for bead in beads for word in others)


def _known(term: Recurring, words: Lexicon, language: str) -> list[str]:
    """What a dictionary has for a term in its forms."""
    plural = [form.removesuffix("s") for form in term.forms if language == "en" and form.endswith("s")]
    found = dict.fromkeys(word for form in (*term.forms, *plural) for word in words.get(form, ()))
    return [word for word in found if len(word.split()) <= WORDS]


def _may_be_term(one: Recurring, texts: Sequence[Text]) -> bool:
    """Whether it may be a noun, and is no name."""
    places: list[tuple[str, Word]] = [(texts[at].text, word) for at, found in one.places.items() for word in found]
    language = texts[0].language
    return is_noun(places, language) is not False and not is_name(places, language)


def _is_other(word: str, usual: Recurring, everything: str) -> bool:
    """Whether a word is of another root than the usual rendition, and nowhere in the article."""
    long = len(word) >= (LETTERS if word.isascii() else LETTERS - 1) and word[0].isalpha()
    return long and fold(word) not in everything and not any(akin(fold(word), form) for form in usual.forms)


def _inflected(word: str, gone: str, language: str) -> str:
    """A word with the capital letter of the one that it is put in place of, and its plural in English."""
    new = word + "s" if language == "en" and gone.endswith("s") and not word.endswith("s") else word
    return new[0].upper() + new[1:] if gone[:1].isupper() else new
