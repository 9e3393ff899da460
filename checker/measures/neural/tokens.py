"""The tokens of a text: their numbers, where they stand, how many a model reads, and how likely it finds them."""

from __future__ import annotations

import sys
from typing import Any, NamedTuple

from checker.errors import CheckerError
from checker.measures.neural import loading
from checker.measures.neural.worded import Place


class Tokens(NamedTuple):
    """numbers: of the tokens in the vocabulary, without special ones. places: where they stand in the text."""

    numbers: tuple[int, ...]
    places: tuple[Place, ...]


def tokens(tokenizer: Any, text: str) -> Tokens:
    """The tokens of a text that a model is to tell: of a target, where the two sides differ, as in Marian.

    What looks like a special token is a text like any other. Raises CheckerError where a tokenizer of transformers
    neither tells where its tokens stand nor is one of sentencepiece.
    """
    asked = {"add_special_tokens": False, "split_special_tokens": True, "verbose": False}
    if tokenizer.is_fast:
        found = tokenizer(text, return_offsets_mapping=True, **asked)
        return Tokens(tuple(found["input_ids"]), tuple((start, end) for start, end in found["offset_mapping"]))
    written = getattr(tokenizer, "spm_target", None)
    pieces = written or getattr(tokenizer, "sp_model", None)
    numbers = tuple(tokenizer(**{"text_target" if written else "text": text}, **asked)["input_ids"])
    places = tuple(pieces.encode(text, return_type="offset_mapping")["offsets"]) if pieces is not None else ()
    if len(places) != len(numbers):
        raise CheckerError(f"The tokenizer {type(tokenizer).__name__} does not tell where in a text its tokens stand.")
    return Tokens(numbers, places)


def window(tokenizer: Any, config: Any) -> int:
    """How many tokens a model reads at most, special ones included, by its files; no end where they tell none."""
    told = config.get_text_config()
    limits = [getattr(told, "max_position_embeddings", None), getattr(told, "n_positions", None)]
    known = [int(limit) for limit in (*limits, tokenizer.model_max_length) if limit and limit > 0]
    return min([*known, sys.maxsize])


def logs(scores: Any, numbers: Any) -> list[float]:
    """The log probabilities of tokens, in nats.

    scores: (tokens, vocabulary), what a model says before the softmax. numbers: (tokens,), int64.
    """
    found = scores.float()
    chosen = found.gather(-1, numbers[:, None])[:, 0] - loading.torch().logsumexp(found, dim=-1)
    told: list[float] = chosen.cpu().tolist()
    return told
