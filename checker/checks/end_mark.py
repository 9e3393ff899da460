"""A sentence ends in another mark than its source, or in none.

Why it matters
    A question that ends in a full stop is read as a claim, and a claim with a question mark as a doubt. A paragraph
    that stops without a mark looks cut off.

What it looks at
    The last mark of a sentence and of the source's, by what each language uses: ? ؟ ？ and the Greek ;, the stop, the
    danda, the exclamation mark; and whether its words ask, by the question words and particles of both languages.
    A paragraph without an end mark, where the source has one or all other paragraphs do; a sentence that begins right
    behind another, where the source has two. In Spanish also an inverted
    mark that is never closed, and one that is missing where the article sets them. A habit of the whole article is
    reported once.

Limits
    An exclamation mark that became a full stop is the translator's right, and so is a rhetorical question made a
    statement: where no word of the translation asks, the finding is an unsure one. Tag questions, indirect questions,
    quotations that moved, headlines, bylines and list items are left alone, as are Japanese, Chinese, Korean and
    Turkish sentences that end in a particle that asks. Several paragraphs without a mark close to each other are a
    list.

Example
    language: de
    source-language: en
    source: When will the bridge be opened? Nobody knows the day.
    bad: Wann wird die Brücke eröffnet⟦.⟧ Niemand kennt den Tag.
    good: Wann wird die Brücke eröffnet? Niemand kennt den Tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from checker.checks import Check
from checker.lang.endings import ends_prose, heads_article, is_headline, is_listed, is_prose, marks_ends
from checker.lang.inverted import lone_marks
from checker.lang.length import length_in_words
from checker.lang.pairing import blocks, is_habit
from checker.lang.punctuation import punctuation
from checker.lang.questions import CALLING, EndMark, Kind, Questions, asking_marks, end_mark, questions
from checker.lang.run_on import run_ons, seams
from checker.lang.truncation import truncations
from checker.model import MARKUP, Article, Bead, BlockKind, Document, Hit, Passage, Sentence, Severity, Side, Span

_SURE = 0.5  # the aligner's confidence below which a bead is not read
_FEW, _TAG, _FIRST = 3, 3, 3  # words of an exclamation or answer; of a tag question; of the beginning of a question
_RULE = 4  # paragraphs that end in a mark, where the rule is the text's own
_NEAR = 3  # blocks from one item of a list without a mark to the next
_CLAUSE = regex.compile(r"[,،、，–—-]\s*(?=[^,،、，–—]*$)")
_TITLES = (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.TABLE_CELL)


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each mark that is another one than the source's, is missing, or has lost its partner."""
    known = questions(article.target.language)
    if known is None:
        return
    inverted = list(_inverted(article.target))
    taken = {hit.span for hit in inverted}
    for bead in article.beads:
        yield from _run_on(bead)
        hit = _compared(article, bead, known)
        if hit is not None and hit.span not in taken:
            yield hit
    yield from inverted
    yield from _missing(article, known)


def _compared(article: Article, bead: Bead, known: Questions) -> Hit | None:
    """The hit of one sentence beside one sentence of the source."""
    if len(bead.target) != 1 or len(bead.source or ()) != 1 or bead.confidence < _SURE or not bead.source:
        return None
    target, source = bead.target[0], bead.source[0]
    if target.kind in _TITLES or source.kind in _TITLES:
        return None
    here, there = end_mark(target.prose, target.language), end_mark(source.prose, source.language)
    if (there.kind, here.kind) == (Kind.QUESTION, Kind.STATEMENT):
        confidence = _asked(target, source, here, known)
    elif (there.kind, here.kind) == (Kind.STATEMENT, Kind.QUESTION):
        confidence = _stated(target, source, there)
    elif (there.kind, here.kind) == (Kind.STATEMENT, Kind.EXCLAMATION):
        calm = article.source is not None and not any(mark in article.source.prose for mark in CALLING)
        confidence = 0.45 if calm and not here.closed and not there.closed else 0.0
    else:
        return None
    if not confidence:
        return None
    message = f"The source is {there.kind.value} here, and the translation ends as {here.kind.value}."
    fix = known.mark if there.kind is Kind.QUESTION else None
    return Hit(
        target.at(here.start, here.end),
        message,
        related=(Passage(Side.SOURCE, source.at(there.start, there.end)),),
        fix=fix,
        confidence=confidence,
    )


def _run_on(bead: Bead) -> Iterator[Hit]:
    """The places where a sentence begins and the mark before it is gone, in a bead whose source has more sentences."""
    if bead.source is None or len(bead.source) <= len(bead.target) or bead.confidence < _SURE:
        return
    if any(one.kind in _TITLES for one in bead.source):
        return  # a heading that ran into its text is for lost-structure
    found = [(one, span) for one in bead.target for span in run_ons(one.prose, one.language)]
    if len(found) != len(bead.source) - len(bead.target):
        found = [(bead.target[0], span) for span in seams(bead.target[0], bead.source)] if len(bead.target) == 1 else []
    for one, (start, end) in found:
        related = tuple(Passage(Side.SOURCE, there.span) for there in bead.source)
        message = "A new sentence begins behind this word, and no mark ends the one before; the source has one."
        yield Hit(one.at(start, end), message, related=related, fix=one.prose[start:end] + _stop(one), confidence=0.8)


def _asked(target: Sentence, source: Sentence, here: EndMark, known: Questions) -> float:
    """How surely a statement should be a question, as its source is; 0 where it may stand."""
    text = target.prose[: here.start]
    if _holds(text, asking_marks(target.language)) or known.ends_in_particle(text.replace(MARKUP, "")):
        return 0.0
    if length_in_words(target.prose) < _FEW or _tagged(source):
        return 0.0
    return 0.8 if known.has_word(text, _FIRST) else 0.5


def _stated(target: Sentence, source: Sentence, there: EndMark) -> float:
    """How surely a question should be a statement, as its source is; 0 where it may stand."""
    asks = questions(source.language)
    text = source.prose[: there.start]
    if asks is None or _holds(text, asking_marks(source.language)) or asks.ends_in_particle(text.replace(MARKUP, "")):
        return 0.0
    if length_in_words(source.prose) < _FEW:
        return 0.0
    return 0.4 if asks.has_word(text) or _tagged(target) else 0.75


def _holds(text: str, marks: str) -> bool:
    return any(mark in text for mark in marks)


def _tagged(sentence: Sentence) -> bool:
    """Whether a question is asked by a few words behind a comma: "..., isn't it?"."""
    clauses = _CLAUSE.split(sentence.prose, maxsplit=1)
    return len(clauses) > 1 and length_in_words(clauses[-1]) <= _TAG


def _missing(article: Article, known: Questions) -> Iterator[Hit]:
    """Paragraphs without an end mark that should have one; one hit where the article never sets any."""
    sentences = article.sentences[Side.TARGET]
    beads = {bead.target[-1].index: bead for bead in article.beads if bead.target}
    rule = marks_ends(article.target, sentences, _RULE)
    last = {one.block: one for one in sentences}.values()
    bare = [one for one in last if _is_bare(one)]
    found = [hit for one in bare if (hit := _unmarked(article, one, beads.get(one.index), rule, known)) is not None]
    if not found:
        return
    broken = {one.sentence.index for one in truncations(article)}
    kept = [hit for one, hit in found if one.index not in broken and not _in_list(one, found)]
    if kept and is_habit(len(kept), len(last)) and len(last) > 1:
        yield Hit(kept[0].span, kept[0].message, kept[0].side, kept[0].related, kept[0].fix, 0.4)
    else:
        yield from kept


def _in_list(sentence: Sentence, found: Sequence[tuple[Sentence, Hit]]) -> bool:
    """Whether others near have lost their mark as well: items of a list, which this text ends without one."""
    return any(0 < abs(other.block - sentence.block) <= _NEAR for other, _ in found)


def _is_bare(sentence: Sentence) -> bool:
    """Whether a sentence ends in a letter or digit."""
    text = sentence.prose.replace(MARKUP, "").rstrip()
    return bool(regex.search(r"[\p{L}\p{M}\p{N}%]$", text))


def _unmarked(
    article: Article, sentence: Sentence, bead: Bead | None, rule: bool, known: Questions
) -> tuple[Sentence, Hit] | None:
    """The hit of the last sentence of a block that has no mark; None where it needs none."""
    mark, confidence = "", 0.65
    related: tuple[Passage, ...] = ()
    if article.source is None or bead is None or not bead.source:
        if not rule or not ends_prose(sentence) or heads_article(sentence):
            return None
        message = "The paragraph ends without a mark, and the others do not."
    else:
        source = bead.source[-1]
        there = end_mark(source.prose, source.language)
        if there.kind not in (Kind.QUESTION, Kind.STATEMENT, Kind.EXCLAMATION) or bead.confidence < _SURE:
            return None
        if not _is_paragraph(sentence, source) or not (rule or is_prose(sentence) or len(article.target.blocks) == 1):
            return None
        if is_listed(sentence):
            return None
        mark = known.mark if there.kind is Kind.QUESTION else ""
        related = (Passage(Side.SOURCE, source.at(there.start, there.end)),)
        confidence = 0.8
        message = "The sentence ends without a mark, and the source has one."
    start, end = _last_word(sentence)
    fix = sentence.prose[start:end] + (mark or _stop(sentence))
    return sentence, Hit(sentence.at(start, end), message, related=related, fix=fix, confidence=confidence)


def _is_paragraph(sentence: Sentence, source: Sentence) -> bool:
    """Whether a sentence ends a paragraph there, and is no headline here."""
    if source.kind is not BlockKind.PARAGRAPH or sentence.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL):
        return False
    block = source.document.blocks[source.block]
    if source.document.prose[source.span.end : block.span.end].strip():
        return False
    return not is_headline(sentence)


def _last_word(sentence: Sentence) -> tuple[int, int]:
    text = sentence.prose
    end = len(text.rstrip(" \t\r\n" + MARKUP))
    script = regex.compile(r"(?r)[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]{1,2}|[\p{L}\p{M}\p{N}%]+")
    found = script.search(text, 0, end)
    return (found.start(), end) if found else (end - 1, end)


def _stop(sentence: Sentence) -> str:
    """The full stop that the text uses most, or the usual one of its language."""
    facts = punctuation(sentence.language)
    usual = [mark for mark in (facts.sentence_end if facts else ".") if mark in ".。।۔"] or ["."]
    return max(usual, key=sentence.document.prose.count)


def _inverted(document: Document) -> Iterator[Hit]:
    """Inverted marks without a partner, and marks without theirs; one hit where the article sets none."""
    facts = punctuation(document.language)
    if facts is None or not _holds("¿¡", facts.openers or "-"):
        return
    lone = [
        (Span(mark.start + block.span.start, mark.end + block.span.start), mark.opening)
        for _, block, prose in blocks(document)
        for mark in lone_marks(prose)
    ]
    for span in (span for span, opening in lone if opening):
        yield Hit(span, "The inverted mark opens what no mark closes.", confidence=0.75)
    missing = [span for span, opening in lone if not opening]
    asked = sum(document.prose.count(mark) for mark in "?!")
    habit = is_habit(len(missing), asked)
    for span in missing[:1] if habit else missing:
        again = f" The article does so {len(missing)} times." if habit else ""
        message = "The inverted mark is missing that should open this question or exclamation." + again
        yield Hit(span, message, confidence=0.4 if habit else 0.7)


CHECK = Check(
    name="end-mark",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("facts:questions",),
)
