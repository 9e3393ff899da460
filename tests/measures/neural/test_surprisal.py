"""What a causal model tells of tokens becomes what it tells of words, wherever a tokenizer cuts them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from checker.errors import CheckerError, ConfigError
from checker.lang.words import words
from checker.measures import Refused, measure
from checker.measures import surprisal as frequencies
from checker.measures.neural import loading
from checker.measures.neural.surprisal import Asked, Options, Row, make, reader
from checker.measures.neural.tokens import tokens
from checker.measures.neural.worded import Worded
from checker.model import Article, Bead, Block, BlockKind, Document, Sentence, Span
from checker.readers import read_bytes
from checker.segment import segment

TEXTS = {
    "en": "The council\N{RIGHT SINGLE QUOTATION MARK}s budget (about $3.5 million) was passed on Monday, they said.",
    "ar": "\u0642\u0627\u0644\u062a \u0627\u0644\u0648\u0632\u0627\u0631\u0629\u060c \u0623\u0645\u0633\u060c "
    "\u0625\u0646\u0651 \u0627\u0644\u0645\u062f\u0631\u0633\u0629 \u0641\u064f\u062a\u0650\u062d\u062a.",
    "zh": "市议会周一通过了\N{LEFT DOUBLE QUOTATION MARK}新预算\N{RIGHT DOUBLE QUOTATION MARK}，\U00020bb7野先生说。",
    "fr": "L'e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT} \N{SLIGHTLY SMILING FACE}\N{WHITE SMILING FACE}"
    "\N{VARIATION SELECTOR-16} est la\N{COMBINING GRAVE ACCENT}\N{NO-BREAK SPACE}!",
    "ja": "市議会は月曜日、コーヒーの予算を可決した。",
    "hi": "परिषद ने सोमवार को बजट पारित किया।",
    "ko": "시의회는 월요일에 예산을 통과시켰다.",
}


def byte_level(folder: Path, normal: bool = False) -> None:
    """A tokenizer as GPT-2's, or with Unicode's composed form before it, as Qwen's."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.BPE())
    if normal:
        made.normalizer = normalizers.NFC()
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=330, initial_alphabet=alphabet, special_tokens=["<|end|>"])
    made.train_from_iterator([TEXTS["en"], TEXTS["zh"]] * 3, trainer)
    PreTrainedTokenizerFast(tokenizer_object=made, bos_token="<|end|>", eos_token="<|end|>").save_pretrained(folder)


def byte_fallback(folder: Path) -> None:
    """A tokenizer as Llama's: pieces with the space before them, bytes for characters that it does not know."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    special = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    made = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True))
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    made.train_from_iterator([TEXTS["en"]] * 3, trainers.BpeTrainer(vocab_size=330, special_tokens=special[:3]))
    vocabulary = made.get_vocab()
    for byte in special[3:]:
        vocabulary[byte] = len(vocabulary)
    made.model = models.BPE(vocabulary, [], unk_token="<unk>", byte_fallback=True)
    PreTrainedTokenizerFast(
        tokenizer_object=made, unk_token="<unk>", bos_token="<s>", eos_token="</s>"
    ).save_pretrained(folder)


def gpt2(folder: Path, length: int = 256) -> Path:
    from transformers import AutoTokenizer, GPT2Config, GPT2LMHeadModel

    size = len(AutoTokenizer.from_pretrained(folder))
    settings = GPT2Config(
        vocab_size=size,
        n_positions=length,
        n_embd=16,
        n_layer=2,
        n_head=2,
        initializer_range=0.4,
        bos_token_id=0,
        eos_token_id=0,
    )
    GPT2LMHeadModel(settings).save_pretrained(folder)
    return folder


def llama(folder: Path) -> Path:
    from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

    settings = LlamaConfig(
        vocab_size=len(AutoTokenizer.from_pretrained(folder)),
        hidden_size=16,
        intermediate_size=24,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=256,
        initializer_range=0.4,
    )
    LlamaForCausalLM(settings).save_pretrained(folder)
    return folder


@pytest.fixture(params=["gpt-2", "qwen", "llama"])
def folder(request: pytest.FixtureRequest, torch: Any, tmp_path: Path) -> Path:
    """A folder with a random model and a tokenizer of its family."""
    if request.param == "llama":
        byte_fallback(tmp_path)
        return llama(tmp_path)
    byte_level(tmp_path, normal=request.param == "qwen")
    return gpt2(tmp_path)


@pytest.fixture
def plain(torch: Any, tmp_path: Path) -> Path:
    byte_level(tmp_path)
    return gpt2(tmp_path)


def straight(folder: Path, before: str, text: str) -> list[tuple[int, int, float]]:
    """Each token of `text` after `before`, one forward pass a token: where it stands in both together, and its nats."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    found = tokenizer(before + text, add_special_tokens=False, return_offsets_mapping=True)
    numbers = [tokenizer.bos_token_id, *found["input_ids"]]
    told = []
    with torch.inference_mode():
        for at, (start, end) in enumerate(found["offset_mapping"], start=1):
            chances = model(torch.tensor([numbers[:at]])).logits[0, -1].softmax(-1)
            told.append((start, end, -float(chances[numbers[at]].log())))
    return told


def one_sentence(text: str, language: str, prose: str | None = None) -> Bead:
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    document = Document(text, prose or text, language, "test", (block,), (0,))
    return Bead(0, (Sentence(document, Span(0, len(text)), 0, 0),))


@pytest.mark.parametrize("language", TEXTS)
def test_every_word_has_its_surprisal(folder: Path, language: str) -> None:
    text = TEXTS[language]
    bead = measure([one_sentence(text, language)], make({"model": str(folder)}))[0]
    told = bead.word_measures["neural-surprisal"]
    assert [(one.span.start, one.span.end) for one in told] == [(word.start, word.end) for word in words(text)]
    everything = sum(nats for _, _, nats in straight(folder, "", text))
    assert all(one.value > 0 for one in told)
    assert 0 < sum(one.value for one in told) <= everything + 1e-3
    assert bead.measures["neural-surprisal-mean"] == pytest.approx(sum(one.value for one in told) / len(told))


def test_a_words_surprisal_is_that_of_its_tokens_and_of_the_space_before(folder: Path) -> None:
    text = "The budget  was cafe\N{COMBINING ACUTE ACCENT} \N{SLIGHTLY SMILING FACE} \U00020bb7, they said"
    told = measure([one_sentence(text, "en")], make({"model": str(folder)}))[0].word_measures["neural-surprisal"]
    nats = straight(folder, "", text)
    # Between the ends of the words there are their tokens alone, but for the face and the comma.
    bounds = [0, *(word.end for word in words(text))]
    for (start, end), one in zip(pairwise(bounds), told, strict=True):
        if text[start:end].strip() == text[slice(*one.span)]:
            assert one.value == pytest.approx(sum(n for s, e, n in nats if start <= s and e <= end and e > start), 1e-4)
    assert sum(1 for start, end in pairwise(bounds) if text[start:end].strip().isalnum()) >= 4


def test_batches_of_any_size_tell_the_same(plain: Path, beads: Callable[..., tuple[Bead, ...]]) -> None:
    rows = beads([(TEXTS["en"][:count] + " end", None, None) for count in (90, 5, 40, 60, 20)])
    each = [
        [bead.measures["neural-surprisal-mean"] for bead in measure(rows, make({"model": str(plain), "batch": size}))]
        for size in (1, 2, 16)
    ]
    assert each[1] == pytest.approx(each[0], rel=1e-5)
    assert each[2] == pytest.approx(each[0], rel=1e-5)


def test_the_sentences_before_are_read_first(plain: Path, article: Callable[..., Article]) -> None:
    made = article("The council met. It was late. Nobody came.\n\nThe budget was passed.")
    told = measure(made.beads, make({"model": str(plain), "context": 2}))
    alone = measure(made.beads, make({"model": str(plain)}))
    assert told[0].measures == pytest.approx(alone[0].measures)
    before = "It was late. Nobody came.\n"
    nats = [one for one in straight(plain, before, "The budget was passed.") if one[1] > len(before)]
    values = [one.value for one in told[3].word_measures["neural-surprisal"]]
    assert sum(values) == pytest.approx(sum(n for *_, n in nats) - nats[-1][2], rel=1e-4)  # the full stop is no word
    assert [one.value for one in alone[3].word_measures["neural-surprisal"]] != pytest.approx(values)
    assert [one.apart for one in make({"model": str(plain), "context": 2})] == [False] * 3


def test_of_the_sentences_before_as_many_are_read_as_fit(torch: Any, tmp_path: Path) -> None:
    byte_level(tmp_path)
    gpt2(tmp_path, length=40)
    model = reader(Options(str(tmp_path)))
    sizes = {}
    for before in ((), ("zzzzzzzz. ",), ("zzzzzzzz. ", "yyyyyyyy. "), ("zzzzzzzz. ", "yyyyyyyy. ", "xxxxxxxx. ")):
        row = model.row(Asked(before, Worded("wwwwwwwwww", ((0, 10),), (Span(0, 10),))))
        assert isinstance(row, Row)
        assert len(row.places) == 10
        sizes[len(before)] = row.first
    assert sizes == {0: 1, 1: 11, 2: 21, 3: 21}  # each sentence has ten tokens, the text begins with one


def test_what_is_too_long_is_said(torch: Any, tmp_path: Path, beads: Callable[..., tuple[Bead, ...]]) -> None:
    byte_level(tmp_path)
    gpt2(tmp_path, length=20)
    told = measure(beads([("zqzqzqzq" * 4, None, None), ("zq zq", None, None)]), make({"model": str(tmp_path)}))
    assert told[0].refused == {"neural-surprisal-mean": "Of 33 tokens the model reads 20 at most."}
    assert not told[0].word_measures
    assert "neural-surprisal-mean" in told[1].measures


def test_markup_is_not_read_and_code_is_no_word(plain: Path) -> None:
    document = read_bytes(b"Run `git pull` and see what is **un**known there.", "t.md", "en", "markdown")
    sentence = segment(document)[0]
    bead = measure([Bead(0, (sentence,))], make({"model": str(plain)}))[0]
    told = [document.text[slice(*one.span)] for one in bead.word_measures["neural-surprisal"]]
    assert told == ["Run", "and", "see", "what", "is", "un**known", "there"]


def test_the_gain_is_over_the_frequency_of_the_word(plain: Path) -> None:
    bead = measure([one_sentence(TEXTS["en"], "en")], make({"model": str(plain)}))[0]
    alone = frequencies.surprisal([TEXTS["en"]], "en")[0]
    gains = bead.word_measures["neural-context-gain"]
    assert [one.span for one in gains] == list(alone.spans)
    nats = {one.span: one.value for one in bead.word_measures["neural-surprisal"]}
    assert all(
        one.value == pytest.approx(usual - nats[one.span]) for one, usual in zip(gains, alone.alone, strict=True)
    )
    chinese = measure([one_sentence(TEXTS["zh"], "zh")], make({"model": str(plain)}))[0]
    # The package's models put characters together, and do not know the rare one.
    found = chinese.word_measures["neural-context-gain"]
    known = [one for one in chinese.word_measures["neural-surprisal"] if TEXTS["zh"][one.span.start] != "\U00020bb7"]
    usual = frequencies.surprisal([TEXTS["zh"]], "zh")[0].alone.sum()
    assert len(found) < len(known)
    assert sum(one.value for one in found) == pytest.approx(usual - sum(one.value for one in known))
    assert (
        "neural-context-gain"
        not in measure([one_sentence("Moja kuba la", "sw")], make({"model": str(plain)}))[0].word_measures
    )


def test_a_special_token_in_a_text_is_a_text(plain: Path) -> None:
    tokenizer = loading.model(Options(str(plain)), "AutoModelForCausalLM").tokenizer
    assert tokenizer.bos_token_id not in tokens(tokenizer, "one <|end|> two").numbers


def test_a_model_that_sees_what_follows_is_none(torch: Any, tmp_path: Path) -> None:
    from transformers import AutoTokenizer, BertConfig, BertLMHeadModel

    byte_level(tmp_path)
    settings = BertConfig(
        vocab_size=len(AutoTokenizer.from_pretrained(tmp_path)),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        initializer_range=0.4,
    )
    BertLMHeadModel(settings).save_pretrained(tmp_path)
    with pytest.raises(CheckerError, match="is no causal language model"):
        reader(Options(str(tmp_path)))


def test_a_model_that_overflows_tells_nothing(torch: Any, plain: Path, beads: Callable[..., tuple[Bead, ...]]) -> None:
    model = loading.model(Options(str(plain)), "AutoModelForCausalLM").model
    with torch.no_grad():
        model.transformer.wpe.weight[3] = float("nan")
    told = make({"model": str(plain)})[1].compute(beads([("one two three", None, None)]))
    assert told == [Refused("What the model tells of it is no number.")]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"model": "m", "contxt": 2}, "did you mean 'context'"),
        ({"model": "m", "context": -1}, "context cannot be -1"),
        ({}, "needs a model"),
    ],
)
def test_wrong_options_are_told(options: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        make(options)


def test_the_signature_names_model_and_context(plain: Path) -> None:
    lines: Sequence[str] = [make({"model": str(plain), "context": count})[0].signature for count in (0, 3)]
    assert lines[0].startswith(f"{plain.name},")
    assert lines[1] == f"{lines[0]},context:3"
