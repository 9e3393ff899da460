"""What translation models find likely, token by token, each family with the marks of language that it was taught."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from checker.errors import CheckerError
from checker.lang.words import words
from checker.measures import measure
from checker.measures.neural import loading
from checker.measures.neural.forced_decoding import Options, make, translator
from checker.measures.neural.translators import Frame
from checker.model import Bead

SOURCE = "Le conseil a adopté le budget lundi."
TEXTS = {
    "en": "The council\N{RIGHT SINGLE QUOTATION MARK}s budget was passed on Monday, they said.",
    "ar": "\u0642\u0627\u0644\u062a \u0627\u0644\u0648\u0632\u0627\u0631\u0629\u060c \u0625\u0646\u0651 "
    "\u0627\u0644\u0645\u062f\u0631\u0633\u0629 \u0641\u064f\u062a\u0650\u062d\u062a.",
    "zh": "市议会周一通过了\N{LEFT DOUBLE QUOTATION MARK}新预算\N{RIGHT DOUBLE QUOTATION MARK}，他说。",
    "de": "Der Stadtrat be\N{LATIN SMALL LIGATURE FI}nde, dass das Bu\N{COMBINING DIAERESIS}rgerhaus  "
    "Kraftfahrzeug-\N{SLIGHTLY SMILING FACE} ist.",
}
SIZES = {"d_model": 16, "encoder_layers": 1, "decoder_layers": 1, "init_std": 0.4}
HEADS = {"encoder_attention_heads": 2, "decoder_attention_heads": 2, "encoder_ffn_dim": 16, "decoder_ffn_dim": 16}


def pieces(path: Path, *names: str) -> list[str]:
    """Trains a vocabulary of sentencepiece, writes it under names, tells its pieces."""
    import sentencepiece

    written = BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([SOURCE, *TEXTS.values()] * 3),
        model_writer=written,
        vocab_size=150,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
    )
    for name in names:
        (path / name).write_bytes(written.getvalue())
    model = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    return [model.id_to_piece(number) for number in range(model.get_piece_size())]


def unigram(path: Path, special: Sequence[str], more: Sequence[str] = ()) -> int:
    """A tokenizer of pieces with a space before each word, as NLLB and MADLAD have; its size."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    found = [*special, *more, *(piece for piece in pieces(path) if piece not in ("<unk>", "<s>", "</s>"))]
    made = Tokenizer(
        models.Unigram([(piece, -1.0 - at / 50) for at, piece in enumerate(found)], special.index("<unk>"))
    )
    made.normalizer = normalizers.NFKC()
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    from transformers import PreTrainedTokenizerFast

    PreTrainedTokenizerFast(
        tokenizer_object=made, unk_token="<unk>", eos_token="</s>", pad_token="<pad>", extra_special_tokens=list(more)
    ).save_pretrained(path)
    return len(found)


def m2m100(path: Path) -> None:
    from transformers import M2M100Config, M2M100ForConditionalGeneration, M2M100Tokenizer

    found = ["<s>", "<pad>", "</s>", "<unk>", *pieces(path, "sentencepiece.bpe.model")[3:]]
    (path / "vocab.json").write_text(json.dumps({piece: at for at, piece in enumerate(found)}), encoding="utf-8")
    M2M100Tokenizer(str(path / "vocab.json"), str(path / "sentencepiece.bpe.model")).save_pretrained(path)
    settings = M2M100Config(
        vocab_size=len(found) + 108, max_position_embeddings=128, decoder_start_token_id=2, **SIZES, **HEADS
    )
    M2M100ForConditionalGeneration(settings).save_pretrained(path)


def nllb(path: Path) -> None:
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    languages = ["eng_Latn", "fra_Latn", "arb_Arab", "deu_Latn", "zho_Hans", "zho_Hant"]
    size = unigram(path, ["<s>", "<pad>", "</s>", "<unk>"], languages)
    settings = M2M100Config(vocab_size=size, max_position_embeddings=128, decoder_start_token_id=2, **SIZES, **HEADS)
    M2M100ForConditionalGeneration(settings).save_pretrained(path)


def madlad(path: Path) -> None:
    import torch
    from transformers import T5Config, T5ForConditionalGeneration

    size = unigram(path, ["<pad>", "</s>", "<unk>"], ["<2en>", "<2ar>", "<2zh>", "<2de>"])
    settings = T5Config(
        vocab_size=size,
        d_model=16,
        d_kv=8,
        d_ff=16,
        num_layers=1,
        num_heads=2,
        decoder_start_token_id=0,
        initializer_factor=4.0,
        feed_forward_proj="gated-gelu",
    )
    model = T5ForConditionalGeneration(settings)
    model.lm_head.weight = torch.nn.Parameter(torch.randn(size, 16))
    model.save_pretrained(path)
    told = json.loads((path / "config.json").read_text(encoding="utf-8"))
    told |= {"tie_word_embeddings": False}  # as in the files of the real one
    (path / "config.json").write_text(json.dumps(told), encoding="utf-8")


def marian(path: Path, groups: Sequence[str] = (), source: str = "fr", target: str = "") -> None:
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    found = ["</s>", "<unk>", *pieces(path, "source.spm", "target.spm")[3:], *groups, "<pad>"]
    (path / "vocab.json").write_text(json.dumps({piece: at for at, piece in enumerate(found)}), encoding="utf-8")
    names = [str(path / name) for name in ("source.spm", "target.spm", "vocab.json")]
    MarianTokenizer(*names, source_lang=source, target_lang=target or None).save_pretrained(path)
    last = len(found) - 1
    settings = MarianConfig(
        vocab_size=len(found),
        pad_token_id=last,
        eos_token_id=0,
        decoder_start_token_id=last,
        max_position_embeddings=128,
        **SIZES,
        **HEADS,
    )
    MarianMTModel(settings).save_pretrained(path)


FAMILIES = {"m2m100": m2m100, "nllb": nllb, "madlad": madlad, "marian": marian}

pytestmark = pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")


@pytest.fixture(params=FAMILIES)
def family(request: pytest.FixtureRequest, torch: Any, tmp_path: Path) -> tuple[str, Path]:
    """A family and a folder with a random model of it."""
    FAMILIES[request.param](tmp_path)
    return request.param, tmp_path


def straight(name: str, folder: Path, source: str, target: str, language: str) -> list[float]:
    """The log probability of each token of the target and of its end, as the library itself frames both texts."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    forced = []
    if name == "m2m100":
        tokenizer.src_lang, tokenizer.tgt_lang = "fr", language
    if name == "nllb":
        code = {"en": "eng_Latn", "ar": "arb_Arab", "zh": "zho_Hans", "de": "deu_Latn"}[language]
        forced = [tokenizer.convert_tokens_to_ids(code)]
        source = f"fra_Latn{source}"  # special tokens stand for themselves
    if name == "madlad":
        source = f"<2{language}> {source}"
    read_ones = tokenizer(source)["input_ids"]
    written = [*forced, *tokenizer(text_target=target)["input_ids"]]
    if name in ("nllb", "madlad"):  # made in the test, their tokenizers add no end
        read_ones, written = [*read_ones, tokenizer.eos_token_id], [*written, tokenizer.eos_token_id]
    before = [model.config.decoder_start_token_id, *written[:-1]]
    with torch.inference_mode():
        scores = model(input_ids=torch.tensor([read_ones]), decoder_input_ids=torch.tensor([before])).logits[0]
    if name == "marian":
        scores = scores[:, :-1]  # the padding comes last
    chances = scores.log_softmax(-1)
    told = [float(chances[at, number]) for at, number in enumerate(written)]
    return told[1:] if name in ("m2m100", "nllb") else told


@pytest.mark.parametrize("language", TEXTS)
def test_the_numbers_are_those_of_the_library(
    family: tuple[str, Path], language: str, beads: Callable[..., tuple[Bead, ...]]
) -> None:
    name, folder = family
    text = TEXTS[language].replace("  ", " ").replace("\N{SLIGHTLY SMILING FACE}", "e")
    (bead,) = measure(beads([(text, SOURCE, None)], target=language), make({"model": str(folder)}))
    logs = straight(name, folder, SOURCE, text, language)
    assert bead.measures["forced-decoding"] == pytest.approx(sum(logs) / len(logs), rel=1e-4)
    told = bead.word_measures["forced-decoding-words"]
    assert [(one.span.start, one.span.end) for one in told] == [(word.start, word.end) for word in words(text)]
    assert all(one.value < 0 for one in told)
    assert sum(one.value for one in told) > sum(logs)


def test_words_have_their_tokens_alone(family: tuple[str, Path], beads: Callable[..., tuple[Bead, ...]]) -> None:
    name, folder = family
    text = "Der Stadtrat ist dass"
    (bead,) = measure(beads([(text, SOURCE, None)], target="de"), make({"model": str(folder)}))
    logs = straight(name, folder, SOURCE, text, "de")
    told = [one.value for one in bead.word_measures["forced-decoding-words"]]
    assert sum(told) == pytest.approx(sum(logs[:-1]), rel=1e-4)
    # A word's own are those up to where the next one begins: a decoder does not know what follows.
    for count in (1, 2, 3):
        part = " ".join(text.split()[:count])
        first = straight(name, folder, SOURCE, part, "de")
        assert sum(told[:count]) == pytest.approx(sum(first[:-1]), rel=1e-4)


def test_odd_characters_keep_words_in_their_places(
    family: tuple[str, Path], beads: Callable[..., tuple[Bead, ...]]
) -> None:
    text = TEXTS["de"]
    (bead,) = measure(beads([(text, SOURCE, None)], target="de"), make({"model": str(family[1])}))
    told = [text[slice(*one.span)] for one in bead.word_measures["forced-decoding-words"]]
    assert [one for one in words(text) if one.text in told] == list(words(text))
    unknown = "Der \N{SNOWMAN WITHOUT SNOW}\N{CJK UNIFIED IDEOGRAPH-9F98} dass"
    (bead,) = measure(beads([(unknown, SOURCE, None)], target="de"), make({"model": str(family[1])}))
    told = [unknown[slice(*one.span)] for one in bead.word_measures["forced-decoding-words"]]
    assert told == ["Der", "dass"]


def test_batches_of_any_size_tell_the_same(family: tuple[str, Path], beads: Callable[..., tuple[Bead, ...]]) -> None:
    rows = beads([(TEXTS["en"][:count], SOURCE[: 40 - count // 4], None) for count in (56, 12, 35)])
    each = [
        [bead.measures["forced-decoding"] for bead in measure(rows, make({"model": str(family[1]), "batch": size}))]
        for size in (1, 3)
    ]
    assert each[0] == pytest.approx(each[1], rel=1e-4)


def test_languages_that_a_model_does_not_know_are_refused(
    family: tuple[str, Path], beads: Callable[..., tuple[Bead, ...]]
) -> None:
    name, folder = family
    said = {}
    for source, target in (("fr", "yo"), ("tlh", "en"), ("fr", "zh-TW"), ("fr", "sr-Latn"), ("fr", "zh-Hans-SG")):
        rows = beads([("one two", SOURCE, None)], target, source)
        said[source, target] = measure(rows, make({"model": str(folder)}))[0].refused.get("forced-decoding")
    marks = name != "marian"
    assert said["fr", "sr-Latn"] == ("The model does not write Serbian (Latin)." if marks else None)
    assert said["fr", "zh-TW"] == (None if name in ("nllb", "marian") else "The model does not write Chinese (Taiwan).")
    assert said["fr", "zh-Hans-SG"] is None
    assert said["tlh", "en"] == {
        "madlad": None,  # it tells the source by itself
        "marian": "The model does not read Klingon.",
    }.get(name, "The model does not read Klingon.")
    assert said["fr", "yo"] == ("The model does not write Yoruba." if name in ("nllb", "madlad") else None)


def test_a_marian_model_of_several_targets_is_told_which(torch: Any, tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    marian(tmp_path, groups=(">>deu<<", ">>cmn_Hant<<"), source="mul")
    model, tokenizer = translator(Options(str(tmp_path))), AutoTokenizer.from_pretrained(tmp_path)
    frames: dict[str, object] = {}
    for tag in ("de", "zh-Hant", "zh", "en"):
        found = model.frame(("fr", tag))
        frames[tag] = tokenizer.convert_ids_to_tokens(found.before) if isinstance(found, Frame) else found.reason
    assert frames == {
        "de": [">>deu<<"],
        "zh-Hant": [">>cmn_Hant<<"],
        "zh": "The model does not write Chinese.",
        "en": "The model does not write English.",
    }


def test_a_marian_model_of_one_pair_reads_no_other(
    torch: Any, tmp_path: Path, beads: Callable[..., tuple[Bead, ...]]
) -> None:
    marian(tmp_path, source="fra", target="en")
    said = []
    for source, target in (("fr", "en-GB"), ("de", "en"), ("fr", "de")):
        bead = measure(beads([("one two", SOURCE, None)], target, source), make({"model": str(tmp_path)}))[0]
        said.append(bead.refused.get("forced-decoding"))
    assert said == [None, "The model does not read German.", "The model does not write German."]


def test_what_is_too_long_is_said(family: tuple[str, Path], beads: Callable[..., tuple[Bead, ...]]) -> None:
    rows = beads([("one two", "\u0634\u067e " * 150, None), ("xq " * 150, SOURCE, None)])
    told = measure(rows, make({"model": str(family[1])}))
    if family[0] == "madlad":  # the positions of a T5 have no end
        assert not any(bead.refused for bead in told)
        return
    assert all("the model reads 128 at most" in bead.refused["forced-decoding"] for bead in told)
    assert not any(bead.word_measures for bead in told)


def test_a_model_of_another_family_is_told(torch: Any, tmp_path: Path, rewritten: Callable[..., None]) -> None:
    madlad(tmp_path)
    rewritten(tmp_path / "config.json", model_type="bart")
    with pytest.raises(CheckerError, match="is of the type 'bart'; forced decoding reads M2M100"):
        make({"model": str(tmp_path)})


def test_an_output_layer_that_is_not_that_of_the_files_is_told(torch: Any, tmp_path: Path) -> None:
    madlad(tmp_path)
    tied = loading.model(Options(str(tmp_path)), "AutoModelForSeq2SeqLM").model
    assert not torch.equal(tied.lm_head.weight, tied.shared.weight)
    tied.lm_head.weight = tied.shared.weight
    with pytest.raises(CheckerError, match="was not read as its files have it"):
        translator(Options(str(tmp_path)))
