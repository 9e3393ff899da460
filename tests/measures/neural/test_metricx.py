"""MetricX: what a straight computation gives, from weights that are saved as its own are."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.errors import CheckerError, ConfigError
from checker.measures import Refused
from checker.measures.neural import loading, metricx
from checker.measures.neural.metricx import Options, make, prompt, scorer
from checker.model import Bead

Beads = Callable[..., tuple[Bead, ...]]

LOGIT, ROWS = 90, 96
SENTENCES = (
    "The minister opened the new hospital on Monday.",
    "Nurses had waited for it for years, and it cost ten million euros.",
    "Le ministre a inaugur\u00e9 lundi le nouvel h\u00f4pital.",
    "Les infirmi\u00e8res l'attendaient depuis des ann\u00e9es.",
    "source: candidate: reference:",
)


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    for cached in (scorer, loading._model, loading.digest):
        cached.cache_clear()


@pytest.fixture
def mt5(torch: Any, tmp_path: Path) -> Path:
    """A folder with a random mT5 whose output layer is its own, and a vocabulary in the form of google/mt5-xl."""
    import sentencepiece
    from transformers import MT5Config, MT5ForConditionalGeneration

    folder = tmp_path / "mt5"
    folder.mkdir()
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 3),
        model_writer=written,
        vocab_size=80,
        hard_vocab_limit=False,
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        minloglevel=2,
    )
    (folder / "spiece.model").write_bytes(written.getvalue())
    told = {"eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "extra_ids": 0, "sp_model_kwargs": {}}
    (folder / "tokenizer_config.json").write_text(
        json.dumps({**told, "additional_special_tokens": None, "tokenizer_class": "T5Tokenizer"}), encoding="utf-8"
    )
    settings = MT5Config(vocab_size=ROWS, d_model=16, d_kv=8, d_ff=32, num_layers=2, num_heads=2)
    model = MT5ForConditionalGeneration(settings).eval()
    head = torch.randn(ROWS, 16)
    with torch.no_grad():
        states = model.encoder(torch.tensor([[5, 6, 7, 8]])).last_hidden_state
        state = model.decoder(torch.tensor([[0]]), encoder_hidden_states=states).last_hidden_state[0, 0]
        head[LOGIT] += (8.0 - head[LOGIT] @ state) * state / (state @ state)  # in the middle of the scale
    model.lm_head.weight = torch.nn.Parameter(head)
    model.save_pretrained(folder)
    return folder


def _straight(torch: Any, folder: Path, text: str) -> float:
    """The score of one text by the logits of the stock model, its output layer set from the file."""
    import sentencepiece
    from safetensors.torch import load_file
    from transformers import MT5ForConditionalGeneration

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model"))
    model = MT5ForConditionalGeneration.from_pretrained(folder).eval()
    weights = load_file(folder / "model.safetensors")
    with torch.no_grad():
        hidden = model.decoder(
            input_ids=torch.zeros((1, 1), dtype=torch.long),
            encoder_hidden_states=model.encoder(torch.tensor([pieces.encode(text)])).last_hidden_state,
        ).last_hidden_state
    return float(torch.nn.functional.linear(hidden, weights["lm_head.weight"])[0, 0, LOGIT].clamp(0, 25))


def test_the_text_is_in_the_form_of_its_training() -> None:
    assert prompt("H", "S") == "source: S candidate: H"
    assert prompt("H", "S", "R") == "source: S candidate: H reference: R"


def test_scores_are_those_of_a_straight_computation(torch: Any, mt5: Path, beads: Beads) -> None:
    rows = [
        (SENTENCES[0], SENTENCES[2], "On Monday the new hospital was opened."),
        (SENTENCES[1], SENTENCES[3], "It cost ten million, for nurses in waiting."),
        ("It cost ten.", "Les h\u00f4pital", "The ten."),
        (SENTENCES[2], SENTENCES[2], SENTENCES[0]),
    ]
    measures = make({"model": str(mt5), "logit": LOGIT, "device": "cpu", "batch": 2})
    assert [one.name for one in measures] == ["metricx", "metricx-reference"]
    told = [list(measure.compute(beads(rows)) or ()) for measure in measures]
    for scores, read in zip(told, (2, 3), strict=True):
        expected = [_straight(torch, mt5, prompt(*row[:read])) for row in rows[:3]]
        assert scores[:3] == pytest.approx(expected, abs=1e-5)
        assert len({*expected} - {0.0, 25.0}) == 3  # none at an end of the scale
        assert scores[3] == Refused("The target is a copy of the source.")
    assert [one.name for one in make({"model": str(mt5), "reference": False})] == ["metricx"]


def test_the_end_of_the_text_is_not_read(torch: Any, mt5: Path) -> None:
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(mt5 / "spiece.model"))
    model = scorer(Options(str(mt5), logit=LOGIT, device="cpu"))
    for text in (*SENTENCES, "", "two  spaces ", "\uff21\uff22 \u2163 \u00bd", "\u4f60\u597d \U0001f600"):
        assert model.numbers(text) == pieces.encode(text)


def test_a_text_that_is_too_long_is_said_and_not_cut(mt5: Path, beads: Beads) -> None:
    measure = make({"model": str(mt5), "logit": LOGIT, "device": "cpu"})[0]
    (long, short) = measure.compute(beads([("x y " * 700, "a", None), ("x y", "a", None)])) or ()
    assert isinstance(long, Refused)
    assert long.reason.endswith("tokens the model reads 1536 at most.")
    assert isinstance(short, float)


def test_an_output_layer_that_is_tied_is_told(torch: Any, mt5: Path, beads: Beads) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(mt5 / "model.safetensors")
    rows = beads([(SENTENCES[0], SENTENCES[2], None)])

    def told(**changed: Any) -> str:
        _forget()
        kept = {name: weight for name, weight in {**weights, **changed}.items() if weight is not None}
        save_file({name: weight.clone() for name, weight in kept.items()}, mt5 / "model.safetensors", {"format": "pt"})
        with pytest.raises(CheckerError) as caught:
            make({"model": str(mt5), "logit": LOGIT, "device": "cpu"})[0].compute(rows)
        return str(caught.value)

    def _forget() -> None:
        for cached in (scorer, loading._model, loading.digest):
            cached.cache_clear()

    assert "no output layer of its own with a row 90" in told(**{"lm_head.weight": None})
    assert "are one" in told(**{"lm_head.weight": weights["shared.weight"]})
    assert "no MetricX" in told(**{"shared.weight": None})
    assert "missing or of another size" in told(**{"decoder.final_layer_norm.weight": None})


def test_a_row_that_is_not_there(mt5: Path, beads: Beads) -> None:
    rows = beads([(SENTENCES[0], SENTENCES[2], None)])
    with pytest.raises(CheckerError, match="with a row 250089"):
        make({"model": str(mt5), "device": "cpu"})[0].compute(rows)
    with pytest.raises(ConfigError, match="number of a token"):
        make({"model": str(mt5), "logit": -1})


def test_the_vocabulary_of_mt5_is_read_where_the_model_has_none(mt5: Path, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    for name in ("spiece.model", "tokenizer_config.json"):
        (mt5 / name).rename(words / name)
    assert metricx._vocabulary(Options(str(mt5)), mt5) == "google/mt5-xl"
    assert scorer(Options(str(mt5), tokenizer=str(words), logit=LOGIT, device="cpu")).numbers("The")
