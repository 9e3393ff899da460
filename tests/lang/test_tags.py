"""Language tags: canonical forms, names, scripts, and advice for what is no tag."""

import pytest

from checker.errors import LanguageError
from checker.lang import tags


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [
        ("en", "en"), ("EN", "en"), (" en ", "en"), ("pt_br", "pt-BR"), ("zh-hant", "zh-Hant"), ("zh-tw", "zh-TW"),
        ("ZH_HANT_TW", "zh-Hant-TW"), ("iw", "he"), ("eng", "en"), ("cmn", "zh"), ("sw", "sw"), ("en-UK", "en-GB"),
        ("es-419", "es-419"), ("de-ch-1901", "de-CH-1901"), ("sr-latn", "sr-Latn"), ("sh", "sr-Latn"), ("nb", "nb"),
    ],
)  # fmt: skip
def test_canonical_forms(tag: str, canonical: str) -> None:
    assert tags.normalise(tag) == canonical
    assert tags.normalise(canonical) == canonical


@pytest.mark.parametrize(
    ("tag", "advice"),
    [
        ("english", "write en for English."), ("Arabic", "write ar for Arabic."), ("Deutsch", "write de for German."),
        ("japanesse", "write ja for Japanese."), ("brazilian portuguese", "write pt-BR for Brazilian Portuguese."),
        ("jp", "write ja for Japanese."), ("cz", "write cs for Czech."), ("en_US.UTF-8", "did you mean en-US?"),
        ("xq", "give a BCP-47 code"), ("xx-", "give a BCP-47 code"), ("", "give a BCP-47 code"),
        ("qaa", "no language that CLDR knows"), ("x-mine", "no language code"), ("und", "no language"),
        ("en-Abcd", "no script"), ("en-QX", "no region"), ("en\n", "en"),
    ],
)  # fmt: skip
def test_what_is_no_tag_is_refused_with_advice(tag: str, advice: str) -> None:
    if tag == "en\n":
        assert tags.normalise(tag) == advice
        return
    with pytest.raises(LanguageError) as caught:
        tags.normalise(tag)
    assert advice in str(caught.value)


@pytest.mark.parametrize(("tag", "base"), [("pt-BR", "pt"), ("zh_Hant_TW", "zh"), ("en", "en"), ("FR-ca", "fr")])
def test_base(tag: str, base: str) -> None:
    assert tags.base(tag) == base


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("zh", "Hans"), ("zh-TW", "Hant"), ("zh-HK", "Hant"), ("zh-Hant", "Hant"), ("sr", "Cyrl"), ("sr-Latn", "Latn"),
        ("ar", "Arab"), ("ja", "Jpan"), ("pt-BR", "Latn"), ("pa-PK", "Arab"), ("xq", None),
    ],
)  # fmt: skip
def test_scripts(tag: str, script: str | None) -> None:
    assert tags.script(tag) == script


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ar", "Arabic"), ("pt-BR", "Brazilian Portuguese"), ("zh-Hant", "Traditional Chinese"),
        ("zh-TW", "Chinese (Taiwan)"), ("sr-Latn", "Serbian (Latin)"), ("xq", "xq"),
    ],
)  # fmt: skip
def test_names(tag: str, name: str) -> None:
    assert tags.name(tag) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("pt-BR", "pt-PT", True), ("nb", "no", True), ("zh-Hans", "zh-TW", True), ("iw", "he", True), ("en", "fr", False)],
)
def test_same_language(one: str, other: str, same: bool) -> None:
    assert tags.same_language(one, other) is same
