"""Checkpoints that are damaged, hostile, old or laid out in another way."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checker.errors import CheckerError
from checker.measures.neural import loading
from checker.measures.neural.comet import loaded
from checker.model import Article
from tests.measures.neural.comet.built import WIDTH, Built, taken, write_settings


def assert_one_sentence(error: pytest.ExceptionInfo[CheckerError], *parts: str) -> None:
    said = str(error.value)
    assert "\n" not in said
    assert said.endswith(".")
    for part in parts:
        assert part in said


class Hostile:
    """Calls the shell when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {self.mark}",)


@pytest.mark.parametrize("archive", [True, False])
@pytest.mark.parametrize("where", ["state_dict", "hyper_parameters", "callbacks"])
def test_a_pickle_with_code_is_refused(
    built: Built, torch: Any, news: Article, tmp_path: Path, where: str, archive: bool
) -> None:
    mark = tmp_path / "ran"
    content = {"state_dict": built.state, "hyper_parameters": built.settings, where: Hostile(mark)}
    torch.save(content, built.place / "checkpoints" / "model.ckpt", _use_new_zipfile_serialization=archive)
    with pytest.raises(CheckerError) as error:
        built.make().compute(news.beads)
    assert not mark.exists()
    assert_one_sentence(error, "refused", "system" if archive else "would run code")


def test_values_that_training_left_behind_are_no_reason(
    built: Built, torch: Any, news: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checkpoints of Lightning before 1.5 name its callbacks by their classes."""
    whole = taken(news, built.make())
    safe = torch.serialization.get_safe_globals()
    module = ModuleType("pytorch_lightning.callbacks.early_stopping")
    stopping = type("EarlyStopping", (), {"__module__": module.__name__})
    module.EarlyStopping = stopping  # type: ignore[attr-defined]
    for name in ("pytorch_lightning", "pytorch_lightning.callbacks"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    left = stopping()
    left.patience = 2
    built.save({"state_dict": built.state, "callbacks": {stopping: {"best": torch.tensor(0.5)}, "it": left}})
    monkeypatch.delitem(sys.modules, module.__name__)
    loaded.cache_clear()
    assert taken(news, built.make()) == pytest.approx(whole)
    assert set(torch.serialization.get_safe_globals()) == set(safe)


def test_weights_as_safetensors_and_a_file_that_is_named(built: Built, news: Article) -> None:
    from safetensors.torch import save_file

    whole = taken(news, built.make())
    built.save({"state_dict": built.state}, "second.ckpt")
    with pytest.raises(CheckerError, match="holds 2 checkpoints"):
        built.make()
    named = built.make(model=str(built.place / "checkpoints" / "second.ckpt"))
    assert "file:second.ckpt" in named.signature
    assert taken(news, named) == pytest.approx(whole)
    save_file(
        {name: value.contiguous() for name, value in built.state.items()}, built.place / "checkpoints" / "a.safetensors"
    )
    assert taken(news, built.make()) == pytest.approx(whole)


def test_the_encoder_may_stand_elsewhere(built: Built, news: Article, tmp_path: Path) -> None:
    whole = taken(news, built.make())
    elsewhere = tmp_path / "xlm-r"
    elsewhere.mkdir()
    for path in list(built.place.glob("*.json")):
        path.rename(elsewhere / path.name)
    one = built.make(encoder=str(elsewhere))
    assert taken(news, one) == pytest.approx(whole)
    assert "encoder:" in one.signature
    write_settings(built.place, pretrained_model="/home/somebody/xlm-r")
    with pytest.raises(CheckerError) as error:
        built.make()
    assert_one_sentence(error, "with encoder in [measures.comet]")


def test_the_encoder_that_the_checkpoint_names(
    built: Built, news: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only its settings and its tokenizer are asked of the hub, by its owner's name."""
    cached = tmp_path / "models--FacebookAI--xlm-roberta-large" / "snapshots" / "0123456789abcdef"
    cached.mkdir(parents=True)
    for path in list(built.place.glob("*.json")):
        path.rename(cached / path.name)
    folder = loading.folder
    asked = []

    def hub(name: str, revision: str = "", weights: bool = True) -> Path:
        if Path(name).is_dir():
            return folder(name, revision, weights)
        asked.append((name, revision, weights))
        return cached

    monkeypatch.setattr(loading, "folder", hub)
    one = built.make(**{"encoder-revision": "main"})
    assert one.signature.endswith("encoder:FacebookAI/xlm-roberta-large@0123456789ab")
    assert len(taken(news, one)) == 3
    assert set(asked) == {("FacebookAI/xlm-roberta-large", "main", False)}


def test_signature_tells_weights_apart(built: Built, torch: Any) -> None:
    first = built.make().signature
    assert first.startswith("comet,")
    built.save({"state_dict": {**built.state, "layerwise_attention.gamma": torch.tensor([2.0])}})
    loading.digest.cache_clear()
    assert built.make().signature != first


def cut_off(one: Built) -> None:
    path = one.place / "checkpoints" / "model.ckpt"
    path.write_bytes(path.read_bytes()[:-2000])


def without(one: Built, part: str) -> None:
    one.save({"state_dict": {name: value for name, value in one.state.items() if part not in name}})


def changed(one: Built, name: str, value: Any) -> None:
    one.save({"state_dict": {**one.state, name: value}})


def told_by(one: Built, **changes: object) -> None:
    one.save({"state_dict": one.state, "hyper_parameters": {**one.settings, **changes}})


def zeros(*size: int) -> Any:
    import torch

    return torch.zeros(*size)


DAMAGES: dict[str, tuple[Callable[[Built], object], str]] = {
    "cut off": (cut_off, "cannot be read"),
    "no archive": (lambda one: (one.place / "checkpoints/model.ckpt").write_bytes(b"not a model"), "damaged"),
    "a list": (lambda one: one.save([1, 2]), "holds no table of weights"),
    "no weights": (lambda one: one.save({"state_dict": {}}), "holds no table of weights"),
    "a text among weights": (lambda one: one.save({"state_dict": {**one.state, "x": "y"}}), "'x'"),
    "sparse": (lambda one: one.save({"state_dict": {**one.state, "x": zeros(2).to_sparse()}}), "'x'"),
    "an encoder's weight missing": (lambda one: without(one, "encoder.layer.1.output.dense.bias"), "encoder's weights"),
    "another size": (
        lambda one: changed(one, "encoder.model.encoder.layer.0.output.dense.weight", zeros(3, 3)),
        "encoder's weights",
    ),
    "a layer more": (
        lambda one: changed(one, "encoder.model.encoder.layer.3.output.dense.bias", zeros(WIDTH)),
        "encoder's weights",
    ),
    "no gamma": (lambda one: without(one, "gamma"), "shares"),
    "a share missing": (lambda one: without(one, "scalar_parameters.2"), "shares"),
    "a share more": (
        lambda one: changed(one, "layerwise_attention.scalar_parameters.4", zeros(1)),
        "shares",
    ),
    "no feed-forward": (lambda one: without(one, "estimator."), "feed-forward"),
    "a bias missing": (lambda one: without(one, "ff.3.bias"), "layer 3 of its feed-forward"),
    "features of another kind": (
        lambda one: changed(one, "estimator.ff.0.weight", zeros(12, 4 * WIDTH)),
        "layer 0 of its feed-forward",
    ),
    "two numbers": (
        lambda one: one.save(
            {
                "state_dict": {
                    **one.state,
                    "estimator.ff.6.weight": zeros(2, 7),
                    "estimator.ff.6.bias": zeros(2),
                }
            }
        ),
        "one number",
    ),
    "a layer that is not": (lambda one: told_by(one, layer=9), "layer 9"),
    "an encoder that is another's": (
        lambda one: (one.place / "config.json").write_text('{"model_type": "bert"}'),
        "xlm-roberta",
    ),
    "a broken configuration": (lambda one: (one.place / "config.json").write_text("{"), "config.json"),
    "a broken tokenizer": (lambda one: (one.place / "tokenizer.json").write_text("{}"), "tokenizer"),
    "no table": (lambda one: (one.place / "hparams.yaml").write_text("- 1"), "hparams.yaml"),
    "broken settings": (lambda one: (one.place / "hparams.yaml").write_text("a: [b"), "hparams.yaml"),
    "settings with code": (
        lambda one: (one.place / "hparams.yaml").write_text("a: !!python/object/apply:os.system ['true']"),
        "hparams.yaml",
    ),
    "no settings": (lambda one: (one.place / "hparams.yaml").unlink(), "hparams.yaml is missing"),
    "no checkpoint": (lambda one: (one.place / "checkpoints/model.ckpt").unlink(), "no COMET checkpoint"),
    "another kind": (lambda one: write_settings(one.place, class_identifier="unified_metric"), "unified_metric"),
    "no kind": (lambda one: write_settings(one.place, class_identifier="absent"), "class_identifier"),
    "another encoder": (lambda one: write_settings(one.place, encoder_model="RemBERT"), "RemBERT"),
    "another mix": (lambda one: write_settings(one.place, layer_transformation="entmax"), "entmax"),
    "another activation": (lambda one: write_settings(one.place, activations="Module"), "Module"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_one_sentence(built: Built, news: Article, name: str) -> None:
    damage, part = DAMAGES[name]
    damage(built)
    with pytest.raises(CheckerError) as error:
        built.make().compute(news.beads)
    assert_one_sentence(error, part)


def test_a_tokenizer_of_another_encoder(built: Built, news: Article) -> None:
    path = built.place / "tokenizer.json"
    told = json.loads(path.read_text())
    told["model"]["vocab"] |= {f"word{number}": 1000 + number for number in range(100)}
    path.write_text(json.dumps(told))
    with pytest.raises(CheckerError) as error:
        built.make().compute(news.beads)
    assert_one_sentence(error, "is not that of the encoder")
