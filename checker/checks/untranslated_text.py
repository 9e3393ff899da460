"""Words or sentences stand in the source language, or in a third one.

Why it matters
    A translator may keep a name or a title. A machine that meets a word it does not know, or loses its place, copies
    it: the reader finds "la reunión was postponed until octubre" and stops trusting the page.
What it looks at
    Words in a script that the target language is not written in; and, where both languages share a script, runs of
    words that the other language's vocabulary holds and the target's does not. Words that stand in the source letter
    by letter weigh more. Short passages in brackets or quotation marks, names, code and addresses may be foreign, and
    so may handles, paths, who said something in which work, and a term of English that the text keeps wherever the
    source has it. A few nouns of English, or parts joined by hyphens, are a minor matter.
Limits
    A single word of the same script is flagged only where it stands in the source too and is common there. Languages
    without a vocabulary of their own are judged by script alone. Loans that neither word list knows may be missed. A
    whole sentence in a third language whose words are not looked for here belongs to wrong-language.
Example
    language: en
    source-language: es
    source: La reunión fue aplazada porque faltaban tres concejales.
    bad: The meeting was postponed ⟦porque faltaban⟧ three councillors.
    good: The meeting was postponed because three councillors were missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.checks import Check
from checker.lang.asides import asides, is_attribution
from checker.lang.closed import closed
from checker.lang.copied import copied_runs
from checker.lang.foreign import (
    ENOUGH_FOR_A_THIRD,
    THIRD_LANGUAGES,
    ForeignRun,
    foreign_script,
    foreign_words,
    is_prose,
    is_sure,
    mixable,
    tied,
    unknown_words,
)
from checker.lang.stray_language import Stray, akin, stray_language
from checker.lang.streets import beside_street_name
from checker.lang.tags import base, name, same_language
from checker.lang.vocabulary import fold
from checker.lang.words import words
from checker.lang.writing import writing
from checker.model import Article, Bead, Hit, Passage, Sentence, Severity, Side, Span


@dataclass(frozen=True, slots=True)
class Options:
    """third_languages: languages that a text may slip into besides the source's.

    lenders: languages whose nouns are at home everywhere; of these a run needs a function word to count.
    """

    third_languages: tuple[str, ...] = THIRD_LANGUAGES
    lenders: tuple[str, ...] = ("en",)


_HYPHENS = "-\N{NON-BREAKING HYPHEN}&"
_PERHAPS = 0.55
"""For words that may be a term or a name: a few nouns of a language that lends them, parts joined by hyphens."""
_ENOUGH = 3
"""Strange words in a row that cognates of two close languages do not make by chance."""
_TERM, _RULE = 3, 3
"""Words of a term that a text may keep; how often it must have kept it, and in half of its places, to mean it."""
_SHORTEST = 3
"""Letters of a copied word that says nothing yet."""


def find(article: Article, options: Options) -> Iterator[Hit]:
    """One hit for each sentence in the source's language, and for each run of foreign words in another sentence.

    A whole sentence in a third language is left to wrong-language.
    """
    source = article.source.language if article.source is not None else None
    for bead in article.beads:
        for sentence in bead.target:
            stray = stray_language(sentence.prose, sentence.language, bool(bead.source))
            if stray is not None and source is not None and akin(stray.language, source):
                yield _whole(sentence, bead, stray)
            elif stray is None and not is_attribution(sentence.prose):
                found = list(_by_script(sentence, bead)) or list(_by_vocabulary(sentence, bead, source, options))
                found = found or list(_word_by_word(sentence, bead, source, options))
                found = [hit for hit in found if not _in_street_name(hit, sentence, source)]
                yield from (hit for hit in found if not _is_term(hit, article, options))


def _in_street_name(hit: Hit, sentence: Sentence, source: str | None) -> bool:
    """Whether the words are only a street's kind, which an address keeps before the name."""
    start = sentence.span.start
    return source is not None and beside_street_name(
        sentence.prose, hit.span.start - start, hit.span.end - start, source
    )


def _is_term(hit: Hit, article: Article, options: Options) -> bool:
    """Whether the article keeps these few words of a lending language as a rule: a decision of its translator."""
    if article.source is None or base(article.source.language) not in options.lenders:
        return False
    text = article.target.text[hit.span.start : hit.span.end]
    known = closed(article.source.language)
    found = [fold(word.text) for word in words(text)]
    if len(found) > _TERM or known is None or any(map(known.function_word, found)):
        return False
    here, there = (one.prose.casefold().count(text.casefold()) for one in (article.target, article.source))
    return here >= _RULE and 2 * here >= there


def _whole(sentence: Sentence, bead: Bead, stray: Stray) -> Hit:
    count = len(words(sentence.prose))
    text = sentence.prose.rstrip()
    while text and not text[-1].isalnum():
        text = text[:-1]
    run = ForeignRun(0, len(text), stray.language, count, count)
    return _hit(sentence, run, stray.confidence, f"in {name(stray.language)}", _copied(sentence.prose.strip(), bead))


def _by_script(sentence: Sentence, bead: Bead) -> Iterator[Hit]:
    for run in foreign_script(sentence.prose, sentence.language):
        text = sentence.prose[run.start : run.end]
        copied = _copied(text, bead)
        if copied:
            confidence = 0.9
        elif run.length > 1 or len(text) > 2:
            confidence = 0.5 if _after_name(sentence.prose[: run.start]) else 0.7
        else:
            continue
        yield _hit(sentence, run, confidence, "in another script", copied)


def _after_name(before: str) -> bool:
    """Whether a capitalised word stands just before: "Xi Jinping 习近平" gives the name's own form."""
    last = words(before)[-1:]
    return bool(last) and last[0].text[0].isupper() and before.rstrip() == before[: last[0].end]


def _by_vocabulary(sentence: Sentence, bead: Bead, source: str | None, options: Options) -> Iterator[Hit]:
    language = sentence.language
    best: tuple[float, ForeignRun, list[Passage]] | None = None
    third = options.third_languages if unknown_words(sentence.prose, language) >= ENOUGH_FOR_A_THIRD else ()
    for other in dict.fromkeys([*([source] if source else []), *third]):
        if same_language(other, language) or not mixable(language, other):
            continue
        for run in foreign_words(sentence.prose, language, base(other)):
            copied = _copied(sentence.prose[run.start : run.end], bead) if other == source else []
            lender = base(other) in options.lenders
            confidence = _confidence(
                run, sentence, bool(copied), other == source, lender, _lent(language, other, options)
            )
            if confidence and (best is None or confidence > best[0]):
                best = (confidence, run, copied)
    if best is not None:
        confidence, run, copied = best
        yield _hit(sentence, run, confidence, f"in {name(run.language or '')}", copied)


def _word_by_word(sentence: Sentence, bead: Bead, source: str | None, options: Options) -> Iterator[Hit]:
    """Words in a row that the source has just so, though each of them alone may be a loan or a name."""
    language = sentence.language
    if source is None or same_language(source, language) or not mixable(language, source):
        return
    close = base(source) not in options.lenders
    for one in bead.source or ():
        for run in copied_runs(sentence.prose, language, one.prose, source):
            if tied(sentence.prose, ForeignRun(*run[:2], source, run.length, run.strange), _HYPHENS + "./@_#"):
                continue
            if run.core or not close or run.strange >= _ENOUGH:
                text = sentence.prose[run.start : run.end]
                whole = ForeignRun(run.start, run.end, source, run.length, run.strange)
                yield _hit(sentence, whole, 0.7 if run.core else 0.55, f"in {name(source)}", _copied(text, bead))
                return


def _lent(language: str, other: str, options: Options) -> bool:
    """Whether the language may have taken over words of the other as they are; scripts part more than loans join."""
    ours, theirs = writing(language), writing(other)
    return base(other) in options.lenders and ours is not None and theirs is not None and ours.scripts == theirs.scripts


def _confidence(run: ForeignRun, sentence: Sentence, copied: bool, of_source: bool, lender: bool, lent: bool) -> float:
    """0 where the run says too little. The figures come from the alarms on human translations in twenty languages."""
    if not is_prose(run, sentence.prose):
        return 0.0
    if run.length > 1 and not any(map(str.isspace, sentence.prose[run.start : run.end])):
        return _PERHAPS if copied else 0.0
    if is_sure(run):
        most = 2 * run.length > len(words(sentence.prose))
        return 0.95 if copied or most else 0.85 if of_source else 0.75
    if run.strange >= 2 and run.core:
        return 0.9 if copied and not lent else 0.65 if of_source and run.core > 1 else 0.0
    if copied and lent and run.strange >= 2 and run.lower == run.length:
        return 0.65 if run.common else 0.5
    if not copied or lent or run.end - run.start <= _SHORTEST:
        return 0.0
    if lender and not run.core and run.length <= _TERM:
        return _PERHAPS if run.strange >= 2 or (run.common and not tied(sentence.prose, run, _HYPHENS)) else 0.0
    if run.strange >= 2:
        return 0.7
    return 0.6 if run.common and not tied(sentence.prose, run, _HYPHENS) else 0.0


def _copied(text: str, bead: Bead) -> list[Passage]:
    """Where the source, outside brackets and quotes, has the very words."""
    folded = fold(text)
    for sentence in bead.source or ():
        start = fold(sentence.prose).find(folded)
        same_length = len(fold(sentence.prose)) == len(sentence.prose)
        if start >= 0 and not any(aside.start <= start < aside.end for aside in asides(sentence.prose)):
            span = sentence.at(start, start + len(text)) if same_length else sentence.span
            return [Passage(Side.SOURCE, span)]
    return []


def _hit(sentence: Sentence, run: ForeignRun, confidence: float, what: str, copied: list[Passage]) -> Hit:
    one = run.length == 1
    noun = "This word is" if one else "These words are"
    where = f" and {'stands' if one else 'stand'} so in the source" if copied else ""
    message = f"{noun} {what}, not in {name(sentence.language)}{where}: left untranslated?"
    span = Span(sentence.span.start + run.start, sentence.span.start + run.end)
    return Hit(span=span, message=message, related=tuple(copied), confidence=confidence)


CHECK = Check(
    name="untranslated-text",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("facts:writing",),
    options=Options(),
)
