"""Distance to a reference, by sacrebleu: sentence BLEU, chrF, chrF++ and TER.

They say how near the words of a translation are to those of one other translation, which is not how good it is. Scores
are 0..100, but for TER: edits for each hundred words of the reference, from 0 (equal) upwards. sacrebleu: Post 2018;
BLEU: Papineni et al. 2002, of one sentence with exponential smoothing and effective order; chrF: Popovic 2015; chrF++:
Popovic 2017; TER: Snover et al. 2006.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any

from checker.lang.tags import base
from checker.lang.writing import writing
from checker.measures import Measure
from checker.model import MARKUP, OBJECT, Bead, Side

LONGEST = 4_000
"""Characters of a side that are read: n-grams are counted, and one endless line would fill the memory."""

LONGEST_EDITED = 60
"""Words (characters in scripts without word spaces) of a side for TER, whose time grows with their cube."""

_REMEMBERED = 1_024
"""Pairs of texts whose chrF is remembered: the estimate asks for it as well."""

_TOKENIZERS = {"zh": ("zh", None), "ja": ("ja-mecab", "MeCab"), "ko": ("ko-mecab", "mecab_ko")}
"""BLEU's tokenizer for a language, as sacrebleu recommends, and the optional package that it needs."""


def text_of(bead: Bead, side: Side) -> str:
    """What one side of a bead says, without markup."""
    prose = " ".join(sentence.prose for sentence in bead.side(side))
    return prose.replace(MARKUP, "").replace(OBJECT, "")


def tokenizer(language: str) -> str:
    """The name of sacrebleu's tokenizer for a target language: 13a where words have spaces, else characters."""
    name, package = _TOKENIZERS.get(base(language), (None, None))
    if name is not None and (package is None or find_spec(package)):
        return name
    return "13a" if _spaced(language) else "char"


def signatures(language: str) -> tuple[tuple[str, str], ...]:
    """sacrebleu's signature of each metric for a target language, by the measure's name."""
    told = []
    for name, metric in _metrics(language).items():
        metric.sentence_score("a", ["a"])
        told.append((name, str(metric.get_signature()).replace("|", ",")))
    return tuple(told)


@cache
def _metrics(language: str) -> dict[str, Any]:
    from sacrebleu.metrics.bleu import BLEU as Bleu  # noqa: N811
    from sacrebleu.metrics.chrf import CHRF as Chrf  # noqa: N811
    from sacrebleu.metrics.ter import TER as Ter  # noqa: N811

    return {
        "bleu": Bleu(tokenize=tokenizer(language), effective_order=True),
        "chrf": Chrf(),
        "chrf++": Chrf(word_order=2),
        "ter": Ter(normalized=True, asian_support=not _spaced(language)),
    }


@lru_cache(maxsize=_REMEMBERED)
def chrf(target: str, reference: str) -> tuple[float, float]:
    """chrF and chrF++ of two texts, of which the first 4,000 characters are read; they know no language."""
    metrics = _metrics("und")
    target, reference = target[:LONGEST], reference[:LONGEST]
    return _score(metrics["chrf"], target, reference), _score(metrics["chrf++"], target, reference)


def _spaced(language: str) -> bool:
    facts = writing(language)
    return facts is None or facts.spaced


def _scores(beads: Sequence[Bead]) -> list[dict[str, float]]:
    """The scores of each bead by the names of the metrics; without TER where a side is longer than it can read."""
    told = []
    for bead in beads:
        target, reference = (text_of(bead, side)[:LONGEST] for side in (Side.TARGET, Side.REFERENCE))
        language = bead.target[0].language
        metrics = _metrics(language)
        long = max(_words(target, language), _words(reference, language)) > LONGEST_EDITED
        plain, worded = chrf(target, reference)
        scores = {"bleu": _score(metrics["bleu"], target, reference), "chrf": plain, "chrf++": worded}
        told.append(scores if long else {**scores, "ter": _score(metrics["ter"], target, reference)})
    return told


def _score(metric: Any, target: str, reference: str) -> float:
    return float(metric.sentence_score(target, [reference]).score)


def _words(text: str, language: str) -> int:
    return len(text.split()) if _spaced(language) else len(text)


REFERENCE = Measure("reference", (Side.REFERENCE,), _scores, apart=True, tells=("bleu", "chrf", "chrf++", "ter"))
