"""What a sentence encoder tells the aligner, beside the model of the package or in its place.

Its cosines go the way of the package's own: log-odds against chance, with both distributions learnt from the texts. As
many encoders put all texts into a narrow cone (Ethayarajh 2019), the mean of a few unrelated sentences is taken away
first (Mu and Viswanath 2018). A span is the sum of its sentences, each as heavy as it is long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from checker.measures.embedded_similarity import EmbeddedEvidence, EmbeddedSimilarity, evidence
from checker.measures.joint_similarity import JointSimilarity
from checker.measures.neural.embedding import FloatArray, Options, encoder, options
from checker.measures.neural.texts import said_by
from checker.model import Sentence

_UNRELATED = (
    "The train to the coast leaves at nine.",
    "She has played the violin since she was six.",
    "Parliament passed the budget by a narrow margin.",
    "El agua hierve más deprisa en la montaña.",
    "Nuestros vecinos vendieron la bicicleta vieja.",
    "Le médecin a prescrit deux semaines de repos.",
    "Die Bibliothek bleibt wegen Bauarbeiten geschlossen.",
    "Wczoraj nad jeziorem padał śnieg.",
    "Кошка спит на крыше.",
    "ارتفعت أسعار القمح.",
    "他在学习驾驶飞机。",
    "昨日の試合は中止になった。",
    "यह मंदिर बहुत पुराना है।",
    "Perusahaan itu membuka pabrik baru.",
)
"""Sentences of our own on as many subjects: what all vectors of a model have in common."""


@dataclass(frozen=True, slots=True)
class EncodedSimilarity:
    """Compares texts by the vectors of an encoder. A sentence that is too long for it has no say."""

    options: Options

    def compare(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> EmbeddedEvidence:
        """Reads both texts; see `checker.align.similarity.Similarity`."""
        return evidence(self._sums(source), self._sums(target))

    def _sums(self, sentences: Sequence[Sentence]) -> FloatArray:
        """The vectors of sentences, float32 (n, d), as long as the sentences are in tokens."""
        vectors, tokens = encoder(self.options).encode([said_by((one,)).text.strip() for one in sentences])
        read = np.linalg.norm(vectors, axis=1, keepdims=True) > 0
        vectors = (vectors - _common(self.options)) * read
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return np.asarray(vectors * np.array(tokens, np.float32)[:, None], np.float32)


@lru_cache(maxsize=2)
def _common(found: Options) -> FloatArray:
    """The mean vector of unrelated sentences, float32 (d,)."""
    return np.asarray(encoder(found).encode(_UNRELATED).vectors.mean(axis=0), np.float32)


def similarity(given: Mapping[str, Any] | None) -> JointSimilarity:
    """What the aligner asks, with the encoder of the settings of `embedding` where they say so.

    given: the options of that measure, or None where there are none. Raises ConfigError for those that are none.
    """
    found = options(given) if given is not None else Options()
    if found.align == "replace":
        return JointSimilarity(EncodedSimilarity(found))
    if found.align == "join":
        return JointSimilarity(EmbeddedSimilarity(), EncodedSimilarity(found))
    return JointSimilarity()
