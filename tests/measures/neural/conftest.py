"""Small random models, made in the test and read by the code that reads large ones. Nothing is asked of the hub."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from checker.model import Bead, Block, BlockKind, Document, Sentence, Span

os.environ["HF_HUB_OFFLINE"] = "1"  # read when the libraries are imported

WORDS = "[PAD] [UNK] [CLS] [SEP] the minister opened a hospital on monday nurses waited le ministre query: ."


@pytest.fixture
def torch() -> Iterator[Any]:
    """torch with one thread; the test is left out where the extra `neural` is not installed."""
    module = pytest.importorskip("torch", reason="the extra neural is not installed")
    pytest.importorskip("transformers", reason="the extra neural is not installed")
    threads = module.get_num_threads()
    module.set_num_threads(1)
    module.manual_seed(1)
    yield module
    module.set_num_threads(threads)


@pytest.fixture
def beads() -> Callable[..., tuple[Bead, ...]]:
    """Beads of rows (target, source, reference), each text a sentence of its own document; None is no such text."""

    def sentence(text: str | None, language: str) -> tuple[Sentence, ...] | None:
        if text is None:
            return None
        block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
        document = Document(text, text, language, "test", (block,), (0,))
        return (Sentence(document, Span(0, len(text)), 0, 0),)

    def build(
        rows: Sequence[tuple[str, str | None, str | None]], target: str = "en", source: str = "fr"
    ) -> tuple[Bead, ...]:
        return tuple(
            Bead(index, sentence(row[0], target) or (), sentence(row[1], source), sentence(row[2], target))
            for index, row in enumerate(rows)
        )

    return build


@pytest.fixture
def bert(torch: Any, tmp_path: Path) -> Path:
    """A folder with a random BERT of two layers and 16 dimensions, and a vocabulary of words."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from tokenizers.processors import TemplateProcessing
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path / "bert"
    words = {word: number for number, word in enumerate(WORDS.split())}
    tokenizer = Tokenizer(WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.post_processor = TemplateProcessing("[CLS] $A [SEP]", None, [("[CLS]", 2), ("[SEP]", 3)])
    made = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]")
    made.save_pretrained(folder)
    settings = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=24,
    )
    BertModel(settings).save_pretrained(folder)
    return folder


@pytest.fixture
def rewritten() -> Callable[..., None]:
    """Changes entries of a JSON file of a model."""

    def rewrite(path: Path, **entries: object) -> None:
        told = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        path.write_text(json.dumps({**told, **entries}), encoding="utf-8")

    return rewrite
