"""Words that no text of the language has, standing together: what is left of words that were broken to pieces.

One unknown word is a name, a term or a compound; several in a row, in small letters, of which the source has none and
the article no other mention, are nothing that anybody wrote on purpose. How much each weighs depends on how many words
of this article its vocabulary does not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import regex

from checker.lang.names import ALIKE, likeness
from checker.lang.vocabulary import Vocabulary, fold, vocabulary
from checker.lang.words import words
from checker.lang.writing import writing
from checker.model import Sentence

_PLAIN = regex.compile(r"[\p{L}\p{M}]+")
_SHARE = 0.7
"""The share of words of a broken run that the vocabulary does not know; one in three passes by chance, or is whole."""
_UNKNOWN, _WORDS = 5, 50
"""What an article is believed to be before it is read: so many words unknown of so many."""
_LONG = 4  # letters from which on a word may be one of the source's in other letters
_NAME, _SMALL = -0.5, -0.3  # evidence of a word with a capital or a figure, and of one that stays whole in any run


@dataclass(frozen=True)
class Unknown:
    """What the words of an article tell of being broken."""

    known: Vocabulary
    counts: Counter[str]
    capitals: bool
    share: float

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Unknown | None:
        """Of the target's sentences; None where the language has no vocabulary."""
        known = vocabulary(sentences[0].language) if sentences else None
        facts = writing(sentences[0].language) if sentences else None
        if known is None or facts is None or not facts.spaced:
            return None
        counts = Counter(fold(word.text) for one in sentences for word in words(one.prose))
        strange = sum(
            1 for word, count in counts.items() if count == 1 and _PLAIN.fullmatch(word) and word not in known.known
        )
        total = sum(counts.values())
        return cls(known, counts, facts.cased, (strange + _UNKNOWN) / (total + _WORDS))

    def evidence(self, found: Sequence[str], witness: Iterable[str]) -> tuple[float, ...]:
        """Of words in a row the log odds that they are broken. witness: the words of the source."""
        whole, broken = log((1.0 - _SHARE) / (1.0 - self.share)), log(_SHARE / self.share)
        others = {fold(word) for word in witness}
        spelt = [word for word in others if len(word) >= _LONG]
        told = []
        for word in found:
            if not _PLAIN.fullmatch(word) or (self.capitals and word[0].isupper()):
                told.append(_NAME)
            elif word in self.known.core:
                told.append(_SMALL)
            elif len(word) < 2 or word in self.known.known or self.counts[fold(word)] > 1 or fold(word) in others:
                told.append(whole)
            elif len(word) >= _LONG and any(likeness(word, other) > ALIKE for other in spelt):
                told.append(0.0)
            else:
                told.append(broken)
        return tuple(told)
