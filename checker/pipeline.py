"""The story: texts are read, cut into sentences, aligned, measured, checked, judged and scored; the report goes out.

Each stage is a function from values to values, and nothing flows back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from checker import measures, scoring
from checker.about import __version__
from checker.align import align as align_sentences
from checker.checks import TABLE as CHECKS
from checker.checks import Check, runner
from checker.config import Config
from checker.errors import LanguageError, ReadError
from checker.judged import Change, Limits
from checker.lang.tags import base
from checker.lang.tags import name as language_name
from checker.lang.term_rows import parsed
from checker.measures import (
    Measure,
    embedded,
    estimate,
    reference_edits,
    reference_metrics,
    renderings,
    surprisal_model,
)
from checker.measures.neural.similarity import similarity
from checker.model import Article, Document, Finding, Report, Score, Sentence, Side, Signature, Skipped
from checker.readers import history, read_bytes, read_file
from checker.readers.glossary import read_glossary
from checker.segment import lines as segment_lines
from checker.segment import segment as segment_document
from checker.suppress import Judged, revision, suppress

Text = str | PathLike[str] | Document
"""A str is the text itself, a path names a file, a Document has been read already."""

Documents = dict[Side, Document]
Sentences = dict[Side, tuple[Sentence, ...]]


def check_article(
    target: Text, source: Text | None = None, reference: Text | None = None, config: Config | None = None
) -> Report:
    """The report on one article. Raises CheckerError, in a full sentence, when the run cannot go on."""
    config = config or Config()
    documents = read(target, source, reference, config)
    checks, taken = choose(documents, config), choose_measures(config)
    sentences = segment(documents)
    article = align(documents, sentences, config)
    article = measure(article, taken)
    found, skipped = check(article, checks)
    judged = judge(article, found, checks, skipped, config)
    scores, total = score(article, judged.kept)
    return report(article, judged, skipped, scores, total, config, taken)


def align_article(target: Text, source: Text, config: Config, by_line: bool = False) -> Article:
    """The beads alone; by_line takes each line of both texts for a sentence, empty ones too."""
    documents = read(target, source, None, config)
    return align(documents, segment(documents, by_line), config)


def read(target: Text, source: Text | None, reference: Text | None, config: Config) -> Documents:
    """The documents of an article. A reference is in the target's language."""
    documents = {Side.TARGET: _read(target, Side.TARGET, config.target_lang)}
    if source is not None:
        documents[Side.SOURCE] = _read(source, Side.SOURCE, config.source_lang)
        _demand_translation(documents[Side.TARGET], documents[Side.SOURCE])
    if reference is not None:
        documents[Side.REFERENCE] = _read(reference, Side.REFERENCE, documents[Side.TARGET].language)
    if config.changed_since:
        return {side: _with_change(document, config.changed_since) for side, document in documents.items()}
    return documents


def choose(documents: Documents, config: Config) -> tuple[Check, ...]:
    """The checks to run, with their options. Raises ConfigError for an option or a glossary that is none."""
    source = documents.get(Side.SOURCE)
    return choose_for(documents[Side.TARGET].language, source.language if source else None, config)


def choose_for(target: str, source: str | None, config: Config) -> tuple[Check, ...]:
    """The checks for a pair of languages; the glossary's terms are those of its files and those of its own option."""
    given = config.checks.get("glossary", {})
    lines = given.get("terms", ())
    options = dict(config.checks)
    if config.glossary or lines:
        terms = [term for path in config.glossary for term in read_glossary(path).terms(source, target)]
        options["glossary"] = {**given, "terms": [*terms, *parsed(lines, "[checks.glossary] terms")]}
    return runner.chosen(config.select, config.ignore, options)


def segment(documents: Documents, by_line: bool = False) -> Sentences:
    """The sentences of each document. Raises ReadError for a document that has none."""
    cut = segment_lines if by_line else segment_document
    sentences = {side: cut(document) for side, document in documents.items()}
    for side, found in sentences.items():
        if not found:
            raise ReadError(f"{documents[side].name} holds no sentence, only marks or code: give a text to check.")
    return sentences


def align(documents: Documents, sentences: Sentences, config: Config | None = None) -> Article:
    """The article: which sentences say the same, by a further encoder where the settings say so."""
    source, reference = sentences.get(Side.SOURCE), sentences.get(Side.REFERENCE)
    chosen = similarity(_asked(config or Config()).get("embedding"))
    beads = align_sentences(sentences[Side.TARGET], source, reference, chosen)
    return Article(
        documents[Side.TARGET], documents.get(Side.SOURCE), documents.get(Side.REFERENCE), sentences, tuple(beads)
    )


def choose_measures(config: Config) -> tuple[Measure, ...]:
    """The measures to take: those of the package, then those that the settings ask for. Raises CheckerError."""
    return (*measures.shipped(), *measures.configured(_asked(config)))


def _asked(config: Config) -> dict[str, Mapping[str, Any]]:
    """The further measures that the settings ask for, each with its options."""
    asked = dict(config.measures)
    for named in config.measure:
        name, _, model = named.partition("=")
        asked[name] = {**asked.get(name, {}), **({"model": model} if model else {})}
    return asked


def measure(article: Article, taken: Sequence[Measure]) -> Article:
    """The article with numbers on its beads, and with the edits that lead to the reference."""
    return replace(article, beads=reference_edits.compared(measures.measure(article.beads, taken)))


def check(article: Article, checks: Sequence[Check]) -> tuple[tuple[Finding, ...], tuple[Skipped, ...]]:
    """What the chosen checks find, and which of them could not run."""
    return runner.run(article, checks)


def judge(
    article: Article, found: Sequence[Finding], checks: Sequence[Check], skipped: Sequence[Skipped], config: Config
) -> Judged:
    """The findings that count, and those that a person has judged before."""
    idle = {one.check for one in skipped}
    return suppress(article, found, config, CHECKS, [one.name for one in checks if one.name not in idle])


def refused(article: Article) -> tuple[Skipped, ...]:
    """The measures that were not taken of some beads, and why not of the first of them."""
    reasons: dict[str, list[str]] = {}
    for bead in article.beads:
        for name, reason in bead.refused.items():
            reasons.setdefault(name, []).append(reason)
    count = len(article.beads)
    return tuple(
        Skipped(name, f"The measure was not taken of {len(why)} of {count} beads: {why[0]}")
        for name, why in reasons.items()
    )


def score(article: Article, findings: tuple[Finding, ...]) -> tuple[tuple[Score, ...], Score]:
    """A score for each target sentence, and the article's."""
    return scoring.score(article, findings)


def report(
    article: Article,
    judged: Judged,
    skipped: tuple[Skipped, ...],
    scores: tuple[Score, ...],
    total: Score,
    config: Config,
    taken: Sequence[Measure],
) -> Report:
    """All that a reporter may look at, with the verdict and the line that lets the run be repeated."""
    limits = Limits(config.fail_on, config.fail_under, config.min_sentence, config.strict)
    passed, reasons = scoring.verdict(article, judged.kept, scores, total, limits, skipped)
    compared = None if article.reference is None else article.target.language
    return Report(
        article=article,
        findings=judged.kept,
        scores=scores,
        score=total,
        passed=passed,
        reasons=reasons,
        skipped=(*skipped, *refused(article)),
        signature=Signature((*signature(config, taken, compared).fields, *_judged_by(config))),
        suppressed=judged.suppressed,
        standing=judged.standing,
        ran=judged.ran,
        limits=limits,
    )


def signature(config: Config, taken: Sequence[Measure] = (), compared: str | None = None) -> Signature:
    """Versions and every setting that changes a number.

    taken: the measures that were taken. compared: the language of a reference, where there is one.
    """
    fields = [("checker", __version__), *_libraries()]
    fields += [("embedding", embedded.revision()), ("rendering", embedded.revision(renderings.MODEL))]
    fields += [("surprisal", surprisal_model.revision()), ("estimate", estimate.revision())]
    fields += reference_metrics.signatures(compared) if compared else ()
    fields += [(one.name, one.signature) for one in taken if one.signature]
    fields += [("select", ",".join(config.select))] if config.select else []
    fields += [("ignore", ",".join(config.ignore))] if config.ignore else []
    fields += [("glossary", read_glossary(path).digest) for path in config.glossary]
    for check_name, options in sorted(config.checks.items()):
        fields += [(f"{check_name}.{name}", str(value)) for name, value in sorted(options.items())]
    return Signature(tuple(fields))


def _judged_by(config: Config) -> Iterator[tuple[str, str]]:
    """What keeps findings out of the scores."""
    if digest := revision(config.decisions, config.baseline):
        yield "judged", digest
    if config.changed_since:
        yield "changed-since", config.changed_since


@cache
def _libraries() -> tuple[tuple[str, str], ...]:
    """The versions of what numbers depend on."""
    from importlib.metadata import version
    from unicodedata import unidata_version

    names = ("babel", "py3langid", "regex", "sacrebleu", "sentencepiece", "sentencex")
    return (("unicode", unidata_version), *((name, version(name)) for name in names))


def _read(text: Text, side: Side, language: str | None) -> Document:
    if isinstance(text, Document):
        return text
    if not isinstance(text, str):
        return read_file(fspath(text), language)
    if "\n" not in text and len(text) < 1_000 and _names_a_file(text):
        raise ReadError(f"{text!r} is the name of a file, given as a text: pass it as pathlib.Path({text!r}).")
    try:
        return read_bytes(text.encode("utf-8"), f"<{side}>", language, "text")
    except UnicodeEncodeError as error:
        raise ReadError(f"The {side} holds a lone surrogate at character {error.start}, which is no text.") from None


def _with_change(document: Document, since: str) -> Document:
    """A document with what became of it since a revision of git."""
    former, lines = history.since(document, since)
    sentences = None if former is None else tuple(sentence.prose for sentence in segment_document(former))
    return replace(document, change=Change(since, sentences, lines))


def _names_a_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _demand_translation(target: Document, source: Document) -> None:
    """Raises where the source is no source: the same text, or a text in the target's own language."""
    if target.text == source.text:
        raise ReadError(f"{target.name} and {source.name} are the same text: give the text that was translated.")
    guessed = [f"--{side}-lang" for side, one in (("target", target), ("source", source)) if one.detected]
    if target.language == source.language or (guessed and base(target.language) == base(source.language)):
        advice = (
            f"if it was misjudged, say what it is with {' or '.join(guessed)}" if guessed else "name the right file"
        )
        raise LanguageError(
            f"{target.name} and {source.name} are both in {language_name(target.language)}, so neither translates the "
            f"other: {advice}."
        )
