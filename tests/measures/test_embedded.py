"""The embedding that ships: translations lie close, pieces know their place, odd input does no harm."""

from __future__ import annotations

import numpy as np
import pytest

from checker.measures.embedded import Embedding

SENTENCES = {
    "en": "The hospital was rebuilt after the flood.",
    "de": "Das Krankenhaus wurde nach der Flut wieder aufgebaut.",
    "fr": "L'hôpital a été reconstruit après l'inondation.",
    "ru": "Больница была восстановлена после наводнения.",
    "zh": "洪水过后,医院得到重建。",
    "ar": "أعيد بناء المستشفى بعد الفيضان.",
    "hi": "बाढ़ के बाद अस्पताल का पुनर्निर्माण किया गया।",
}
OTHERS = ["He sold his bicycle to a neighbour.", "The price of wheat rose again in May.", "My sister plays the violin."]


@pytest.fixture(scope="module")
def embedding() -> Embedding:
    return Embedding()


@pytest.mark.parametrize("language", [language for language in SENTENCES if language != "en"])
def test_a_translation_is_nearer_than_other_sentences(embedding: Embedding, language: str) -> None:
    foreign = embedding.encode([SENTENCES[language]])[0]
    english = embedding.encode([SENTENCES["en"], *OTHERS])
    cosines = english @ foreign
    assert cosines[0] > 0.3
    assert cosines[0] > cosines[1:].max() + 0.15


def test_vectors_have_unit_length_but_of_nothing_none(embedding: Embedding) -> None:
    found = embedding.encode(["", "word", " ", "\ue000"])
    assert found.dtype == np.float32
    assert found.shape == (4, embedding.dimensions)
    assert np.linalg.norm(found, axis=1) == pytest.approx([0, 1, 0, 0], abs=1e-5)


def test_encode_adds_up_the_pieces(embedding: Embedding) -> None:
    text = "Two ships left the harbour."
    total = embedding.rows(embedding.pieces(text).numbers).sum(axis=0)
    assert embedding.encode([text])[0] @ total == pytest.approx(np.linalg.norm(total), rel=1e-3)


def test_spans_are_places_in_the_text_as_it_was_given(embedding: Embedding) -> None:
    text = "  The \N{LATIN SMALL LIGATURE FI}le of UKRAINE  \u2014 \u9019\u500b"
    spans = embedding.pieces(text).spans
    assert all(start < end for start, end in spans)
    assert list(spans) == sorted(spans)
    assert "".join(text[start:end] for start, end in spans) == "".join(text.split())


def test_no_texts(embedding: Embedding) -> None:
    assert embedding.encode([]).shape == (0, embedding.dimensions)


def test_a_vector_does_not_depend_on_the_texts_beside_it() -> None:
    texts = [
        "The council met on Monday.",
        "Ein Zug hielt.",
        "",
        "会議は月曜日に開かれた。",
        "The council met on Monday.",
    ]
    together = Embedding().encode(texts)
    for text, vector in zip(texts, together, strict=True):
        assert np.array_equal(Embedding().encode([text])[0], vector)
    model = Embedding()
    model.encode(texts[:2])[:] = 0.0  # what was given away is not what is remembered
    assert np.array_equal(model.encode(texts), together)
