"""The two texts do not belong together: the source is not what was translated.

Why it matters
    One wrong path in a build, and every sentence of an article is compared with another article. A tool that then
    reports a hundred missing sentences and wrong numbers says nothing; this one says what happened.
What it looks at
    Whether the sentences that were put side by side are more alike in meaning, by the model that ships with the
    package, than sentences taken at random from the two texts. Texts that belong together differ from chance in
    every language pair of the model, by far; texts that do not, never do.
Limits
    Needs at least five sentences, in languages that the model knows. Two reports on the same event, or two versions
    of one text, are not told apart. When it speaks, all else is judged by the translation alone.
Example
    language: en
    source-language: de
    source: Der Bäcker öffnet um sechs Uhr. Seine Frau verkauft Brot und Kuchen. Am Abend zählen sie das Geld.
        Die Kinder schlafen schon. Morgen ist Sonntag, und der Laden bleibt zu.
    bad: ⟦The volcano erupted on Monday night.⟧ Scientists had warned of the gas for weeks. Ash fell on three
        villages near the coast. The airport was closed to all flights. Nobody was injured, the army reported.
    good: The baker opens at six o'clock. His wife sells bread and cakes. In the evening they count the money.
        The children are already asleep. Tomorrow is Sunday, and the shop stays closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from checker.checks import Check
from checker.model import Article, Hit, Passage, Severity, Side

_FEWEST = 5
"""Beads that must be there: fewer may be unlike by chance."""
_ALIKE, _CONTRAST = 0.20, 0.12
"""Medians that texts of one article exceed. In 160 pairs of right and of wrong news articles in eight languages with
English, the right ones had at least .30 and .17, the wrong ones at most .18 and .10."""


def find(article: Article, options: None) -> Iterator[Hit]:
    """One hit on the first sentence, or none."""
    told = [
        (bead.measures["similarity"], bead.measures["similarity-elsewhere"])
        for bead in article.beads
        if "similarity" in bead.measures and "similarity-elsewhere" in bead.measures
    ]
    if len(told) < _FEWEST:
        return
    alike = median(similarity for similarity, _ in told)
    contrast = median(similarity - elsewhere for similarity, elsewhere in told)
    if alike >= _ALIKE or contrast >= _CONTRAST:
        return
    first = article.sentences[Side.TARGET][0]
    yield Hit(
        span=first.span,
        message="The source is not the text that was translated: sentence by sentence, the two speak of different "
        "things. Give the right source; what follows was judged by the translation alone.",
        related=(Passage(Side.SOURCE, article.sentences[Side.SOURCE][0].span),),
        confidence=0.95 if len(told) > 2 * _FEWEST else 0.8,
    )


CHECK = Check(
    name="wrong-document",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    reads="article",
    find=find,
    needs=("source", "measure:similarity"),
    settles=True,
)
