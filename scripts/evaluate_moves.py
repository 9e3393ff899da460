"""How well passages are found that stand elsewhere in one text than in another.

usage: python -m scripts.evaluate_moves [--trials N] [--misses] [CORPORA]
       python -m scripts.evaluate_moves --outputs MT_OUTPUTS [--trials N] [--misses]
       python -m scripts.evaluate_moves --alarms PARALLEL [--files PATTERN] [LANGUAGE ...]

The first moves paragraphs of our own articles by machine: each article in both directions, with two texts and with
three (the flawed translation beside the good one as its reference). The second does it with machine translations
beside their references, MT_OUTPUTS/*.jsonl.gz. A passage is found when nine tenths of it have the same partners that
they have where nothing was moved, partly when something has; what was lost, and what of another text was added in
another place, must stay without partners. The third counts what is reported on human translations,
in which nothing stands elsewhere.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from checker import pipeline
from checker.align.lengths import weighed_length
from checker.checks.moved_paragraph import find
from checker.model import Article, Document, Side
from scripts.alarms import SENTENCES, directions, joined
from scripts.evaluate import CORPORA, documents, folders, languages
from scripts.moved_text import Key, Text

FEWEST = 30
"""Weighed characters of a paragraph that is moved: what the aligner promises to find."""
ROWS, ROW = 40, 4
"""Rows of a document and of a paragraph that machine translations are joined into."""
FOUND = 0.9

Links = dict[Key, tuple[frozenset[Key], frozenset[Key]]]
NOWHERE: tuple[frozenset[Key], frozenset[Key]] = (frozenset(), frozenset())


Texts = Mapping[Side, Text]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one moved passage: the share found, sentences beside it that lost their partners, right and false reports."""

    share: float
    disturbed: int
    right: int
    false: int


def main() -> None:
    """Read the command line and print one of the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=3, metavar="N", help="passages moved in each text of each case")
    parser.add_argument("--misses", action="store_true", help="print what was not found, and what was reported falsely")
    parser.add_argument("--outputs", type=Path, metavar="MT_OUTPUTS")
    parser.add_argument("--alarms", type=Path, metavar="PARALLEL")
    parser.add_argument("--files", default="flores*.tsv.gz", metavar="PATTERN")
    parser.add_argument("rest", nargs="*")
    given = parser.parse_args()
    if given.alarms:
        print_alarms(given.alarms, given.files, given.rest)
    elif given.outputs:
        print_moves(from_outputs(given.outputs), given.trials, given.misses)
    else:
        print_moves(from_corpora(Path(given.rest[0]) if given.rest else CORPORA), given.trials, given.misses)


def from_corpora(corpora: Path) -> Iterator[tuple[str, Texts]]:
    """Our articles: both ways with two texts, and the flawed translation beside the good one as a reference."""
    for folder in folders(corpora):
        source, target = languages(folder)
        good, original = documents(folder, "good")
        flawed, _ = documents(folder, "flawed")
        texts = {kind: _text(one) for kind, one in (("good", good), ("source", original), ("flawed", flawed))}
        name = folder.name.partition(".")[0]
        yield f"{name} {source}>{target}", {Side.TARGET: texts["good"], Side.SOURCE: texts["source"]}
        yield f"{name} {target}>{source}", {Side.TARGET: texts["source"], Side.SOURCE: texts["good"]}
        beside = {Side.SOURCE: texts["source"], Side.REFERENCE: texts["good"]}
        same = len(texts["flawed"].paragraphs) == len(texts["good"].paragraphs)
        yield f"{name} {source}>{target}", {Side.TARGET: texts["flawed" if same else "good"], **beside}


def from_outputs(outputs: Path) -> Iterator[tuple[str, Texts]]:
    """Documents of machine translations, one system a document in turn, with two texts and with three."""
    for path in sorted(outputs.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            given = [json.loads(line) for line in lines]
        source, target = given[0]["lp"].split("-")
        systems = sorted(given[0]["mt"])
        for number, start in enumerate(range(0, len(given) - ROWS, 5 * ROWS)):
            some = given[start : start + ROWS]
            system = systems[number % len(systems)]
            texts = {
                Side.TARGET: _rows([one["mt"].get(system) or "-" for one in some], target),
                Side.SOURCE: _rows([one["src"] for one in some], source),
                Side.REFERENCE: _rows([one["refs"][min(one["refs"])] for one in some], target),
            }
            name = f"{path.name.partition('.')[0]}-{start} {source}>{target}"
            yield name, {side: text for side, text in texts.items() if side is not Side.REFERENCE}
            yield name, texts


def _text(document: Document) -> Text:
    return _ordered(document.language, [one for one in document.text.split("\n\n") if one.strip()])


def _rows(given: Sequence[str], language: str) -> Text:
    flat = [" ".join(one.split()) for one in given]
    return _ordered(language, [" ".join(flat[start : start + ROW]) for start in range(0, len(flat), ROW)])


def _ordered(language: str, paragraphs: Sequence[str]) -> Text:
    return Text(language, tuple(paragraphs), tuple(range(len(paragraphs))))


def moves(
    texts: Texts, others: Sequence[str], trials: int, random: Random
) -> Iterator[tuple[str, Texts, frozenset[int], frozenset[int]]]:
    """Cases by name, their texts, the paragraphs that were moved and those that they were moved over.

    others: long paragraphs of other texts in the target's language.
    """
    target = texts[Side.TARGET]
    number = len(target.paragraphs)
    long = [one for one in range(number - 1) if _weight(target.paragraphs[one]) >= FEWEST]
    for trial in range(trials):
        count = 1 + trial % 2
        first = random.choice(long)
        away = [place for place in range(number - count + 1) if abs(place - first) >= 2]
        if not away:
            continue
        place, other = random.choice(away), random.choice(away)
        passage = frozenset(range(first, first + count))
        over = frozenset(range(min(place, first), max(place, first) + count)) - passage
        if others:
            swapped = {**texts, Side.TARGET: target.swapped(first, place, random.choice(others))}
            yield "one lost, one added" + " (three texts)" * (len(texts) - 2), swapped, frozenset({number}), frozenset()
        if Side.REFERENCE not in texts:
            yield "source, target | moved", {**texts, Side.TARGET: target.moved(first, count, place)}, passage, over
            continue
        reference = texts[Side.REFERENCE]
        here = {**texts, Side.TARGET: target.moved(first, count, place)}
        yield "source, reference | target moved", here, passage, over
        alike = {**here, Side.REFERENCE: reference.moved(first, count, place)}
        yield "source | target, reference moved", alike, passage, over
        if other != place:
            apart = {**here, Side.REFERENCE: reference.moved(first, count, other)}
            yield "source | target | reference moved", apart, passage, over
        yield "source, target | reference moved", {
            **texts, Side.REFERENCE: reference.moved(first, count, place)
        }, passage, over  # fmt: skip


def _others(articles: Sequence[tuple[str, Texts]], name: str, language: str) -> list[str]:
    """Long paragraphs in one language of all articles but one."""
    return [
        paragraph
        for article, texts in articles
        if article.partition(" ")[0] != name.partition(" ")[0]
        for text in texts.values()
        if text.language == language
        for paragraph in text.paragraphs
        if _weight(paragraph) >= FEWEST
    ]


@cache
def _weight(paragraph: str) -> float:
    return sum(
        map(weighed_length, pipeline.segment({Side.TARGET: _ordered("en", [paragraph]).document("one")})[Side.TARGET])
    )


def aligned(texts: Texts) -> Article:
    """The article that the texts make."""
    given = {side: text.document(str(side)) for side, text in texts.items()}
    return pipeline.align(given, pipeline.segment(given))


def links(article: Article, texts: Texts) -> Links:
    """The partners of each target sentence, in the source and in the reference."""
    found: Links = {}
    for bead in article.beads:
        there = [
            frozenset(texts[side].key(one) for one in bead.side(side)) if side in texts else frozenset[Key]()
            for side in (Side.SOURCE, Side.REFERENCE)
        ]
        found.update((texts[Side.TARGET].key(one), (there[0], there[1])) for one in bead.target)
    return found


def outcome(article: Article, texts: Texts, before: Links, passage: frozenset[int], over: frozenset[int]) -> Outcome:
    """What became of one moved passage. A report of what it was moved over says the same as a report of it."""
    after, text = links(article, texts), texts[Side.TARGET]
    kept = found = disturbed = 0
    sentences = {text.key(one): one for one in article.sentences[Side.TARGET]}
    for key, sentence in sentences.items():
        if key[0] in passage:
            kept += len(sentence.text)
            found += len(sentence.text) * (after[key] == before.get(key, NOWHERE))
        else:
            disturbed += after[key] != before.get(key, NOWHERE)
    right = false = 0
    for hit in find(article, None):
        inside = {
            key[0] for key, one in sentences.items()
            if hit.span.start < one.span.end and one.span.start < hit.span.end
        }  # fmt: skip
        fits = bool(inside) and (inside <= passage or inside <= over) and hit.confidence >= 0.3
        right, false = right + fits, false + (not fits)
    return Outcome(found / kept, disturbed, right, false)


def print_moves(articles: Iterator[tuple[str, Texts]], trials: int, misses: bool) -> None:
    """The table of cases."""
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    given = list(articles)
    for number, (name, texts) in enumerate(given):
        before = links(aligned(texts), texts)
        others = _others(given, name, texts[Side.TARGET].language)
        for case, changed, passage, over in moves(texts, others, trials, Random(number)):
            one = outcome(aligned(changed), changed, before, passage, over)
            outcomes[case].append(one)
            if misses and (one.share < FOUND or one.false or one.disturbed or one.right > 1):
                print(f"  {name}: {case}: {sorted(passage)} over {sorted(over)}: {one}")
    columns = ("found", "partly", "missed", "disturbed", "reported", "twice", "falsely")
    print(f"{'which stand together | which do not':36}{'cases':>7}" + "".join(f"{one:>11}" for one in columns))
    for case, found in outcomes.items():
        counts = Counter("found" if one.share >= FOUND else "partly" if one.share else "missed" for one in found)
        counts["disturbed"] = sum(one.disturbed for one in found)
        counts["reported"] = sum(one.right > 0 for one in found)
        counts["twice"] = sum(one.right > 1 for one in found)
        counts["falsely"] = sum(one.false for one in found)
        print(f"{case:36}{len(found):>7}" + "".join(f"{counts[one]:>11}" for one in columns))


def print_alarms(parallel: Path, files: str, chosen: Sequence[str]) -> None:
    """Reports of moved passages on human translations, each language in both directions."""
    for source, target, pairs in directions(parallel, files, chosen):
        alarms = 0
        for start in range(0, len(pairs), SENTENCES):
            some = pairs[start : start + SENTENCES]
            given = {
                Side.TARGET: joined((row[0] for row in some), target),
                Side.SOURCE: joined((row[1] for row in some), source),
            }
            alarms += len(list(find(pipeline.align(given, pipeline.segment(given)), None)))
        print(f"{source}>{target}: {alarms} alarms ({len(pairs)} sentences)", flush=True)


if __name__ == "__main__":
    main()
