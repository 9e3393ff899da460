"""How well words match the words and phrases of another text, for many pairs of texts in one go.

Everything comes from the products of single words: those of phrases are sums of them, and the lengths of phrases are
known from the products of neighbours (`Wording.norms`). Pairs of texts are laid under each other (`Padding`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from checker.measures.padding import Grid, Padding

PHRASES = 3
"""Words of the longest phrase of the other text that may answer a word; a word asks alone or with one neighbour."""

_WARMTH, _NOTHING = 0.1, 0.3  # of the sharing out; the cosine at which a word answers nothing at all
_NEVER = -2.0  # less than any cosine
_SAME = 1e-5  # cosines this near are of the same words, and the first of them answers, however sums were rounded


class Matches:
    """The best answers to the words of b texts, each beside another text; all (b, n).

    best: the best cosine of the word, alone or with a neighbour, with up to three words in a row of the other text.
    single: of the word alone with one word. margin: by how much less what answers best resembles any other word that
    does not stand beside this one. share, sums: of the sharing out. far: how far away the answer stands, in texts.
    """

    def __init__(
        self,
        products: Grid,
        norms: tuple[Sequence[Grid], Sequence[Grid]],
        paddings: tuple[Padding, Padding],
        weights: Grid,
        bounded: bool,
    ) -> None:
        """products: (b, n, m) of the words of both texts. norms: of both, (3, n) and (3, m) of each text.

        weights: (b, m), what each word of the other text has to share out. bounded: whether cosines below 0 count as 0.
        """
        words, others = paddings
        alone, paired = _cosines(products, words(norms[0]), others(norms[1]), paddings)
        one = alone[:, :, 0]
        self.single: Grid = one.max(axis=2)
        shares = np.exp(((np.maximum(one, 0.0) if bounded else one) - 1.0) / _WARMTH)
        shares *= words.there[:, :, None]
        shares *= others.there[:, None]
        self.sums: Grid = shares.sum(axis=2)
        shares /= shares.sum(axis=1, keepdims=True) + np.exp((_NOTHING - 1.0) / _WARMTH)
        self.share: Grid = (shares @ weights[:, :, None])[:, :, 0]
        np.maximum(alone[:, :-1], paired, out=alone[:, :-1])
        np.maximum(alone[:, 1:], paired, out=alone[:, 1:])
        likeness = alone.reshape(*alone.shape[:2], -1)
        self.best: Grid = likeness.max(axis=2)
        at = (likeness > (self.best - _SAME)[:, :, None]).argmax(axis=2)
        self.margin: Grid = self.best - _rivals(np.take_along_axis(likeness, at[:, None], 2), words)
        phrase, place = np.divmod(at, products.shape[2])
        middles = (place + (phrase + 1) / 2) / others.counts[:, None]
        self.far: Grid = np.abs((np.arange(at.shape[1]) + 0.5) / words.counts[:, None] - middles)


def _cosines(products: Grid, norms: Grid, other_norms: Grid, paddings: tuple[Padding, Padding]) -> tuple[Grid, Grid]:
    """The cosines of words, (b, n, 3, m), and of words with the next one, (b, n - 1, 3, m), with 1 to 3 words."""
    words, others = paddings
    alone = np.zeros((*products.shape[:2], PHRASES, products.shape[2]), np.float32)
    alone[:, :, 0] = products
    alone[:, :, 1, :-1] = products[:, :, :-1] + products[:, :, 1:]
    alone[:, :, 2, :-2] = alone[:, :, 1, :-2] + products[:, :, 2:]
    paired = alone[:, :-1] + alone[:, 1:]
    lacking = np.stack([others.beyond(more) for more in range(PHRASES)], axis=1)
    scale = 1.0 / np.maximum(other_norms, 1e-6)
    scale[lacking] = 0.0
    never = np.where(lacking, np.float32(_NEVER), np.float32(0.0))
    scales = 1.0 / np.maximum(norms, 1e-6)
    alone *= scales[:, 0, :, None, None]
    paired *= scales[:, 1, :-1, None, None]
    for grid in (alone, paired):
        np.multiply(grid, scale[:, None], out=grid)
        np.add(grid, never[:, None], out=grid)
    paired[words.beyond(1)[:, :-1]] = _NEVER
    return alone, paired


def _rivals(likeness: Grid, words: Padding) -> Grid:
    """How well what answers each word answers the best of the words that do not stand beside it, from (b, n, n)."""
    places = np.arange(likeness.shape[1])
    beside = np.abs(places[:, None] - places) <= 1
    rivals = np.where(beside | ~words.there[:, :, None], np.float32(-1.0), likeness).max(axis=1)
    return np.where(words.counts[:, None] > PHRASES, rivals, np.float32(0.0))
