"""A judge in a folder: read by the code that reads all models, and asked greedily."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.errors import CheckerError
from checker.measures import measure
from checker.measures.neural.judge import make
from checker.measures.neural.judge_endpoint import Reply, UnansweredError
from checker.measures.neural.judge_local import LocalModel
from checker.measures.neural.options import ModelOptions
from checker.model import Bead

ROWS = [("the minister opened a hospital on monday .", "le ministre", None)]
QUESTION = {"messages": [{"role": "user", "content": "the minister opened"}], "max_tokens": 5}


@pytest.fixture
def folder(torch: Any, tmp_path: Path) -> Path:
    """A random causal model of one layer, with a vocabulary of words and a chat template."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    words = "[PAD] [UNK] [END] user assistant the minister opened a hospital on monday .".split()
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    made = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", eos_token="[END]")
    made.chat_template = (
        "{% for one in messages %}{{ one.role }} {{ one.content }} {% endfor %}"
        "{% if add_generation_prompt %}assistant{% endif %}"
    )
    made.save_pretrained(tmp_path / "llama")
    settings = LlamaConfig(
        vocab_size=len(words),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=1_000,
        pad_token_id=0,
        eos_token_id=2,
        bos_token_id=None,
    )
    LlamaForCausalLM(settings).save_pretrained(tmp_path / "llama")
    return tmp_path / "llama"


def test_it_answers_what_the_model_finds_likeliest(folder: Path, torch: Any) -> None:
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    ids = [3, 5, 6, 7, 4]
    with torch.inference_mode():
        for _ in range(5):
            if ids[-1] != 2 or len(ids) == 5:
                ids.append(int(model(torch.tensor([ids])).logits[0, -1].argmax()))
    reply = LocalModel(ModelOptions(model=str(folder), device="cpu")).ask(QUESTION)
    words = "[PAD] [UNK] [END] user assistant the minister opened a hospital on monday .".split()
    assert reply.text.split() == [words[one] for one in ids[5:] if one > 2]
    assert reply.tokens == (5, len(ids) - 5)


def test_what_is_too_long_is_not_asked(folder: Path) -> None:
    long = {"messages": [{"role": "user", "content": "the " * 2_000}], "max_tokens": 5}
    with pytest.raises(UnansweredError, match="Of 2007 tokens the model reads 1000 at most"):
        LocalModel(ModelOptions(model=str(folder), device="cpu")).ask(long)


def test_babble_is_no_judgement(folder: Path, beads: Callable[..., tuple[Bead, ...]]) -> None:
    measures = make({"model": str(folder), "device": "cpu", "max-tokens": 4})
    (bead,) = measure(beads(ROWS), measures)
    assert "judge" not in bead.measures
    assert bead.refused["judge"].startswith("The judge's answer ")
    assert measures[0].signature.startswith("llama,")


def test_an_answer_of_the_model_is_read_like_any_other(
    folder: Path, beads: Callable[..., tuple[Bead, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = '{"errors": [{"span": "hospital", "category": "accuracy/mistranslation", "severity": "major"}]}'
    monkeypatch.setattr(LocalModel, "ask", lambda model, question: Reply(answer, True, (9, 3)))
    (bead,) = measure(beads(ROWS), make({"model": str(folder), "device": "cpu"}))
    assert (bead.measures["judge"], bead.measures["judge-tokens-out"]) == (-5.0, 3)


def test_a_damaged_folder_ends_the_run(folder: Path, beads: Callable[..., tuple[Bead, ...]]) -> None:
    (folder / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(CheckerError, match=r"^The model in .* cannot be read.*\.$"):
        measure(beads(ROWS), make({"model": str(folder), "device": "cpu"}))
