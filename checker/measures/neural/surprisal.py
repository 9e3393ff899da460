"""How surprising the target is to a causal language model, word by word, in nats: higher is more surprising.

Three measures. `neural-surprisal`, of each word: minus the log probability of the word after what stands before it,
the sum over its tokens, white space before it included (Hale 2001; Levy 2008). `neural-surprisal-mean`: the mean over
the words of a bead. `neural-context-gain`, of each word: by how many nats what stands before makes it likelier than its
frequency alone, as `context-gain` of `checker.measures.surprisal` but with the model's context; the frequency is that
of the models of the package, so that it is told of their languages alone.

For any causal model of transformers (GPT-2, Llama, Qwen, BLOOM ...), the larger the better; a base model rather than
one that was taught to chat. A rare word is surprising and no error. Numbers of two models do not compare, nor do means
of two languages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from inspect import signature
from itertools import pairwise
from math import isfinite
from typing import Any, NamedTuple

from checker.errors import CheckerError, ConfigError
from checker.measures import Measure, Refused, Told
from checker.measures import surprisal as frequencies
from checker.measures.neural import batches, loading
from checker.measures.neural.guards import refusals, too_long
from checker.measures.neural.options import ModelOptions, read
from checker.measures.neural.tokens import logs, tokens, window
from checker.measures.neural.worded import Place, Worded, by_word, gap, worded
from checker.measures.surprisal_model import LANGUAGES
from checker.model import Bead, Sentence, Side, Span, WordMeasure

_PARAGRAPH = "\n"
_PROBE = 4
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Options(ModelOptions):
    """Of the language model.

    context: how many sentences of the target before the bead the model reads first, each of them whole; those farthest
    are left out where they do not fit the model. 0 is none: then a bead says the same in any article.
    """

    context: int = 0


class Asked(NamedTuple):
    """What the model reads: sentences before, with the white space that follows each, and the text to be told."""

    before: tuple[str, ...]
    text: Worded


class Row(NamedTuple):
    """numbers: of all tokens, the first begins a text. first: the first token to be told. places: of those to be told,
    in the text to be told."""

    numbers: list[int]
    first: int
    places: tuple[Place, ...]


class Reader:
    """A model with its tokenizer."""

    def __init__(self, options: Options) -> None:
        """Raises CheckerError for what is no causal model."""
        self._tokenizer, self._model, self._device = loading.model(options, "AutoModelForCausalLM")
        self._begin = _begin(self._tokenizer, self._model.config)
        self._batch = options.batch
        self._keeps = "logits_to_keep" in signature(self._model.forward).parameters
        self.longest = window(self._tokenizer, self._model.config)
        if not self._is_causal():
            raise CheckerError(
                f"The model {options.model!r} is no causal language model: what it tells of a token depends on the "
                f"tokens after it."
            )

    def nats(self, asked: Sequence[Asked]) -> list[Refused | list[float | None]]:
        """Of each word of each text its surprisal, None where a token of it is unknown to the vocabulary."""
        rows = [self.row(one) for one in asked]
        able = [index for index, row in enumerate(rows) if isinstance(row, Row)]
        read_ones = [row for row in rows if isinstance(row, Row)]
        told = batches.run(read_ones, [len(row.numbers) for row in read_ones], self._compute, self._batch)
        found: dict[int, Refused | list[float | None]] = {}
        for index, row, values in zip(able, read_ones, told, strict=True):
            if not all(map(isfinite, values)):
                found[index] = Refused("What the model tells of it is no number.")
                continue
            unknown = self._tokenizer.unk_token_id
            numbers = row.numbers[row.first :]
            known = [None if number == unknown else value for number, value in zip(numbers, values, strict=True)]
            found[index] = by_word(asked[index].text, row.places, known)
        return [found[index] if isinstance(row, Row) else row for index, row in enumerate(rows)]

    def row(self, asked: Asked) -> Row | Refused:
        """The tokens of a text after as many whole sentences as fit, or why it cannot be read."""
        base = sum(map(len, asked.before))
        numbers, places = tokens(self._tokenizer, "".join(asked.before) + asked.text.text)
        first = _at(places, base)
        long = too_long(len(numbers) - first + 1, self.longest)
        if long is not None:
            return long
        start, begin = 0, 0
        for sentence in asked.before:
            if len(numbers) - begin + 1 <= self.longest:
                break
            start += len(sentence)
            begin = min(first, _at(places, start))
        told = tuple((max(0, left - base), right - base) for left, right in places[first:])
        return Row([self._begin, *numbers[begin:]], first - begin + 1, told)

    def _compute(self, batch: Sequence[Row]) -> list[list[float]]:
        """The surprisal of each token to be told."""
        numbers, mask = batches.padded([row.numbers for row in batch], self._begin)
        longest = len(numbers[0])
        with loading.torch().inference_mode():
            ids, scores = self._scores(numbers, mask, longest - min(row.first for row in batch) + 1)
            cut = longest - scores.shape[1]
            return [
                [-log for log in logs(scores[at, row.first - 1 - cut : last - 1 - cut], ids[at, row.first : last])]
                for at, (row, last) in enumerate((row, len(row.numbers)) for row in batch)
            ]

    def _scores(self, numbers: Sequence[Sequence[int]], mask: Sequence[Sequence[int]], last: int) -> tuple[Any, Any]:
        """The tokens, and what is said before the softmax of each that could follow: of the last ones, or of all."""
        torch = loading.torch()
        ids, marks = (torch.tensor(one, device=self._device) for one in (numbers, mask))
        kept = {"logits_to_keep": last} if self._keeps else {}
        return ids, self._model(input_ids=ids, attention_mask=marks, use_cache=False, **kept).logits

    def _is_causal(self) -> bool:
        """Whether another last token leaves what is said of those before as it was; so, too, where nothing is said."""
        size = self._model.get_input_embeddings().weight.shape[0]
        same = [self._begin, *(number % size for number in range(_PROBE))]
        rows = [[*same, _PROBE % size], [*same, (_PROBE + 1) % size]]
        with loading.torch().inference_mode():
            scores = self._scores(rows, [[1] * len(row) for row in rows], len(rows[0]))[1][:, :-1].float()
        return not bool((scores[0] - scores[1]).abs().max() > _TOLERANCE * scores.std())


@lru_cache(maxsize=2)
def reader(options: Options) -> Reader:
    """The model that options name, read once."""
    return Reader(options)


def make(given: Mapping[str, Any]) -> tuple[Measure, ...]:
    """The measures `neural-surprisal`, `neural-surprisal-mean` and `neural-context-gain`."""
    options = read(Options, given, "surprisal")
    if options.context < 0:
        raise ConfigError(f"[measures.surprisal] context cannot be {options.context}: it takes a number of sentences.")
    loading.demand(options)
    line = loading.signature(options, **({"context": options.context} if options.context else {}))
    apart = options.context == 0
    return (
        Measure("neural-surprisal", (), partial(_by_word, options), apart=apart, signature=line),
        Measure("neural-surprisal-mean", (), partial(_mean, options), apart=apart, signature=line),
        Measure("neural-context-gain", (), partial(_gain, options), LANGUAGES, apart, line),
    )


def _by_word(options: Options, beads: Sequence[Bead]) -> Sequence[Told]:
    # The mean tells the reason where there is none.
    return [None if isinstance(told, Refused) else tuple(told) for told in _told(options, beads)]


def _mean(options: Options, beads: Sequence[Bead]) -> Sequence[Told]:
    return [
        told if isinstance(told, Refused) else sum(word.value for word in told) / len(told)
        for told in _told(options, beads)
    ]


def _gain(options: Options, beads: Sequence[Bead]) -> Sequence[Told]:
    """Of each bead the gain of its words, or nothing where one of them has no surprisal."""
    sentences = [sentence for bead in beads for sentence in bead.target]
    if not sentences:
        return []
    alone = iter(frequencies.surprisal([frequencies.prose(one) for one in sentences], sentences[0].language))
    found: list[Told] = []
    for bead, told in zip(beads, _told(options, beads), strict=True):
        usual = [
            (sentence.at(*span), nats)
            for sentence in bead.target
            for words in (next(alone),)
            for span, nats in zip(words.spans, words.alone.tolist(), strict=True)
        ]
        found.append(None if isinstance(told, Refused) else _gains(usual, told))
    return found


def _gains(usual: Sequence[tuple[Span, float]], told: Sequence[WordMeasure]) -> Told:
    """What words, which may be several of `told` in one, gain on the nats of their frequency."""
    starts = [one.span.start for one in told]
    gains = []
    for span, nats in usual:
        inside = told[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if not inside or (inside[0].span.start, inside[-1].span.end) != span:
            return None
        gains.append(WordMeasure(Side.TARGET, span, nats - sum(one.value for one in inside)))
    return tuple(gains)


def _told(options: Options, beads: Sequence[Bead]) -> Sequence[Refused | list[WordMeasure]]:
    """Of each bead the surprisal of its words, at least of one, or why there is none."""
    refused = refusals(beads, ())
    asked = _asked(beads, options.context)
    able = [one for one, reason in zip(asked, refused, strict=True) if reason is None]
    nats = iter(_nats(options, tuple(able)) if able else ())
    told: list[Refused | list[WordMeasure]] = []
    for one, reason in zip(asked, refused, strict=True):
        found = reason or next(nats)
        if isinstance(found, Refused):
            told.append(found)
            continue
        spans = zip(one.text.spans, found, strict=True)
        words = [WordMeasure(Side.TARGET, span, value) for span, value in spans if value is not None]
        told.append(words or Refused("The vocabulary of the model knows none of its words."))
    return told


@lru_cache(maxsize=2)
def _nats(options: Options, asked: tuple[Asked, ...]) -> list[Refused | list[float | None]]:
    """The words' surprisal; the measures ask for the same."""
    return reader(options).nats(asked)


def _asked(beads: Sequence[Bead], context: int) -> list[Asked]:
    """Each bead's text with as many sentences before it, of the target of the same article."""
    before: list[Sentence] = []
    asked = []
    for bead in beads:
        chosen = [*(before[-context:] if context else ()), bead.target[0]]
        lead = [worded((one,)).text + gap(one, following, _PARAGRAPH) for one, following in pairwise(chosen)]
        asked.append(Asked(tuple(lead), worded(bead.target, _PARAGRAPH)))
        before.extend(bead.target)
    return asked


def _at(places: Sequence[Place], start: int) -> int:
    """The first token of what begins at an offset."""
    first = next((index for index, place in enumerate(places) if place[1] > start), len(places))
    while first and places[first - 1] == (start, start):
        first -= 1
    return first


def _begin(tokenizer: Any, config: Any) -> int:
    """The token that begins a text. Raises CheckerError where there is none: of the first word nothing could be told.

    Models without one of their own were trained on texts in a row, each after the token that ends a text.
    """
    special = set(tokenizer.all_special_ids)
    told = getattr(config.get_text_config(), "bos_token_id", None)
    for number in (tokenizer.bos_token_id, told if told in special else None, tokenizer.eos_token_id):
        if number is not None:
            return int(number)
    raise CheckerError("The tokenizer of the language model has no token that begins or ends a text.")
