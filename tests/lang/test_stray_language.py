"""Sentences in another language than their text."""

from __future__ import annotations

import pytest

from checker.lang.stray_language import stray_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bg", "Можете да изпратите снимките по пощата преди края на седмицата."),
        ("bg", "Кметът обеща, че работата ще свърши преди зимата."),
        ("mk", "Градоначалникот вети дека работите ќе завршат пред зимата."),
        ("sr", "Градоначелник је обећао да ће радови бити готови пре зиме."),
        ("sk", "Starosta sľúbil, že práce sa skončia ešte pred zimou a most bude otvorený."),
        ("da", "Borgmesteren lovede, at arbejdet ville være færdigt inden vinteren kommer."),
        ("nb", "Ordføreren lovet at arbeidet skulle være ferdig før vinteren kommer."),
        ("sv", "Borgmästaren lovade att arbetet skulle vara klart innan vintern kommer."),
        ("ro", "Primarul a promis că lucrările vor fi gata înainte de venirea iernii."),
        ("ur", "میئر نے وعدہ کیا کہ سردیوں سے پہلے کام مکمل ہو جائے گا۔"),
        ("mr", "महापौरांनी हिवाळ्यापूर्वी काम पूर्ण होईल असे वचन दिले आहे."),
        ("ne", "मेयरले जाडो सुरु हुनुअघि काम सकिने वाचा गरेका छन् ।"),
    ],
)
def test_a_language_without_a_vocabulary_is_its_own(language: str, text: str) -> None:
    assert stray_language(text, language) is None


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        ("bg", "Мэр пообещал, что работы закончат ещё до начала зимы.", "ru"),
        ("ro", "The mayor promised that the works would be finished before the winter.", "en"),
        ("sv", "Der Bürgermeister versprach, dass die Arbeiten noch vor dem Winter fertig werden.", "de"),
        ("nb", "The mayor promised that the works would be finished before the winter.", "en"),
    ],
)
def test_another_language_in_it_is_told(language: str, text: str, other: str) -> None:
    stray = stray_language(text, language)
    assert stray is not None
    assert stray.language == other
