"""Servers that are busy, slow, gone or broken, asked over a real connection."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from checker.errors import CheckerError
from checker.measures import measure
from checker.measures.neural.batches import watched
from checker.measures.neural.judge import make
from checker.model import Article
from tests.measures.neural.judge.server import (
    LANGUAGES,
    SOURCE,
    TARGET,
    Answer,
    Judged,
    Server,
    error,
    errors,
)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_a_busy_server_is_asked_again_ever_later(status: int, judged: Callable[..., Judged], server: Server) -> None:
    found = judged(lambda question, number: Answer(status=status) if number < 3 else Answer(), concurrency=1)
    assert found.scores == [0.0] * 3
    assert found.waited == [1.0, 2.0, 4.0]


def test_the_server_says_how_long_to_wait(judged: Callable[..., Judged], server: Server) -> None:
    found = judged(
        lambda question, number: Answer(status=429, headers={"Retry-After": "17"}) if number == 0 else Answer(),
        concurrency=1,
    )
    assert found.scores == [0.0] * 3
    assert found.waited == [17.0]


@pytest.mark.parametrize(("told", "waited"), [("86400", []), ("Fri, 31 Dec 2027 23:59:59 GMT", [1.0]), ("-5", [1.0])])
def test_nobody_waits_for_a_day(told: str, waited: list[float], judged: Callable[..., Judged], server: Server) -> None:
    found = judged(
        lambda question, number: Answer(status=429, headers={"Retry-After": told}) if number == 0 else Answer(),
        concurrency=1,
        retries=1,
    )
    assert found.waited == waited
    assert found.scores == ([0.0] * 3 if waited else [None, 0.0, 0.0])


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"<html>Bad gateway</html>"),
        Answer(body=b'{"choices": [{"mess'),
        Answer(body=b'{"choices": []}'),
        Answer(body=b"\xff\xfe\x00garbage"),
        Answer(cut=50),
        Answer(body=b"x" * (2 << 20)),
        Answer(content="x" * (2 << 20)),
        Answer(hang=True),
        Answer(drip=True),
    ],
    ids=["html", "truncated", "no choice", "garbage", "shorter than said", "huge", "huge content", "hangs", "drips"],
)
def test_a_server_that_answers_nonsense_once_is_asked_again(answer: Answer, judged: Callable[..., Judged]) -> None:
    found = judged(lambda question, number: answer if number == 0 else Answer(), concurrency=1, timeout=0.4)
    whole = answer.cut > 0  # all of the answer came, and only what was said of its length is wrong
    assert found.scores == [0.0] * 3
    assert found.waited == ([] if whole else [1.0])


def test_questions_that_time_out_are_refused_and_the_others_keep_their_place(
    judged: Callable[..., Judged],
) -> None:
    def behave(question: dict[str, Any], number: int) -> Answer:
        return Answer(errors(error("hurt")), hang="river" in question["messages"][1]["content"])

    found = judged(behave, timeout=0.2, retries=1)
    assert found.scores == [0.0, None, -5.0]
    assert str(found.refused[1]).endswith("did not answer: nothing came within 0.2 seconds.")
    assert found.waited == [1.0]


def test_the_order_is_kept_whoever_answers_first(judged: Callable[..., Judged], server: Server) -> None:
    target = "\n\n".join(f"The river rose by {number} metres in the night." for number in range(12))
    source = "\n\n".join(f"Der Fluss stieg in der Nacht um {number} Meter an." for number in range(12))

    def behave(question: dict[str, Any], number: int) -> Answer:
        server.over.wait(0.05 * (number % 4 == 0))
        told = json.loads(question["messages"][1]["content"])["translation"]
        count = int("".join(filter(str.isdigit, told)))
        return Answer(errors(*[error(word, "minor") for word in told.split()[: count % 6]]))

    seen: list[tuple[int, int]] = []
    with watched(lambda done, count: seen.append((done, count))):
        found = judged(behave, target, source, concurrency=6)
    assert seen == [(done, 12) for done in range(1, 13)]
    assert found.scores == [-float(number % 6) for number in range(12)]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_wrong_key_or_name_ends_the_run(status: int, judged: Callable[..., Judged], server: Server) -> None:
    body = json.dumps({"error": {"message": "no such\nthing"}}).encode()
    with pytest.raises(CheckerError, match=r"cannot be asked, it does not .* \(no such thing\)\.$"):
        judged(lambda question, number: Answer(status=status, body=body), concurrency=1)
    assert len(server.requests) == 1


def test_a_question_that_the_server_does_not_take_is_refused(judged: Callable[..., Judged], server: Server) -> None:
    body = json.dumps({"object": "error", "message": "This model's maximum context length is 512 tokens."}).encode()
    found = judged(lambda question, number: Answer(status=400, body=body))
    assert len(server.requests) == 3
    assert str(found.refused[0]).endswith("status 400 (This model's maximum context length is 512 tokens).")


def test_nothing_is_followed_to_another_address(judged: Callable[..., Judged], server: Server) -> None:
    with Server() as other, pytest.raises(CheckerError, match="sends on to another address"):
        judged(lambda question, number: Answer(status=307, headers={"Location": other.url + "/chat/completions"}))
    assert not other.requests


def test_a_server_that_is_not_there_ends_the_run(article: Callable[..., Article]) -> None:
    with Server() as gone:
        url = gone.url
    measures = make({"model": "m", "endpoint": url, "retries": 1}, lambda seconds: None)
    with pytest.raises(CheckerError, match=r"cannot be asked: Connection refused\.$"):
        measure(article(TARGET, SOURCE, None, LANGUAGES).beads, measures)


def test_a_server_that_dies_is_not_asked_for_ever(judged: Callable[..., Judged], server: Server) -> None:
    target = "\n\n".join(f"The river rose by {number} metres in the night." for number in range(20))
    source = "\n\n".join(f"Der Fluss stieg in der Nacht um {number} Meter an." for number in range(20))
    found = judged(
        lambda q, number: Answer(status=200 if number < 2 else 503), target, source, retries=0, concurrency=1
    )
    assert found.scores == [0.0, 0.0] + [None] * 18
    assert len(server.requests) == 10
    assert str(found.refused[-1]).endswith("and is asked no more.")
