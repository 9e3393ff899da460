"""Abbreviations of languages that nobody has listed here, asked of sentencex (Wikimedia, 240 languages).

sentencex is asked about single words, never about the text: it is quadratic on long paragraphs, panics on some
spaces, and keeps every quotation whole. What is taken from it is what only it knows: its lists of abbreviations.
"""

from __future__ import annotations

from functools import cache

import regex

from checker.lang.abbreviations import Abbreviations, Ending

_SHORTENED = regex.compile(r"(?<![\p{L}\p{M}.])\p{L}[\p{L}\p{M}.]{0,11}(?=\.(?![\p{L}\p{N}]))")
_BATCH = 500


@cache
def _answers(language: str) -> dict[str, bool]:
    return {}


def abbreviations(text: str, language: str) -> Abbreviations:
    """The words of `text` before a full stop that sentencex takes for abbreviations."""
    known = _answers(language)
    words = dict.fromkeys(match.group() for match in _SHORTENED.finditer(text))
    unknown = [word for word in words if word not in known]
    for i in range(0, len(unknown), _BATCH):
        known.update(_ask(unknown[i : i + _BATCH], language))
    return Abbreviations({word: Ending.EITHER for word in words if known[word]}, {}, frozenset())


def _ask(words: list[str], language: str) -> dict[str, bool]:
    import sentencex  # 10 ms and a large table: only languages without a list of their own pay for it.

    probes = [f"Xxxx {word}. Xxxx" for word in words]
    text = "\n\n".join(probes)
    ends = {boundary["end_index"] for boundary in sentencex.get_sentence_boundaries(language, text)}
    answers: dict[str, bool] = {}
    offset = 0
    for word, probe in zip(words, probes, strict=True):
        after_stop = offset + len(probe) - len("Xxxx")
        answers[word] = after_stop not in ends and after_stop - 1 not in ends
        offset += len(probe) + 2
    return answers
