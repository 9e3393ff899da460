"""A tiny random COMET, laid out on disk as its authors do, and the straight computation of its scores."""

from __future__ import annotations

import json
from collections import OrderedDict
from pathlib import Path
from typing import Any

from checker.measures import Measure, measure
from checker.measures.neural.comet import make
from checker.model import Article, Side

TARGET = (
    "The ministers signed the long treaty in the old capital. It rained. "
    "Nobody in the whole town had expected that they would come to any agreement before the end of the winter."
)
SOURCE = (
    "Les ministres ont sign\u00e9 le long trait\u00e9 dans la vieille capitale. Il pleuvait. "
    "Personne dans la ville enti\u00e8re n'attendait un accord avant la fin de l'hiver."
)
REFERENCE = (
    "The ministers put their names to the long treaty in the former capital. There was rain. "
    "No one in town had thought that an agreement would be found before the winter was over."
)
LAYERS, WIDTH, LONGEST = 3, 16, 40
SHARES = (0.9, -0.4, 1.3, 0.2)
GAMMA = 1.7


def save_encoder(place: Path) -> Any:
    """A random XLM-R: its configuration and a tokenizer of words go to the folder, its weights come back."""
    import transformers
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    words = sorted(set(" ".join((TARGET, SOURCE, REFERENCE)).replace(".", " . ").replace("'", " ' ").split()))
    numbers = {word: number for number, word in enumerate(["<s>", "<pad>", "</s>", "<unk>", *words])}
    cut = Tokenizer(models.WordLevel(numbers, unk_token="<unk>"))
    cut.pre_tokenizer = pre_tokenizers.Whitespace()
    cut.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=cut, bos_token="<s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>"
    ).save_pretrained(place)
    config = transformers.XLMRobertaConfig(
        vocab_size=len(numbers),
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=LONGEST + 2,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        initializer_range=0.4,
    )
    config.save_pretrained(place)
    return transformers.XLMRobertaModel(config, add_pooling_layer=False).eval()


def feed_forward(inputs: int) -> Any:
    from torch import nn

    layers = [nn.Linear(inputs * WIDTH, 12), nn.Tanh(), nn.Dropout(0.1), nn.Linear(12, 7), nn.Tanh(), nn.Dropout(0.1)]
    return nn.Sequential(*layers, nn.Linear(7, 1)).eval()


def state_of(encoder: Any, estimator: Any) -> dict[str, Any]:
    """The weights under the names of the authors' package, with what it saves and nobody reads."""
    import torch

    state = OrderedDict((f"encoder.model.{name}", value) for name, value in encoder.state_dict().items())
    state["encoder.model.embeddings.position_ids"] = torch.arange(LONGEST + 2)[None]
    state["encoder.model.pooler.dense.weight"] = torch.zeros(WIDTH, WIDTH)
    state |= {f"layerwise_attention.scalar_parameters.{at}": torch.tensor([one]) for at, one in enumerate(SHARES)}
    state["layerwise_attention.gamma"] = torch.tensor([GAMMA])
    state["layerwise_attention.dropout_mask"] = torch.zeros(LAYERS + 1)
    state |= {f"estimator.ff.{name}": value for name, value in estimator.state_dict().items()}
    return state


SETTINGS = {
    "class_identifier": "regression_metric",
    "encoder_model": "XLM-RoBERTa",
    "pretrained_model": "xlm-roberta-large",
    "layer": "mix",
    "layer_norm": False,
    "layer_transformation": "sparsemax",
    "pool": "avg",
    "activations": "Tanh",
    "final_activation": None,
    "hidden_sizes": [12, 7],
    "learning_rate": 1.5e-05,
    "dropout": 0.1,
}


def write_settings(place: Path, **changes: object) -> dict[str, Any]:
    """Writes hparams.yaml as training leaves it, without what is changed to "absent"."""
    told: dict[str, Any] = {name: value for name, value in {**SETTINGS, **changes}.items() if value != "absent"}
    lines = []
    for name, value in sorted(told.items()):
        values = value if isinstance(value, list) else []
        lines += [
            f"{name}:" if values else f"{name}: {json.dumps(value).strip(chr(34))}",
            *(f"- {one}" for one in values),
        ]
    (place / "hparams.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return told


class Built:
    """A checkpoint on disk, and the modules that it was made of."""

    def __init__(self, place: Path, **changes: object) -> None:
        import torch
        import transformers

        torch.manual_seed(5)
        place.mkdir()
        self.place = place
        self.encoder = save_encoder(place)
        self.settings = write_settings(place, **changes)
        self.estimator = feed_forward(6 if self.settings["class_identifier"] == "regression_metric" else 4)
        self.state = state_of(self.encoder, self.estimator)
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(place)
        self.save({"state_dict": self.state, "hyper_parameters": dict(self.settings), "epoch": 3})

    def save(self, content: object, name: str = "model.ckpt") -> None:
        import torch

        (self.place / "checkpoints").mkdir(exist_ok=True)
        torch.save(content, self.place / "checkpoints" / name)

    def make(self, **options: object) -> Measure:
        return make({"model": str(self.place), "device": "cpu", **options})[0]

    def vector(self, text: str, shares: Any) -> Any:
        """A text alone, with no padding: the mean of the sum of its layers."""
        import torch

        numbers = torch.tensor([self.tokenizer(text)["input_ids"]])
        layers = self.encoder(numbers, output_hidden_states=True).hidden_states
        assert len(layers) == LAYERS + 1
        return GAMMA * sum(share * layer[0] for share, layer in zip(shares, layers, strict=True)).mean(0)

    def scores(self, made: Article, shares: Any) -> list[float]:
        """The score of each bead, one by one, with the layers counted by `shares`."""
        import torch

        told = []
        for bead in made.beads:
            mt, src = (self.vector(bead.side(side)[0].text, shares) for side in (Side.TARGET, Side.SOURCE))
            parts = [mt, src, mt * src, abs(mt - src)]
            if self.settings["class_identifier"] == "regression_metric":
                ref = self.vector(bead.side(Side.REFERENCE)[0].text, shares)
                parts = [mt, ref, mt * ref, abs(mt - ref), mt * src, abs(mt - src)]
            told.append(self.estimator(torch.cat(parts)).item())
        return told


def taken(made: Article, one: Measure) -> list[float]:
    """The scores of an article's beads by the measure."""
    return [bead.measures["comet"] for bead in measure(made.beads, [one])]
