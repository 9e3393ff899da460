"""A sentence breaks off before its end.

Why it matters
    "The minister resigned after the" leaves the reader without the point, and everybody sees that nobody read the
    text. Translation engines stop in the middle of long sentences.

What it looks at
    How each sentence stops: in a word that no sentence of the language can end in (an article, a conjunction), in one
    that seldom ends any, in a comma, a hyphen or an opening mark, in half a word, without a mark at all, or, where the
    verb comes last, without its verb. Beside it the last words of the source, or of the reference: whether the
    translation says them, as the embedding that ships with the package sees it, and whether it is too short. The
    sum becomes the confidence. Alone, only what cannot end a sentence counts.

Limits
    Headlines, list items, captions and verse are left alone unless the other text has a full sentence there, and so is
    what ends in an ellipsis, a dash or a colon. An item of a list needs no mark, and what a relative clause or an
    infinitive strands ("options to choose from") needs more evidence. Beside a language that the embedding does not
    read, only what cannot end a sentence counts. A sentence that breaks off and still ends like a sentence, with a
    full stop after a noun, is for missing-text; one that goes on behind a stray full stop is for torn-sentence.

Example
    language: en
    source-language: de
    source: Die Ministerin trat zurück, nachdem die Zeitung ihre Briefe an den Bauunternehmer veröffentlicht hatte.
    bad: The minister resigned after the newspaper published her letters to ⟦the⟧.
    good: The minister resigned after the newspaper published her letters to the builder.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.lang.truncation import Truncation, truncations
from checker.model import Article, Hit, Severity


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each target sentence that more likely breaks off than not, on its last word."""
    return map(_hit, truncations(article))


def _hit(found: Truncation) -> Hit:
    sentence, (stop, start, end, _) = found.sentence, found.ending
    message = f"The sentence breaks off: {stop.value} “{sentence.prose[start:end].strip()}”."
    if found.unsaid is not None:
        message += f" The {found.unsaid.side} goes on."
    return Hit(
        sentence.at(start, end),
        message,
        related=(found.unsaid,) if found.unsaid else (),
        confidence=found.chance,
    )


CHECK = Check(
    name="truncated-sentence",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("facts:closed",),
)
