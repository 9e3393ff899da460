"""COMET's scores against a straight recomputation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checker.errors import CheckerError, ConfigError
from checker.measures import Refused, measure
from checker.measures.neural.comet import loaded, make
from checker.measures.neural.comet_network import Network, sparsemax
from checker.model import Article, Bead, Side
from tests.measures.neural.comet.built import LONGEST, SHARES, SOURCE, TARGET, Built, taken, write_settings


def nearest_of_simplex(scores: tuple[float, ...]) -> list[float]:
    """Sparsemax by its definition: what is left above a threshold, found by halving, that leaves 1 in all."""
    low, high = min(scores) - 1, max(scores)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(max(0.0, one - middle) for one in scores) > 1 else (low, middle)
    return [max(0.0, one - low) for one in scores]


def test_equals_a_straight_recomputation(built: Built, news: Article) -> None:
    one = built.make(batch=2)
    assert one.needs == (Side.SOURCE, Side.REFERENCE)
    shares = nearest_of_simplex(SHARES)
    assert 0 in shares
    expected = built.scores(news, shares)
    assert len(set(expected)) == 3
    assert taken(news, one) == pytest.approx(expected, abs=1e-5)


def test_without_a_reference(build: Callable[..., Built], torch: Any, article: Callable[..., Article]) -> None:
    built = build(class_identifier="referenceless_regression_metric", layer_transformation="softmax")
    one = built.make()
    assert one.needs == (Side.SOURCE,)
    made = article(TARGET, SOURCE)
    assert taken(made, one) == pytest.approx(built.scores(made, torch.tensor(SHARES).softmax(0)), abs=1e-5)


def test_batches_and_order_change_nothing(built: Built, news: Article) -> None:
    whole = taken(news, built.make())
    one_by_one = taken(news, built.make(batch=1))
    assert one_by_one == pytest.approx(whole, abs=1e-5)
    backwards = built.make().compute(news.beads[::-1])
    assert backwards is not None
    assert list(backwards)[::-1] == pytest.approx(whole, abs=1e-5)


def test_half_the_precision_moves_scores_a_little(built: Built, news: Article) -> None:
    exact, halved = taken(news, built.make()), taken(news, built.make(dtype="bfloat16"))
    assert halved != exact
    assert halved == pytest.approx(exact, abs=0.05)


def test_memory_that_runs_out_halves_the_batch(
    built: Built, news: Article, torch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = taken(news, built.make())
    sizes = []
    vectors = Network.vectors

    def scarce(self: Network, numbers: Any, mask: Any) -> Any:
        sizes.append(len(numbers))
        if len(numbers) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return vectors(self, numbers, mask)

    monkeypatch.setattr(Network, "vectors", scarce)
    assert taken(news, built.make()) == pytest.approx(whole, abs=1e-5)
    assert sizes[0] == 9  # three texts of three beads
    assert sum(size for size in sizes if size <= 2) == 9


def test_layers_are_normalised_where_the_checkpoint_says_nothing_else(
    build: Callable[..., Built], torch: Any, news: Article
) -> None:
    built = build(layer_norm="absent", layer_transformation="absent")
    got = taken(news, built.make())
    plain = built.encoder

    def normalised(numbers: Any, output_hidden_states: bool) -> Any:
        told = plain(numbers, output_hidden_states=output_hidden_states)
        told.hidden_states = tuple((one - one.mean()) / one.std(unbiased=False) for one in told.hidden_states)
        return told

    built.encoder = normalised
    assert got == pytest.approx(built.scores(news, torch.tensor(SHARES).softmax(0)), abs=1e-4)


@pytest.mark.parametrize("scores", [SHARES, (0.0, 0.0, 0.0, 0.0), (5.0, 1.0, 4.5, -3.0), (0.1, 0.2, 0.3, 0.25), (2.0,)])
def test_sparsemax_is_the_nearest_point_of_the_simplex(torch: Any, scores: tuple[float, ...]) -> None:
    found = sparsemax(torch.tensor(scores, dtype=torch.float64))
    assert float(found.sum()) == pytest.approx(1)
    assert found.tolist() == pytest.approx(nearest_of_simplex(scores), abs=1e-9)


@pytest.mark.parametrize(("pooling", "final"), [("cls", "Sigmoid"), ("max", None)])
def test_one_layer_other_poolings_and_a_final_activation(
    build: Callable[..., Built], torch: Any, news: Article, pooling: str, final: str | None
) -> None:
    built = build(layer=1, pool=pooling, final_activation=final)
    bead = news.beads[1]
    vectors = []
    for side in (Side.TARGET, Side.SOURCE, Side.REFERENCE):
        numbers = torch.tensor([built.tokenizer(bead.side(side)[0].text)["input_ids"]])
        layer = built.encoder(numbers, output_hidden_states=True).hidden_states[1][0]
        vectors.append(layer[0] if pooling == "cls" else layer.max(0).values)
    mt, src, ref = vectors
    score = built.estimator(torch.cat([mt, ref, mt * ref, abs(mt - ref), mt * src, abs(mt - src)]))
    expected = torch.sigmoid(score) if final else score
    assert taken(news, built.make())[1] == pytest.approx(expected.item(), abs=1e-5)


def test_what_the_checkpoint_tells_goes_before_the_file_beside_it(built: Built, news: Article) -> None:
    whole = taken(news, built.make())
    write_settings(built.place, layer_transformation="softmax", pool="cls")
    loaded.cache_clear()
    assert taken(news, built.make()) == pytest.approx(whole)


def test_too_long_is_said_and_never_cut(built: Built, article: Callable[..., Article]) -> None:
    sentence = "The ministers signed the long treaty in the old capital" + " and the town" * 20 + "."
    made = article(f"{sentence} It rained.", SOURCE[:82], "The ministers put their names to it. There was rain.")
    measured = measure(made.beads, [built.make()])
    assert "comet" not in measured[0].measures
    assert measured[0].refused == {"comet": "Of 73 tokens the model reads 40 at most."}
    assert "comet" in measured[1].measures


def test_the_longest_text_is_read(built: Built, article: Callable[..., Article]) -> None:
    fits = "town " * (LONGEST - 3) + "."
    assert len(built.tokenizer(fits)["input_ids"]) == LONGEST
    told = built.make().compute(article(fits, "Il pleuvait.", "It rained.").beads)
    assert told is not None
    assert isinstance(told[0], float)


def test_copies_and_empty_texts_are_refused_before_the_model_is_read(
    built: Built, beads: Callable[..., tuple[Bead, ...]]
) -> None:
    (built.place / "checkpoints" / "model.ckpt").write_bytes(b"nothing")
    rows = [("Il pleuvait.", "Il pleuvait.", "It rained."), ("\N{HORIZONTAL ELLIPSIS}", "Oui.", "Yes.")]
    told = built.make().compute(beads(rows))
    assert told == [Refused("The target is a copy of the source."), Refused("The target holds no words.")]


def test_a_score_that_is_no_number_is_refused(built: Built, torch: Any, news: Article) -> None:
    state = {**built.state, "estimator.ff.6.bias": torch.tensor([float("nan")])}
    built.save({"state_dict": state})
    told = built.make().compute(news.beads)
    assert told is not None
    assert all(isinstance(one, Refused) and "no number" in one.reason for one in told)


def test_options_are_checked() -> None:
    with pytest.raises(ConfigError, match="needs a model"):
        make({})
    with pytest.raises(ConfigError, match="did you mean 'encoder'"):
        make({"model": "somewhere", "encodr": "x"})
    with pytest.raises(CheckerError, match="no folder"):
        make({"model": "/nowhere/at/all"})
