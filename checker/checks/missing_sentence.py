"""A sentence of the source has no counterpart in the translation.

Why it matters
    A reader of the translation cannot know that something was left out. Machine translation drops sentences without
    a trace, most often short ones between long ones; people skip lines.
What it looks at
    The alignment. Source and translation are put side by side by their words and what these mean, numbers,
    names, lengths and paragraphs; a source sentence is reported when it is more likely than not that nothing in the translation
    corresponds to it, the surer the better its neighbours match. A whole missing passage is one finding. The place
    in the translation where it would stand is shown beside it. Without a source the reference is compared.
Limits
    A translator may fold a sentence into its neighbour: as long as its words are found there, nothing is said.
    Titles, credits, bylines and very short sentences are reported mildly or not at all. In a text of very few
    sentences hardly anything can be told. Where large parts have no counterpart, there is one finding that says so.
    A part that was moved is taken for missing where the aligner does not find it (see moved-paragraph).
Example
    language: en
    source-language: de
    source: Die Brücke über die Ilm wurde am 12. März 1998 eröffnet. Sie kostete 4,5 Millionen Mark. ⟦Der Architekt Anton Brehm starb noch vor der Einweihung in Weimar.⟧ Heute fahren täglich 8.200 Autos darüber.
    bad: The bridge across the Ilm was opened on 12 March 1998. It cost 4.5 million marks. Today 8,200 cars cross it every day.
    good: The bridge across the Ilm was opened on 12 March 1998. It cost 4.5 million marks. The architect Anton Brehm died in Weimar before the inauguration. Today 8,200 cars cross it every day.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.checks import Check
from checker.lang.unmatched import Unmatched, bulk, unmatched
from checker.model import Article, Hit, Passage, Severity, Side, Span


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields what the source, or else the reference, says and the translation does not."""
    witness = Side.SOURCE if article.source is not None else Side.REFERENCE
    runs = unmatched(article, witness, Side.TARGET)
    most = bulk(article, witness, runs)
    if most is not None:
        yield _hit(
            most.longest,
            witness,
            f"About {most.share:.0%} of the {witness} has no counterpart in the translation ({most.count} of "
            f"{most.total} sentences): a large part is missing, or the two texts do not belong together. Shown is the "
            f"longest such passage.",
            0.9,
        )
        return
    for run in runs:
        yield _hit(run, witness, _message(run.sentences, witness), run.confidence)


def _message(sentences: Sequence[object], witness: Side) -> str:
    if len(sentences) == 1:
        return f"Nothing in the translation corresponds to this sentence of the {witness}."
    return f"Nothing in the translation corresponds to these {len(sentences)} sentences of the {witness}."


def _hit(run: Unmatched, witness: Side, message: str, confidence: float) -> Hit:
    lost = Span(run.sentences[0].span.start, run.sentences[-1].span.end)
    beside = run.before or run.after
    if witness is Side.SOURCE:
        related = (Passage(Side.TARGET, beside.span),) if beside else ()
        where = " It would stand after the passage shown." if run.before else ""
        return Hit(lost, message + (where if beside else ""), witness, related, confidence=confidence)
    place = beside.span if beside else Span(0, 0)
    where = f"Between this sentence and the next something is missing that the {witness} has. "
    return Hit(place, where + message, Side.TARGET, (Passage(witness, lost),), confidence=confidence)


CHECK = Check(
    name="missing-sentence",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("witness",),
)
