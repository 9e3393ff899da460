"""How much word salad the check `garbled-words` finds, and how often it takes a human translation for it.

    python -m scripts.evaluate_garbled PARALLEL [--files PATTERN] [--show N] [LANGUAGE ...]
    python -m scripts.evaluate_garbled --challenge SET.jsonl.gz

The first reads PARALLEL/<x>-en/PATTERN, rows `x<TAB>en`, joins rows into documents of twenty sentences, and spoils each
fifth: a run of five to eight words in another order, one replaced by words of other sentences, or all words in another
order. A row a language, of what is found without a source: major and minor alarms per 100 sentences where nothing is
spoilt, major ones in those twenties that `fit_garbled` did not read, and the share of spoilt sentences of which a major
finding touches the run. The second reads pairs of a good and a bad translation: by phenomenon the share with a major
finding in the bad one, and in the good one.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from checker.checks.garbled_words import CHECK
from checker.checks.runner import run
from checker.measures import measure, shipped
from checker.measures.embedded import LANGUAGES
from checker.model import Article, Bead, Document, Finding, Severity, Side
from checker.segment import segment
from scripts.alarms import SENTENCES, joined
from scripts.evaluate_surprisal import Marked, sentences, spoilt

MEASURES = tuple(one for one in shipped() if one.name in ("context-gain", "disorder", "word-pairs"))
EVERY = 5
KINDS = {"order": (False, False), "place": (True, False), "whole": (False, True)}


def main() -> None:
    """Print one of the two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--challenge", action="store_true", help="the path is a set of good and bad translations")
    parser.add_argument("--files", default="flores*.tsv.gz")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N alarms of each language")
    parser.add_argument("languages", nargs="*", default=sorted(LANGUAGES))
    given = parser.parse_args()
    if given.challenge:
        print_challenge(given.path)
        return
    print(f"| language | major | minor | unread | {' | '.join(KINDS)} |\n| {' | '.join(['---'] * 7)} |")
    for language in given.languages:
        print_language(sentences(given.path, given.files, language), language, given.show)


def print_language(texts: Sequence[str], language: str, show: int) -> None:
    """One row of the first table, and some alarms."""
    lines, minor, unread = [], 0, 0
    for start in range(0, len(texts), SENTENCES):
        document, found = findings(texts[start : start + SENTENCES], language)
        majors = [one for one in found if one.severity is not Severity.MINOR]
        minor += len(found) - len(majors)
        unread += len(majors) * (start // SENTENCES % 2)
        lines += [_line(one, document) for one in majors]
    rates = [100 * len(lines) / len(texts), 100 * minor / len(texts), 200 * unread / len(texts)]
    shares = [recall(texts, language, *kind) for kind in KINDS.values()]
    print(f"| {language} | {' | '.join(f'{rate:.2f}' for rate in (*rates, *shares))} |", flush=True)
    for line in lines[:show]:
        print("   ", line)


def findings(texts: Sequence[str], language: str) -> tuple[Document, tuple[Finding, ...]]:
    """A document of its own and what the check finds in it."""
    document = joined(texts, language)
    found = segment(document)
    beads = measure([Bead(one.index, (one,)) for one in found], MEASURES)
    return document, run(Article(document, None, None, {Side.TARGET: found}, beads), (CHECK,))[0]


def recall(texts: Sequence[str], language: str, taken: bool, whole: bool) -> float:
    """The share of spoilt runs that a major finding touches."""
    made: dict[str, Marked] = {good[0]: bad for good, bad in spoilt(texts, language, taken, whole)}
    found = total = 0
    for start in range(0, len(texts), SENTENCES):
        some = list(texts[start : start + SENTENCES])
        runs = [made[text] for text in some[::EVERY] if text in made]
        some[::EVERY] = [made.get(text, (text, (0, 0)))[0] for text in some[::EVERY]]
        document, told = findings(some, language)
        spans = [one.hit.span for one in told if one.severity is not Severity.MINOR]
        for text, (begin, end) in runs:
            place = document.text.index(text)
            found += any(span.start < place + end and place + begin < span.end for span in spans)
        total += len(runs)
    return found / max(1, total)


def print_challenge(path: Path) -> None:
    """The second table."""
    told: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            language = pair["lp"].split("-")[1]
            if language in LANGUAGES and all(any(map(str.isalnum, pair[kind])) for kind in ("bad", "good")):
                told[pair["phenomenon"], language].append(
                    (_found(pair["bad"], language), _found(pair["good"], language))
                )
    print("| phenomenon | language | pairs | bad | good |\n| --- | --- | --- | --- | --- |")
    for (phenomenon, language), pairs in sorted(told.items()):
        bad, good = (sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1))
        print(f"| {phenomenon} | {language} | {len(pairs)} | {bad:.3f} | {good:.3f} |")


def _found(text: str, language: str) -> bool:
    return any(one.severity is not Severity.MINOR for one in findings([text], language)[1])


def _line(finding: Finding, document: Document) -> str:
    (start, end), text = finding.hit.span, document.text
    marked = f"{text[max(0, start - 40) : start]}⟦{text[start:end]}⟧{text[end : end + 40]}"
    return f"{finding.hit.confidence:.2f} {marked!r}"


if __name__ == "__main__":
    main()
