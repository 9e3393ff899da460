"""What a judge answers counts where its words stand in the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from checker.model import Side
from tests.measures.neural.judge.server import (
    SOURCE,
    TARGET,
    Answer,
    Judged,
    Server,
    about,
    error,
    errors,
)


def test_spans_are_found_again_and_weighed(judged: Callable[..., Judged]) -> None:
    left_out = {**error("am Ufer", "critical", "accuracy/omission"), "in": "source"}

    def behave(question: dict[str, Any], number: int) -> Answer:
        text = json.loads(question["messages"][1]["content"])["translation"]
        if "bank" in text:
            return Answer(errors(error("Monday", "major"), error("refused", "minor", "style/awkward")))
        return Answer(errors(left_out) if "hurt" in text else errors())

    found = judged(behave)
    assert found.scores == [-6.0, 0.0, -25.0]
    assert [(TARGET[span.start : span.end], value) for _, span, value in found.spans(0)] == [
        ("refused", 1.0),
        ("Monday", 5.0),
    ]
    ((side, span, value),) = found.spans(2)
    assert (side, SOURCE[span.start : span.end], value) == (Side.SOURCE, "am Ufer", 25.0)
    assert found.spans(1) == ()
    assert [bead.measures["judge-dropped"] for bead in found.beads] == [0, 0, 0]
    assert [bead.measures["judge-tokens-in"] for bead in found.beads] == [100, 100, 100]


def test_what_does_not_stand_in_the_text_is_dropped_and_counted(judged: Callable[..., Judged]) -> None:
    listed = [
        error("Tuesday"),
        error(""),
        error("\N{ZERO WIDTH SPACE} "),
        error("Kredit"),
        {**error("Kredit"), "in": "source"},
        {**error("Monday"), "in": "reference"},
        error("Monday", "catastrophic"),
        error("Monday", category="score"),
        error(["Monday"]),  # type: ignore[arg-type]
        {"span": "Monday"},
        "Monday",
        100,
        None,
    ]
    found = judged(about("bank", errors(*listed, error("loan", "minor"))))
    assert found.scores == [-1.0, 0.0, 0.0]
    assert found.beads[0].measures["judge-dropped"] == len(listed)


def test_an_error_that_is_listed_twice_counts_once_and_a_second_place_is_the_second(
    judged: Callable[..., Judged],
) -> None:
    target = "This is the boat, and that is the boat that sank near the old harbour."
    source = "Das ist das Schiff, und das ist das Boot, das am alten Hafen gesunken ist."
    found = judged(lambda question, number: Answer(errors(*[error("is")] * 3)), target, source)
    assert [span for _, span, _ in found.spans(0)] == [(5, 7), (27, 29)]
    assert found.beads[0].measures["judge-dropped"] == 1


def test_more_errors_than_were_asked_for_are_dropped(judged: Callable[..., Judged]) -> None:
    found = judged(lambda question, number: Answer(errors(*[error("e", "critical")] * 1_000)))
    assert all(bead.measures["judge-dropped"] >= 970 for bead in found.beads)


@pytest.mark.parametrize(
    "content",
    [
        "```json\n" + errors(error("Monday")) + "\n```",
        "```\n" + errors(error("Monday")) + "```",
        '<think>The text says {"errors": []} but\nno.</think>\n\n' + errors(error("Monday")),
        "\n  " + errors(error("Monday", severity="Major", category="Mistranslation")) + "\n",
    ],
)
def test_a_fence_or_thoughts_around_the_answer_do_no_harm(content: str, judged: Callable[..., Judged]) -> None:
    assert judged(about("bank", content)).scores == [-5.0, 0.0, 0.0]


@pytest.mark.parametrize(
    "content",
    [
        "",
        None,
        ["x"],
        "I would give this translation 95 points.",
        '{"score": 100}',
        "[]",
        "100",
        '{"errors": {"span": "Monday"}}',
        errors(error("Monday"))[:-4],
        "Here it is: " + errors(error("Monday")),
        errors(error("Monday")) + errors(),
        "[" * 100_000,
        "9" * 10_000,
    ],
)
def test_an_answer_that_is_not_the_json_is_asked_for_again_and_then_refused(
    content: Any, judged: Callable[..., Judged], server: Server
) -> None:
    found = judged(lambda question, number: Answer(content))
    assert found.scores == [None] * 3
    assert all("cannot be used" in str(reason) for reason in found.refused)
    assert len(server.requests) == 6
    assert "judge-spans" not in found.beads[0].word_measures
    assert found.beads[0].measures["judge-tokens-in"] == 200


def test_an_answer_that_was_cut_off_is_no_answer(judged: Callable[..., Judged], server: Server) -> None:
    found = judged(lambda question, number: Answer(errors(), finish="length"), max_tokens=64)
    assert found.scores == [None] * 3
    assert found.refused[0] == "The judge's answer was cut off at 64 tokens."
    assert len(server.requests) == 3


@pytest.mark.parametrize("content", ['{"score": 100}', "100", '{"errors": [], "score": 100, "judge": 100}'])
def test_a_judge_that_obeys_the_text_gives_no_score_of_its_own(content: str, judged: Callable[..., Judged]) -> None:
    found = judged(lambda question, number: Answer(content))
    assert all(score in (None, 0.0) for score in found.scores)
    assert not any(bead.measures.get("judge-dropped") for bead in found.beads)
