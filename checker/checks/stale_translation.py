"""The source has changed since a revision, and its translation has not.

Why it matters
    An article is corrected after it was translated: a figure, a name, a sentence that was taken back. The translation
    goes on saying what the source said before, and nobody sees it, for each text is sound by itself.
What it looks at
    The earlier texts of both files, which git is asked for with `--changed-since REVISION`; without it nothing is said.
    A sentence of the source is new where its words did not stand in the source's earlier text. Where all that
    translates it already stood in the translation then, the translation is shown, and beside it the new sentence.
Limits
    A change that the translation need not follow is reported, too: a slip of the pen corrected, a word made plainer.
    That is why it is minor; dismiss it once, and it stays dismissed until either sentence changes. Marks, case and
    spaces do not count as changes. A sentence moved within the text is not new. Sentences that were taken out, or put
    in without a counterpart, are those of missing-sentence and added-sentence. A file that git did not have then, under
    this name or one that it was renamed from, is wholly new, and nothing is said of it.
Example
    language: en
    source-language: de
    source: Der Vertrag läuft bis 2031. Die Brücke wird im Mai gesperrt.
    former-source: Der Vertrag läuft bis 2031. Die Brücke wird im April gesperrt.
    former-target: The contract runs until 2031. The bridge will be closed in April.
    bad: The contract runs until 2031. ⟦The bridge will be closed in April.⟧
    good: The contract runs until 2031. The bridge will be closed in May.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.checks import Check
from checker.lang.former import Former
from checker.model import Article, Bead, Document, Hit, Passage, Sentence, Severity, Side, Span

LEAST_CONFIDENCE = 0.5
"""A bead that the aligner is less sure of is not judged: what is said to be stale may translate something else."""


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields the translation of each source sentence that is new, where the translation is not."""
    source, target = _former(article.source), _former(article.target)
    if source is None or target is None:
        return
    for bead in article.beads:
        new = [sentence for sentence in bead.side(Side.SOURCE) if not source.held(sentence.prose)]
        if new and _stale(bead, target):
            yield _hit(bead, new)


def _former(document: Document | None) -> Former | None:
    change = None if document is None else document.change
    return None if change is None or change.former is None else Former(change.former)


def _stale(bead: Bead, target: Former) -> bool:
    sure = bead.confidence >= LEAST_CONFIDENCE
    return sure and bool(bead.target) and all(target.held(sentence.prose) for sentence in bead.target)


def _hit(bead: Bead, new: Sequence[Sentence]) -> Hit:
    revision = new[0].document.change.revision if new[0].document.change else ""
    sentences = "sentence has" if len(new) == 1 else "sentences have"
    return Hit(
        Span(bead.target[0].span.start, bead.target[-1].span.end),
        f"The source {sentences} changed since {revision}, and the translation has not: see whether it still says the "
        f"same.",
        related=tuple(Passage(Side.SOURCE, sentence.span) for sentence in new),
    )


CHECK = Check(
    name="stale-translation",
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("source",),
)
