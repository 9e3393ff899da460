"""A mark of the source's language stands where this language has its own.

Why it matters
    A full-width comma in a French sentence, a Latin question mark in an Arabic one or „ “ around an English word look
    like a slip of the machine, break lines in the wrong place, and in Greek change what is said.

What it looks at
    Marks of another script than the text's, beside its own words: ，。！？、 in Latin or Cyrillic, ، ؟ outside Arabic
    script, । outside Indic ones, the Greek question mark, digits of another script, the dot between names. ASCII
    commas and question marks between words of Arabic, Chinese, Japanese, Greek, or a full stop for a danda, where the
    article otherwise sets its own. Inverted Spanish marks in other languages. Whole pairs of quotation marks that the
    source's language uses and this one does not.

Limits
    Words of another script keep their own marks. Where the article always writes so, more than a few times, it is
    taken as its habit, but for marks of another script, which are reported once. Pairs whose ends do not fit are for
    mixed-quotes, spaces for stray-space and doubled-space, decimal marks for number-mismatch.

Example
    language: en
    source-language: zh
    source: 老桥五月关闭了，人们还在等。
    bad: The old bridge was closed in May⟦，⟧ and people are still waiting.
    good: The old bridge was closed in May, and people are still waiting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from checker.checks import Check
from checker.lang.foreign_marks import ForeignMark, OwnMarks, ascii_marks, foreign_marks, own_marks
from checker.lang.pairing import Pair, blocks, shifted
from checker.lang.punctuation import Delimiters, Punctuation, punctuation
from checker.lang.quotes import STRAIGHT, fits, read_quotes
from checker.model import Article, Document, Hit, Passage, Severity, Side, Span

_FEW = 3
"""So many of a kind, and no other, are not yet a habit."""

_OFTEN = 3
"""How many times as many pairs of its own an article has that uses tolerated ones by mistake."""

_LONGEST_SHOWN = 80  # code points: of a longer quote only its first mark is shown


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each foreign mark or pair, and one for what the whole article does."""
    own, facts = own_marks(article.target.language), punctuation(article.target.language)
    if own is None or facts is None:
        return
    yield from _marks(article.target, own, facts)
    yield from _quotes(article, facts)


def _marks(document: Document, own: OwnMarks, facts: Punctuation) -> Iterator[Hit]:
    kinds: dict[str, list[ForeignMark]] = defaultdict(list)
    plain: list[ForeignMark] = []
    for _, block, prose in blocks(document):
        start = block.span.start
        for mark in foreign_marks(prose, own, facts.openers):
            kind = prose[mark.start : mark.end] if not prose[mark.start].isdecimal() else "0"
            kinds[kind].append(mark._replace(start=mark.start + start, end=mark.end + start))
        plain += [one._replace(start=one.start + start, end=one.end + start) for one in ascii_marks(prose, own)]
    for _, alike in sorted(kinds.items()):
        if alike[0].other_script:
            yield from _foreign(document, alike)
        elif len(alike) <= _FEW:
            yield from (_hit(document, one, [one], 0.7) for one in alike)
    proper = sum(document.prose.count(mark) for mark in sorted(set(own.replaces.values())))
    if len(plain) <= _FEW or 5 * len(plain) < proper:
        yield from (_hit(document, one, [one], 0.7 if proper > len(plain) else 0.5) for one in plain)


def _foreign(document: Document, alike: list[ForeignMark]) -> Iterator[Hit]:
    """Marks of another script: one hit where there are many."""
    if len(alike) > 2 * _FEW:
        yield _hit(document, alike[0], alike, 0.8)
    else:
        yield from (_hit(document, one, [one], 0.85) for one in alike)


def _hit(document: Document, mark: ForeignMark, alike: list[ForeignMark], confidence: float) -> Hit:
    text = document.text[mark.start : mark.end]
    message = f"“{text}” belongs to another language's writing" + (
        f"; here “{mark.fix.strip()}” is written." if mark.fix and mark.fix.strip() else "."
    )
    if len(alike) > 1:
        message += f" The article does so {len(alike)} times."
    related = tuple(Passage(Side.TARGET, Span(one.start, one.end)) for one in alike[1:6])
    return Hit(Span(mark.start, mark.end), message, related=related, fix=mark.fix, confidence=confidence)


def _quotes(article: Article, facts: Punctuation) -> Iterator[Hit]:
    """Whole pairs of quotation marks that are the source's and not the target's."""
    if article.source is None:
        return
    theirs = punctuation(article.source.language)
    if theirs is None:
        return
    foreign, borrowed, native = [], [], 0
    for _, block, prose in blocks(article.target):
        pairs = read_quotes(prose, article.target.language).pairs
        for pair in pairs:
            marks = Delimiters(pair.open.text, pair.close.text)
            here = Pair(*(shifted(mark, block.span.start) for mark in pair))
            if _is_foreign(marks, facts, theirs):
                foreign.append(here)
            elif _is_borrowed(marks, facts, theirs, article.source, _is_nested(pair, pairs)):
                borrowed.append(here)
            else:
                native += marks in facts.quotes + facts.tolerated
    if len(foreign) <= _FEW or native >= len(foreign):
        yield from (_quote_hit(article.target, pair, facts, 0.75) for pair in foreign)
    if len(borrowed) <= _FEW and native >= _OFTEN * len(borrowed):
        yield from (_quote_hit(article.target, pair, facts, 0.5) for pair in borrowed)


def _is_foreign(marks: Delimiters, facts: Punctuation, theirs: Punctuation) -> bool:
    """Whether the pair is one of the source's language alone. What is half known is for mixed-quotes."""
    if marks.open in STRAIGHT or not fits(marks.open, marks.close) or marks not in theirs.quotes + theirs.tolerated:
        return False
    return not facts.opens(marks.open) and not facts.closes(marks.open)


def _is_borrowed(marks: Delimiters, facts: Punctuation, theirs: Punctuation, source: Document, nested: bool) -> bool:
    """Whether the pair is only tolerated, and either the source's or no quotation within one, which may differ."""
    if marks not in facts.tolerated or marks in facts.quotes or marks.open in STRAIGHT:
        return False
    opens_there = any(
        source.text[at + 1 : at + 2].isalnum() for at, sign in enumerate(source.text) if sign == marks.open
    )
    return marks == theirs.quotes[0] or opens_there or (not nested and fits(marks.open, marks.close))


def _is_nested(pair: Pair, pairs: Sequence[Pair]) -> bool:
    return any(one.open.end <= pair.open.start and pair.close.end <= one.close.start for one in pairs)


def _quote_hit(document: Document, pair: Pair, facts: Punctuation, confidence: float) -> Hit:
    whole = Span(pair.open.start, pair.close.end)
    usual, inside = facts.quotes[0], document.text[pair.open.end : pair.close.start]
    message = (
        f"The quotation marks {pair.open.text}{pair.close.text} are another language's; here "
        f"{usual.open}{usual.close} are written."
    )
    if whole.end - whole.start > _LONGEST_SHOWN:
        return Hit(Span(pair.open.start, pair.open.end), message, fix=usual.open, confidence=confidence)
    space = "\N{NARROW NO-BREAK SPACE}" if usual.open in facts.spaced_quotes else ""
    return Hit(whole, message, fix=usual.open + space + inside.strip() + space + usual.close, confidence=confidence)


CHECK = Check(
    name="foreign-punctuation",
    category="locale/punctuation",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("facts:own-marks",),
)
