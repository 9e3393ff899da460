"""A sentence of the translation has no counterpart in the source.

Why it matters
    What the author never said is put into the author's mouth. Language models add explanations, closing remarks and
    inventions of their own; leftovers of another text stay behind when passages are copied.
What it looks at
    The alignment. Source and translation are put side by side by their words and what these mean, numbers,
    names, lengths and paragraphs; a sentence of the translation is reported when it is more likely than not that nothing in the source
    corresponds to it, the surer the better its neighbours match. A whole added passage is one finding. Without a
    source the reference is compared; with both, a counterpart in the reference counts for the sentence.
Limits
    A translator may split a sentence: as long as its parts are found together in the source, nothing is said.
    Titles, credits, bylines and very short sentences are reported mildly or not at all. In a text of very few
    sentences hardly anything can be told. Where large parts have no counterpart, there is one finding that says so.
    A part that was moved is taken for added where the aligner does not find it (see moved-paragraph).
Example
    language: en
    source-language: de
    source: Die Brücke über die Ilm wurde am 12. März 1998 eröffnet. Sie kostete 4,5 Millionen Mark. Heute fahren täglich 8.200 Autos darüber.
    bad: The bridge across the Ilm was opened on 12 March 1998. It cost 4.5 million marks. ⟦I hope that this short overview answers all of your questions about bridges.⟧ Today 8,200 cars cross it every day.
    good: The bridge across the Ilm was opened on 12 March 1998. It cost 4.5 million marks. Today 8,200 cars cross it every day.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.lang.unmatched import WITHOUT_REFERENCE, Unmatched, bulk, unmatched
from checker.model import Article, Hit, Passage, Severity, Side, Span


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields what the translation says and the source, or else the reference, does not."""
    witness = Side.SOURCE if article.source is not None else Side.REFERENCE
    runs = unmatched(article, Side.TARGET, witness)
    most = bulk(article, Side.TARGET, runs)
    if most is not None:
        yield _hit(
            most.longest,
            witness,
            f"About {most.share:.0%} of the translation has no counterpart in the {witness} ({most.count} of "
            f"{most.total} sentences): the two texts may not belong together. Shown is the longest such passage.",
            0.9,
        )
        return
    vouched = _vouched(article) if witness is Side.SOURCE and article.reference is not None else {}
    for run in runs:
        doubt = min(vouched.get(sentence.span, 1.0) for sentence in run.sentences)
        count = len(run.sentences)
        what = "this sentence" if count == 1 else f"these {count} sentences"
        message = f"Nothing in the {witness} corresponds to {what} of the translation."
        yield _hit(run, witness, message, run.confidence * (0.4 + 0.6 * doubt))


def _vouched(article: Article) -> dict[Span, float]:
    """Of each target sentence, the probability that the reference does not have it either."""
    return {
        measure.span: measure.value
        for bead in article.beads
        for measure in bead.word_measures.get(WITHOUT_REFERENCE, ())
    }


def _hit(run: Unmatched, witness: Side, message: str, confidence: float) -> Hit:
    added = Span(run.sentences[0].span.start, run.sentences[-1].span.end)
    beside = run.before or run.after
    related = (Passage(witness, beside.span),) if beside else ()
    return Hit(added, message, Side.TARGET, related, confidence=confidence)


CHECK = Check(
    name="added-sentence",
    category="accuracy/addition",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("witness",),
)
