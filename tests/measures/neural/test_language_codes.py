"""Models of translation have codes of their own for languages, and none is guessed."""

from __future__ import annotations

import pytest

from checker.measures.neural.language_codes import codes

NLLB = (
    "arb_Arab bul_Cyrl ces_Latn dan_Latn deu_Latn ell_Grek eng_Latn spa_Latn pes_Arab fin_Latn fra_Latn heb_Hebr "
    "hin_Deva hun_Latn ind_Latn ita_Latn jpn_Jpan kor_Hang nob_Latn nld_Latn pol_Latn por_Latn ron_Latn rus_Cyrl "
    "slk_Latn swe_Latn tur_Latn ukr_Cyrl vie_Latn zho_Hans zho_Hant azj_Latn lvs_Latn zsm_Latn npi_Deva kmr_Latn "
    "pbt_Arab plt_Latn quy_Latn swh_Latn uzn_Latn srp_Cyrl ydd_Hebr als_Latn khk_Cyrl ory_Orya gaz_Latn tgl_Latn"
)
TAGS = (
    "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sk sv tr uk vi zh zh-TW az lv ms ne ku "
    "ps mg qu sw uz sr yi sq mn or om fil"
)


def test_a_language_has_one_code_in_nllb() -> None:
    known = set(NLLB.split())
    assert [[code for code in codes(tag) if code in known] for tag in TAGS.split()] == [[one] for one in NLLB.split()]


@pytest.mark.parametrize(
    ("tag", "known", "expected"),
    [
        ("nb", "no nn da", ["no"]),
        ("he", "iw yi", ["iw"]),
        ("pt-BR", "pt", ["pt"]),
        ("zh-Hant", "zh", []),
        ("zh-CN", "zh", ["zh"]),
        ("sr-Latn", "sr srp_Cyrl", []),
        ("fil", "tl", ["tl"]),
        ("qaa", "en", []),
    ],
)
def test_codes_of_other_models(tag: str, known: str, expected: list[str]) -> None:
    assert [code for code in codes(tag) if code in known.split()] == expected
