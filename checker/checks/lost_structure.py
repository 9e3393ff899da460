"""A heading, a list, a table, a link or a block of code of the source is not one in the translation.

Why it matters
    The words are there, and the reader can no longer scan them: steps run together in a paragraph, a heading is lost
    among sentences, a link cannot be clicked.
What it looks at
    Texts whose format marks their structure, as Markdown does: what faces a heading, the items of a list and the cells
    of a table of the source; how many links and images a passage has; and how many blocks of code the text has.
Limits
    Plain text is left alone, for its blocks are guesses. Items that were joined or split within a list stay silent, and
    so does a link that stands in the sentence before or after. Where the words themselves are missing,
    missing-sentence says so; where a link leads is compared by changed-literal.
Example
    language: fr
    source-language: en
    format: markdown
    source: # Nets\\n\\nBefore you begin, take:\\n\\n- a needle\\n- a knife\\n\\nThen mend the net.
    bad: # Filets\\n\\nAvant de commencer, prenez :\\n\\n⟦une aiguille\\n\\nun couteau⟧\\n\\nPuis réparez le filet.
    good: # Filets\\n\\nAvant de commencer, prenez :\\n\\n- une aiguille\\n- un couteau\\n\\nPuis réparez le filet.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.lang.structure import Flattened, Part, flattened, is_marked, lost_code, lost_links
from checker.model import Article, Hit, Passage, Severity, Side

_WHOLE = {Part.HEADING: 0.7, Part.LIST: 0.75, Part.TABLE: 0.75}
_SOME = 0.5
_HABIT = 3
"""From so many lost links on they are told once."""


def find(article: Article, options: None) -> Iterator[Hit]:
    """A hit for each heading, list or table that has become text, each lost block of code, each lost link."""
    if not is_marked(article.target) or not is_marked(article.source):
        return
    yield from (_flat(found) for found in flattened(article))
    for span in lost_code(article):
        message = "The translation does not have this block of code, or not as code."
        yield Hit(span, message, Side.SOURCE, confidence=0.7)
    lost = list(lost_links(article))
    for link in lost[:1] if len(lost) >= _HABIT else lost:
        what = "image" if link.image else "link"
        many = f" Nor are {len(lost) - 1} more." if len(lost) >= _HABIT else ""
        message = f"This {what} is not one in the translation.{many}"
        related = tuple(Passage(Side.SOURCE, other.span) for other in lost[1:6]) if many else ()
        yield Hit(link.span, message, Side.SOURCE, related, confidence=0.65)


def _flat(found: Flattened) -> Hit:
    message = f"The source has a {found.part} here; in the translation it is a paragraph like any other."
    if found.part is not Part.HEADING and not found.whole:
        message = f"The source goes on with its {found.part} here; in the translation this stands outside of it."
    return Hit(
        found.here,
        message,
        related=(Passage(Side.SOURCE, found.source),),
        confidence=_WHOLE[found.part] if found.whole else _SOME,
    )


CHECK = Check(
    name="lost-structure",
    category="design/structure",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("source",),
)
