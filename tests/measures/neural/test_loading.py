"""Models from folders: whole ones are read, and every other kind is told in one sentence."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.errors import CheckerError
from checker.measures.neural import loading
from checker.measures.neural.options import ModelOptions


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    """What another test has changed on the disk is read anew."""
    loading.digest.cache_clear()
    loading._model.cache_clear()


def _told(*arguments: Any, **named: Any) -> str:
    """The one sentence that a model is refused with."""
    with pytest.raises(CheckerError) as caught:
        loading.model(*arguments, **named)
    said = str(caught.value)
    assert "\n" not in said
    assert said.endswith(".")
    return said


def test_a_model_is_read_as_it_was_saved_and_once(torch: Any, bert: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from transformers import BertModel

    capfd.readouterr()
    loaded = loading.model(ModelOptions(str(bert)), "AutoModel")
    assert loading.model(ModelOptions(str(bert), batch=3), "AutoModel") is loaded
    assert capfd.readouterr() == ("", "")  # the libraries' bars and warnings are not ours to print
    assert not loaded.model.training
    assert str(loaded.device) == "cpu" or torch.cuda.is_available()
    saved = BertModel.from_pretrained(bert).state_dict()
    assert all(torch.equal(saved[name], weight.cpu()) for name, weight in loaded.model.state_dict().items())
    assert loaded.tokenizer("the minister")["input_ids"] == [2, 4, 5, 3]


def test_bfloat16_is_read_where_asked_for(torch: Any, bert: Path) -> None:
    assert loading.model(ModelOptions(str(bert), dtype="bfloat16"), "AutoModel").model.dtype == torch.bfloat16


def test_weights_of_torch_are_read_but_no_pickle_is_run(torch: Any, bert: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    weights = load_file(bert / "model.safetensors")
    (bert / "model.safetensors").unlink()
    assert "holds no weights" in _told(ModelOptions(str(bert)), "AutoModel")
    torch.save(weights, bert / "pytorch_model.bin")
    assert loading.model(ModelOptions(str(bert)), "AutoModel").model.config.hidden_size == 16

    ran = tmp_path / "ran"

    class Attack:
        def __reduce__(self) -> tuple[Any, tuple[str]]:
            return (open, (str(ran), "w"))  # type: ignore[return-value]

    (bert / "pytorch_model.bin").write_bytes(pickle.dumps({"x": Attack()}))
    loading._model.cache_clear()
    assert "cannot be read" in _told(ModelOptions(str(bert)), "AutoModel")
    with pytest.raises(CheckerError, match="cannot be read"):
        loading.tensors(bert / "pytorch_model.bin")
    assert not ran.exists()


def test_folders_that_are_no_models(torch: Any, bert: Path, tmp_path: Path) -> None:
    assert "holds no model" in _told(ModelOptions(str(tmp_path)), "AutoModel")
    assert "There is no folder" in _told(ModelOptions("./nowhere"), "AutoModel")
    assert "There is no folder" in _told(ModelOptions(str(bert / "config.json")), "AutoModel")
    assert "cannot be had from the hub" in _told(ModelOptions("nobody/nothing", revision="abc"), "AutoModel")


def test_damaged_models(torch: Any, bert: Path, rewritten: Callable[..., None]) -> None:
    weights = (bert / "model.safetensors").read_bytes()
    (bert / "model.safetensors").write_bytes(weights[: len(weights) // 2])
    assert "damaged or of another kind" in _told(ModelOptions(str(bert)), "AutoModel")
    (bert / "model.safetensors").write_bytes(weights)

    rewritten(bert / "config.json", num_hidden_layers=3)
    assert "16 are missing or of another size, such as encoder.layer.2" in _told(ModelOptions(str(bert)), "AutoModel")
    rewritten(bert / "config.json", num_hidden_layers=2, intermediate_size=48)
    assert "6 are missing or of another size" in _told(ModelOptions(str(bert)), "AutoModel")
    assert "of the type 'bert', where one of the type 'mt5'" in _told(
        ModelOptions(str(bert)), "MT5ForConditionalGeneration"
    )
    (bert / "config.json").write_text("{", encoding="utf-8")
    assert "config.json of the model cannot be read" in _told(ModelOptions(str(bert)), "AutoModel")


def test_a_tokenizer_that_is_broken(torch: Any, bert: Path) -> None:
    (bert / "tokenizer.json").write_text("[", encoding="utf-8")
    assert "The tokenizer in" in _told(ModelOptions(str(bert)), "AutoModel")


def test_weights_that_nothing_needs_may_be_missing(torch: Any, bert: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(bert / "model.safetensors")
    kept = {name: weight for name, weight in weights.items() if not name.startswith("pooler.")}
    save_file(kept, bert / "model.safetensors", {"format": "pt"})
    assert "pooler.dense.bias" in _told(ModelOptions(str(bert)), "AutoModel")
    assert loading.model(ModelOptions(str(bert)), "AutoModel", spare=("pooler.",))


def test_the_signature_tells_weights_apart(torch: Any, bert: Path) -> None:
    from safetensors.torch import load_file, save_file

    first = loading.signature(ModelOptions(str(bert)), pooling="cls")
    assert first.startswith("bert,")
    assert first.endswith(",pooling:cls")
    assert loading.signature(ModelOptions(str(bert), batch=2), pooling="cls") == first
    weights = load_file(bert / "model.safetensors")
    weights["pooler.dense.bias"] += 1
    save_file(weights, bert / "model.safetensors", {"format": "pt"})
    loading.digest.cache_clear()
    assert loading.signature(ModelOptions(str(bert)), pooling="cls") != first


def test_without_the_extra_one_sentence_tells_of_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(loading, "find_spec", lambda name: None)
    with pytest.raises(CheckerError, match=r"pip install 'translation-checker\[neural\]'\.$"):
        loading.demand(ModelOptions(str(tmp_path)))
    with pytest.raises(CheckerError, match=r"pip install 'translation-checker\[neural\]'\.$"):
        loading._imported("no_such_package")
