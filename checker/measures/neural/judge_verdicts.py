"""Beads are put to a judge, several at once, and its verdicts come back in the order of the beads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from logging import getLogger
from threading import Event
from typing import Any, Protocol

from checker.lang.tags import name as language_name
from checker.measures import Refused
from checker.measures.neural.batches import tell
from checker.measures.neural.guards import refusals
from checker.measures.neural.judge_answer import UnreadableError, Verdict, claims, verify
from checker.measures.neural.judge_endpoint import Reply, UnansweredError
from checker.measures.neural.judge_prompt import messages
from checker.measures.neural.texts import said
from checker.model import Bead, Side

LOG = getLogger(__name__)
"""Is told on how many beads there is no verdict (a warning), and what the others cost (an information)."""


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """What the measure can be told.

    model: the model's name at the endpoint, or a folder. endpoint: the address of a server; "" is a model in a folder.
    key_variable: the environment variable that holds the server's key. timeout: seconds for one try. retries: tries
    after the first. concurrency: questions that are under way at once. max_tokens: of one answer, thoughts included.
    price_in, price_out: for a million tokens, in any currency. longest: characters of all texts of a bead that are
    judged at most. json_mode: whether the server is told that the answer is JSON. body: further members of a request,
    as a server wants them. device, dtype: of a model in a folder.
    """

    model: str = ""
    endpoint: str = ""
    key_variable: str = ""
    timeout: float = 60.0
    retries: int = 3
    concurrency: int = 4
    max_tokens: int = 2_048
    temperature: float = 0.0
    price_in: float = 0.0
    price_out: float = 0.0
    longest: int = 8_000
    json_mode: bool = True
    body: Mapping[str, Any] = field(default_factory=dict)
    device: str = "auto"
    dtype: str = "auto"


class Asked(Protocol):
    """Whom questions are put to."""

    def ask(self, question: Mapping[str, Any]) -> Reply:
        """The reply to a question, the members of a request. Raises UnansweredError, CheckerError."""
        ...


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, or the reason why there is none, and the tokens of question and answer, where they were told."""

    verdict: Verdict | Refused
    tokens: tuple[int, int] | None = None


@dataclass(slots=True)
class Judge:
    """Judges beads by a model; several measures ask of the same beads in turn, and are told the same.

    stopped: set when the judging ends early, so that nobody who waits goes on.
    """

    options: JudgeOptions
    asked: Asked
    stopped: Event = field(default_factory=Event)
    _known: tuple[tuple[Bead, ...], list[Judged]] | None = None

    def judge(self, beads: Sequence[Bead]) -> list[Judged]:
        """The verdict on each bead, in order. Raises CheckerError where nobody answers."""
        if self._known is not None and _same(self._known[0], beads):
            return self._known[1]
        refused = refusals(beads, (Side.SOURCE,))
        judged = [Judged(one) if one is not None else None for one in map(self._limited, beads, refused)]
        waiting = [index for index, one in enumerate(judged) if one is None]
        for index, one in zip(waiting, self._all([beads[index] for index in waiting]), strict=True):
            judged[index] = one
        found = [one for one in judged if one is not None]
        self._known = (tuple(beads), found)
        self._say([found[index] for index in waiting])
        return found

    def _limited(self, bead: Bead, refused: Refused | None) -> Refused | None:
        size = sum(len(sentence.text) for side in Side for sentence in bead.side(side))
        if refused is None and size > self.options.longest:
            return Refused(f"Of {size} characters {self.options.longest} at most are sent to the judge.")
        return refused

    def _all(self, beads: Sequence[Bead]) -> list[Judged]:
        with ThreadPoolExecutor(self.options.concurrency) as pool:
            found = []
            try:
                for one in pool.map(self._one, beads):
                    found.append(one)
                    tell(len(found), len(beads))
                return found
            except BaseException:
                self.stopped.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _one(self, bead: Bead) -> Judged:
        """Asks of one bead; once more where the answer cannot be read."""
        texts = {side: said(bead, side) for side in Side if bead.side(side)}
        question = self._question(bead)
        tokens: tuple[int, int] | None = None
        reason = ""
        for _ in range(1 + min(1, self.options.retries)):
            try:
                reply = self.asked.ask(question)
            except UnansweredError as error:
                return Judged(Refused(str(error)), tokens)
            if reply.tokens is not None:
                tokens = (reply.tokens[0] + (tokens or (0, 0))[0], reply.tokens[1] + (tokens or (0, 0))[1])
            if not reply.complete:
                return Judged(Refused(f"The judge's answer was cut off at {self.options.max_tokens} tokens."), tokens)
            try:
                return Judged(verify(claims(reply.text), texts), tokens)
            except UnreadableError as error:
                reason = str(error)
        return Judged(Refused(f"The judge's answer cannot be used: {reason}."), tokens)

    def _question(self, bead: Bead) -> dict[str, Any]:
        options = self.options
        target, source, reference = (said(bead, side).text for side in (Side.TARGET, Side.SOURCE, Side.REFERENCE))
        texts = {"source language": language_name(bead.side(Side.SOURCE)[0].language), "source": source}
        texts |= {"translation language": language_name(bead.target[0].language), "translation": target}
        texts |= {"reference": reference} if reference else {}
        question = {"model": options.model, "messages": messages(texts), "temperature": options.temperature}
        if "max_completion_tokens" not in options.body:
            question["max_tokens"] = options.max_tokens
        if options.json_mode:
            question["response_format"] = {"type": "json_object"}
        return {**question, **options.body}

    def _say(self, judged: Sequence[Judged]) -> None:
        """Tells what was spent on beads that the judge was asked of, and of how many it said nothing."""
        if not judged:
            return
        missing = [one.verdict.reason for one in judged if isinstance(one.verdict, Refused)]
        if missing:
            LOG.warning("The judge gave no verdict on %d of %d beads: %s", len(missing), len(judged), missing[0])
        counts = [one.tokens for one in judged if one.tokens is not None]
        spent, answered = sum(one[0] for one in counts), sum(one[1] for one in counts)
        cost = (spent * self.options.price_in + answered * self.options.price_out) / 1e6
        price = f", which cost {cost:.4f}" if cost else ""
        dropped = sum(one.verdict.dropped for one in judged if isinstance(one.verdict, Verdict))
        LOG.info(
            "The judge was asked of %d beads: %d tokens in and %d out%s; %d errors that it claimed stand nowhere.",
            *(len(judged), spent, answered, price, dropped),
        )


def _same(some: Sequence[Bead], others: Sequence[Bead]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
