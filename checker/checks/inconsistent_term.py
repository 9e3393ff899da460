"""A term is rendered by another word than in the rest of the article.

Why it matters
    Where a thing changes its name half way, readers look for a second thing. In a manual, a contract or a report on
    one bridge, "the bridge" and "the pontoon" are two.

What it looks at
    Nouns, and phrases of two or three words, that the source says four times or more, in all their forms. What recurs
    with such a term in the translation, in more places than chance would have it, or is like it as the words of the
    model see it, is its usual rendition. Where that is missing in one or two places, and a word stands there that the
    term answers better than anything else in the sentence does, and that the article has nowhere else, it is reported.

Limits
    Not reported are variety where two renditions share the places more evenly, a pronoun, an omission, a word of the
    same root, and the whole for a part of it ("the bridge" for "the temporary bridge"). Names are the matter of
    name-mismatch. Verbs and adjectives are told from nouns by the articles before them, in languages that have them;
    where neither of the two has, a term must be rendered alike five times. A word that has two meanings in the source
    may be taken for one term. A writer who avoids saying the same word twice may be right: it is a minor finding. In
    articles made for it a sixth of the exchanged words is found, in news three in 2,000 sentences are reported.

Example
    language: en
    source-language: de
    source: Der Vertrag gilt ab Montag. Beide Firmen haben den Vertrag unterschrieben. Der Vertrag läuft fünf Jahre. Wer den Vertrag bricht, zahlt eine Strafe. Am Ende gilt der Vertrag nicht mehr.
    bad: The contract takes effect on Monday. Both companies have signed the contract. The contract runs for five years. Whoever breaks the ⟦treaty⟧ pays a fine. In the end the contract is no longer valid.
    good: The contract takes effect on Monday. Both companies have signed the contract. The contract runs for five years. Whoever breaks it pays a fine. In the end the contract is no longer valid.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.checks import Check
from checker.lang.words import words
from checker.lang.writing import writing
from checker.model import Article, Hit, Passage, Severity, WordMeasure

_TOGETHER = 4  # measures of one odd rendering; see `checker.measures.terms`


def find(article: Article, options: None) -> Iterator[Hit]:
    """Hits on the words that stand where the rest of the article has another for the same term."""
    for bead in article.beads:
        told = bead.word_measures.get("terms", ())
        for start in range(0, len(told), _TOGETHER):
            yield _hit(article, told[start : start + _TOGETHER])


def _hit(article: Article, told: Sequence[WordMeasure]) -> Hit:
    odd, term, usual, same = told
    spelt, rendition = _text(article, odd), _text(article, usual)
    return Hit(
        odd.span,
        f"“{spelt}” stands here for “{_text(article, term)}”, which the article renders as “{rendition}” elsewhere "
        f"({usual.value:.0f} times).",
        related=tuple(Passage(one.side, one.span) for one in (term, usual, same)),
        fix=rendition if _fits(article, told) else None,
        confidence=round(1.0 - odd.value, 2),
    )


def _fits(article: Article, told: Sequence[WordMeasure]) -> bool:
    """Whether the usual rendition can stand in place of the odd one as it is.

    The term has the same form there, and the word before the odd rendition stands before the usual one somewhere, so
    that neither number nor gender nor case can be wrong.
    """
    odd, term, usual, same = told
    if _text(article, term).casefold() != _text(article, same).casefold():
        return False
    facts, text = writing(article.target.language), article.target.text
    if facts is not None and not facts.spaced:
        return True
    before = words(text[max(0, odd.span.start - 40) : odd.span.start])
    if not before or text[odd.span.start - 1] != " " or not text[odd.span.start - 2].isalpha():
        return False
    return f" {before[-1].text} {_text(article, usual)}".casefold() in text.casefold()


def _text(article: Article, one: WordMeasure) -> str:
    document = article.document(one.side)
    return document.text[one.span.start : one.span.end] if document else ""


CHECK = Check(
    name="inconsistent-term",
    category="terminology/inconsistent",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("witness", "measure:terms"),
)
