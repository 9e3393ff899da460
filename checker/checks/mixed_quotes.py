"""The two marks of a quote do not belong together, or a space stands inside them.

Why it matters
    “ Genocide" is seen at once as carelessness, and the wrong mark makes software and readers lose the end of the
    quote.

What it looks at
    The pairs of each paragraph: an opening mark closed by a mark of another style (“ by ", „ by ”), an opening mark
    used to close, a closing mark used to open, and a space after the opening or before the closing mark, where the
    language has none. French may have it, and so may the pairs of other languages, if whole. A habit that the
    whole article keeps is reported once.

Limits
    A whole pair of another language („word“ in an English text) is left alone: it may be quoted as it was printed.
    Whether a language's usual pair is used is not judged.

Example
    language: en
    bad: The court heard the case on charges of ⟦“ Arson"⟧.
    good: The court heard the case on charges of “Arson”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from checker.checks import Check
from checker.lang.pairing import Pair, blocks, is_habit, shifted, unmask
from checker.lang.punctuation import SPACES, Punctuation, punctuation
from checker.lang.quotes import STRAIGHT, fits, read_quotes
from checker.lang.single_quotes import read_single_quotes
from checker.lang.writing import writing
from checker.model import Article, Document, Hit, Passage, Severity, Side, Span

_LONGEST_SHOWN = 80  # code points: of a longer quote only the wrong end is marked


class _Flaw(NamedTuple):
    """A pair with something wrong: other marks than these should stand at its ends, or no space inside."""

    pair: Pair
    wanted: tuple[str, str]
    space_after: bool
    space_before: bool

    @property
    def kind(self) -> tuple[str, str]:
        marks = (self.pair.open.text, self.pair.close.text)
        return marks if marks != self.wanted else ("", "")


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each faulty pair of the target, and one for a fault that is the article's habit."""
    facts = punctuation(article.target.language)
    if facts is None:
        return
    pairs, flaws = _read(article.target, facts)
    script = writing(article.target.language)
    spaced = script is None or script.spaced  # without word spaces nobody types one inside a quote: three are a habit
    kinds: dict[tuple[str, str], list[_Flaw]] = defaultdict(list)
    for flaw in flaws:
        kinds[flaw.kind].append(flaw)
    for kind, alike in kinds.items():
        if is_habit(len(alike), pairs if spaced or kind != ("", "") else 0):
            yield _hit(article.target, alike[0], alike)
        else:
            yield from (_hit(article.target, flaw, [flaw]) for flaw in alike)


def _read(document: Document, facts: Punctuation) -> tuple[int, list[_Flaw]]:
    """How many pairs there are, and the faulty ones."""
    count, flaws = 0, []
    for _, block, prose in blocks(document):
        doubles, singles = read_quotes(prose, document.language), read_single_quotes(prose, document.language)
        count += len(doubles.pairs)
        sure = not doubles.unclosed and not doubles.unopened
        found = [_double_flaw(prose, pair, facts, sure) for pair in doubles.pairs]
        found += [_single_flaw(prose, pair, facts) for pair in singles.pairs]
        flaws += [
            flaw._replace(pair=Pair(*(shifted(mark, block.span.start) for mark in flaw.pair))) for flaw in found if flaw
        ]
    return count, sorted(flaws, key=lambda flaw: flaw.pair.open.start)


def _double_flaw(prose: str, pair: Pair, facts: Punctuation, sure: bool) -> _Flaw | None:
    opening, closing = pair.open.text, pair.close.text
    usual = [pair.open for pair in facts.quotes]
    inside, _ = unmask(prose[pair.open.end : pair.close.start])
    spaced = opening in facts.spaced_quotes or not inside.strip() or not (sure or opening not in STRAIGHT)
    spaced = spaced or (
        opening + closing == "«»" and opening not in usual and inside[0] in SPACES and inside[-1] in SPACES
    )
    after = not spaced and inside[0] in SPACES
    before = not spaced and inside[-1] in SPACES
    if _matched(opening, closing, facts):
        wanted = (opening, closing)
        return _Flaw(pair, wanted, after, before) if after or before else None
    return _Flaw(pair, _wanted(opening, closing, facts), after, before)


def _matched(opening: str, closing: str, facts: Punctuation) -> bool:
    if closing in facts.closers(opening):
        return True
    known = facts.opens(opening) or facts.closes(opening)
    return not known and fits(opening, closing)


def _wanted(opening: str, closing: str, facts: Punctuation) -> tuple[str, str]:
    """The marks that should stand there: the curled end is trusted, since it was chosen."""
    pairs = facts.quotes + facts.tolerated
    if opening not in STRAIGHT and facts.opens(opening):
        return opening, facts.closers(opening)[0]
    for pair in pairs:
        if closing not in STRAIGHT and pair.close == closing:
            return pair.open, closing
    return pairs[0].open, pairs[0].close


def _single_flaw(prose: str, pair: Pair, facts: Punctuation) -> _Flaw | None:
    """‘word': an apostrophe closes, in a short stretch where it can be nothing else."""
    inside = prose[pair.open.end : pair.close.start]
    if pair.open.text not in "‘‚" or pair.close.text != "'" or len(inside) > 60 or inside.endswith("s"):
        return None
    return _Flaw(pair, (pair.open.text, facts.closers(pair.open.text)[0]), False, False)


def _hit(document: Document, flaw: _Flaw, alike: list[_Flaw]) -> Hit:
    pair = flaw.pair
    span = _span(document, flaw)
    inside = document.text[pair.open.end : pair.close.start]
    inside = inside.lstrip(SPACES) if flaw.space_after else inside
    inside = inside.rstrip(SPACES) if flaw.space_before else inside
    if flaw.wanted[1] != pair.close.text and inside[:1] in SPACES and not flaw.space_after:
        inside = inside.rstrip(SPACES) + inside[:1]  # a mark that has its space, as in French, is answered by one
    whole = span == Span(pair.open.start, pair.close.end)
    if whole:
        fix = flaw.wanted[0] + inside + flaw.wanted[1]
    else:
        fix = flaw.wanted[0] if span.start == pair.open.start else flaw.wanted[1]
    habit = f" The article does so {len(alike)} times." if len(alike) > 1 else ""
    related = tuple(Passage(Side.TARGET, _span(document, other)) for other in alike[1:6])
    return Hit(span, _message(flaw) + habit, related=related, fix=fix, confidence=0.5 if habit else 0.8)


def _span(document: Document, flaw: _Flaw) -> Span:
    pair = flaw.pair
    wrong_open = flaw.space_after or pair.open.text != flaw.wanted[0]
    wrong_close = flaw.space_before or pair.close.text != flaw.wanted[1]
    if pair.close.end - pair.open.start <= _LONGEST_SHOWN or (wrong_open and wrong_close):
        return Span(pair.open.start, pair.close.end)
    text = document.text
    if wrong_open:
        rest = text[pair.open.end : pair.close.start]
        return Span(pair.open.start, pair.open.end + (len(rest) - len(rest.lstrip(SPACES)) if flaw.space_after else 0))
    rest = text[pair.open.end : pair.close.start]
    return Span(pair.close.start - (len(rest) - len(rest.rstrip(SPACES)) if flaw.space_before else 0), pair.close.end)


def _message(flaw: _Flaw) -> str:
    opening, closing = flaw.pair.open.text, flaw.pair.close.text
    if (opening, closing) != flaw.wanted:
        text = f"The quote opens with {opening} and closes with {closing}, which are no pair in this language"
        return text + (", and a space stands inside it." if flaw.space_after or flaw.space_before else ".")
    return f"A space stands inside the quote {opening}{closing}, where this language writes none."


CHECK = Check(
    name="mixed-quotes",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("facts:punctuation",),
)
