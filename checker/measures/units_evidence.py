"""The units by which two texts are compared: words, digits by value, kept punctuation, single CJK characters.

A unit is a string; equal strings on both sides are evidence by themselves. Words are lower-cased and cut to a stem's
length, numbers lose their grouping marks and take ASCII digits, punctuation loses its width and its national form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

import regex

from checker.lang.names import key
from checker.lang.words import words
from checker.model import MARKUP, Sentence

_STEM = 6
_HANGUL_STEM = 2
_MARKS = {
    "?": "?؟？;՞", "!": "!！¡՜", ":": ":：", "(": "(（[［", ")": ")）]］", "\"": "\"“”„«»「」『』‟❝❞＂",
    ",": ",،，、", ";": ";؛；", ".": ".。．।۔", "…": "…", "-": "–—―", "%": "%٪％", "$": "$＄", "€": "€", "£": "£",
    "&": "&＆", "@": "@", "#": "#", "/": "/／", "*": "*",
}  # fmt: skip
_MARK = {mark: unit for unit, marks in _MARKS.items() for mark in marks}
_MARKED = regex.compile(f"[{regex.escape(''.join(_MARK), special_only=False)}]")
_GROUPED = regex.compile(r"\d{1,3}(?:[.,'’\u066c]\d{3})+")
_HAN = regex.compile(r"\p{sc=Han}+")
_HANGUL = regex.compile(r"\p{sc=Hang}")
_CAPITALISED = regex.compile(r"(?V1)\b\p{Lu}[\p{Ll}\p{M}'’]+")
_LONGEST_NAME = 3


def digits(text: str) -> str:
    """A number's text in ASCII digits, without grouping marks: "8.800", "8,800" and Arabic-Indic digits agree."""
    plain = "".join(str(unicodedata.digit(letter, "")) or letter for letter in text)
    if _GROUPED.fullmatch(plain):
        return "".join(letter for letter in plain if letter.isdigit())
    return plain.replace(",", ".").replace("\N{ARABIC DECIMAL SEPARATOR}", ".")


@lru_cache(maxsize=100_000)
def word_unit(word: str) -> str:
    """The unit of one word."""
    if word[0].isdigit():
        return digits(word)
    lowered = word.lower()
    return lowered[: _HANGUL_STEM if _HANGUL.match(lowered) else _STEM]


@lru_cache(maxsize=20_000)
def units(text: str) -> tuple[str, ...]:
    """The units of a text: its words in order, then its punctuation."""
    text = text.replace(MARKUP, "")
    found = [word_unit(word.text) for word in words(text)]
    found.extend(map(_MARK.__getitem__, _MARKED.findall(text)))
    return tuple(found)


def capitalised(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Romanised keys of the words of a text that begin with a capital letter, of three letters and more."""
    found = {key(word) for sentence in sentences for word in _CAPITALISED.findall(sentence.prose)}
    return frozenset(word for word in found if len(word) >= 3)


def names(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The units that are probably names: in scripts with case those that are never seen without a capital letter."""
    capital, others = set(), set()
    for sentence in sentences:
        for word in words(sentence.prose):
            if word.text[0].isupper():
                capital.add(word_unit(word.text))
            elif word.text[0].isalpha():
                others.add(word_unit(word.text))
    uncased = {unit for unit in others if unit.upper() == unit}
    return frozenset(capital - others | uncased)


def han_names(text: str, names: Collection[str]) -> list[str]:
    """The units of those capitalised `names` of the other text that a run of Han characters spells in pinyin."""
    found = []
    for run in _HAN.findall(text):
        for start in range(len(run)):
            for length in range(1, min(_LONGEST_NAME, len(run) - start) + 1):
                spelt = key(run[start : start + length])
                if spelt in names:
                    found.append(spelt[:_STEM])
    return found
