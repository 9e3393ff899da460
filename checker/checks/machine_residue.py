"""Words of the machine, and not of the author: what a program said around the translation, and its own tokens.

Why it matters
    "Sure! Here is the translation:" above an article, or a <unk> within it, tells every reader that nobody has read
    the text before it was published.
What it looks at
    Announcements of a translation, or of its next part, where a block begins; offers of more help where the article
    ends; a machine that says it cannot translate; remarks on its own choices ("Note: I kept the name"), in the target's
    language, the source's and English. Control tokens and marks of word pieces, tags of languages (>>fr<<, __en__,
    <2de>), tags of prompts and roles, and a fence of code around the whole text. What the source says too stays silent,
    as do code, quotations, and texts that speak of tokens as such.
Limits
    Offers without a word for translation are told only beside a source that has nothing like them. Remarks inside a
    paragraph are told only in brackets, and labels of translator's notes are left alone. In a text that stands alone a
    refusal counts only at its beginning and its end.
Example
    language: en
    source-language: fr
    source: Le pont a été fermé en mai.\\n\\nPersonne n'a protesté.
    bad: ⟦Sure! Here is the English translation of the article:⟧\\n\\nThe bridge was closed in May.
        \\n\\nNobody ⟦<unk>⟧ protested.
    good: The bridge was closed in May.\\n\\nNobody protested.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex

from checker.checks import Check
from checker.lang.machine_tokens import MachineToken, machine_tokens
from checker.lang.pairing import unmask
from checker.lang.residue import QUOTES, Phrases, announcement, announces, bracketed, phrases, refuses, staged
from checker.lang.tags import base
from checker.model import Article, Bead, BlockKind, Hit, Passage, Sentence, Severity, Side, Span


@dataclass(frozen=True, slots=True)
class Options:
    """chat_languages: languages in which a program may speak beside those of the article."""

    chat_languages: tuple[str, ...] = ("en",)


_FENCE = regex.compile(r"\s*(?P<open>```+|~~~+)[\w-]*[ \t]*\r?\n(?P<inside>.*?)\r?\n(?P=open)\s*", regex.DOTALL)
_BRACKETED = regex.compile(r"[\[(（【［〔]")
_LINE = regex.compile(r"[^\r\n]+")
_HABIT = 3
"""So many tokens of a kind are reported once."""
_AROUND = 30
"""Code points beside a token in which a text that speaks of tokens says so."""
_ANNOUNCED = "This announces a translation: a program says it to its user, the article does not."
_OFFER = "This offers more help: a program says it to its user, the article does not."
_EDGE = 3
"""Sentences at the beginning and at the end of an article where a machine speaks of itself."""


def find(article: Article, options: Options) -> Iterator[Hit]:
    """One hit for each remark, each token, or each kind of token that stands everywhere."""
    yield from _fence(article)
    yield from _tokens(article)
    tags = [article.target.language, *([article.source.language] if article.source else []), *options.chat_languages]
    spoken = [said for tag in dict.fromkeys(map(base, tags)) if (said := phrases(tag))]
    told = list(_announcements(article, spoken)) + list(_remarks(article, spoken))
    spans = [hit.span for hit in told]
    yield from told
    between = [*_announcements_between(article, spoken), *_offers_between(article, spoken)]
    for hit in [*_refusals(article, spoken), *_offers(article, spoken), *between]:
        if not any(start < hit.span.end and hit.span.start < end for start, end in spans):
            spans.append(hit.span)
            yield hit


def _fence(article: Article) -> Iterator[Hit]:
    """Prose between fences that are all the article has."""
    match = _FENCE.fullmatch(article.target.text)
    if match is None or (article.source is not None and _FENCE.fullmatch(article.source.text)):
        return
    letters = sum(char.isalpha() or char.isspace() for char in match["inside"])
    if 5 * letters > 4 * len(match["inside"]) and "\n" not in match["open"]:
        line = Span(match.start("open"), match.start("inside"))
        span = Span(line.start, line.start + len(article.target.text[line.start : line.end].rstrip()))
        closing = Passage(Side.TARGET, Span(match.end("inside") + 1, match.end("inside") + 1 + len(match["open"])))
        yield Hit(span, "A fence of code stands around the whole text.", related=(closing,), confidence=0.85)


def _tokens(article: Article) -> Iterator[Hit]:
    target, source = article.target, article.source
    code = [block.span for block in target.blocks if block.kind is BlockKind.CODE]
    codes = {base(document.language) for document in (target, source) if document is not None}
    found: list[MachineToken] = []
    for line in _LINE.finditer(target.text):
        for token in machine_tokens(line.group(), target.prose[line.start() : line.end()], codes):
            placed = token._replace(start=token.start + line.start(), end=token.end + line.start())
            if not any(start <= placed.start < end for start, end in code) and not _spoken_of(article, placed):
                found.append(placed)
    for what, group in groupby(sorted(found, key=lambda one: one.what), key=lambda one: one.what):
        alike = list(group)
        if len(alike) >= _HABIT:
            yield _token_hit(alike, f"This is {what}, no word of a text. The article has {len(alike)} such tokens.")
        else:
            yield from (_token_hit([one], f"This is {what}, no word of a text.") for one in alike)


def _token_hit(alike: Sequence[MachineToken], message: str) -> Hit:
    related = tuple(Passage(Side.TARGET, Span(one.start, one.end)) for one in alike[1:6])
    return Hit(Span(alike[0].start, alike[0].end), message, related=related, confidence=0.9)


def _spoken_of(article: Article, token: MachineToken) -> bool:
    """Whether the source has the token, or words beside it say that the text is about tokens."""
    if article.source is not None:
        return token.text in article.source.text
    said = phrases(article.target.language)
    beside = article.target.text[max(0, token.start - _AROUND) : token.end + _AROUND]
    return said is not None and said.mention.search(beside) is not None


def _announcements(article: Article, spoken: Sequence[Phrases]) -> Iterator[Hit]:
    for index, block in enumerate(article.target.blocks):
        if block.kind is BlockKind.CODE:
            continue
        text, places = unmask(article.target.prose[block.span.start : block.span.end])
        found = next((span for said in spoken if (span := announcement(text, said))), None)
        if found is None and any(announces(text, said) for said in spoken) and _stands_alone(article, index):
            found = Span(0, len(text))
        if found is None or found.start == found.end:
            continue
        span = Span(block.span.start + places[found.start], block.span.start + places[found.end - 1] + 1)
        if not _source_speaks(article, span):
            yield Hit(span, _ANNOUNCED, confidence=0.9 if index == 0 or article.source else 0.75)


def _announcements_between(article: Article, spoken: Sequence[Phrases]) -> Iterator[Hit]:
    """Announcements with a colon at the beginning of a sentence within a block, beside a source without any."""
    before = -1
    for sentence in article.sentences[Side.TARGET] if article.source is not None else ():
        first, before = sentence.block != before, sentence.block
        if first or regex.search("[:：]", sentence.prose) is None:
            continue
        text, places = unmask(sentence.prose)
        found = next((span for said in spoken if (span := announcement(text, said))), None)
        if found is not None and found.start < found.end:
            span = sentence.at(places[found.start], places[found.end - 1] + 1)
            if not _source_speaks(article, span):
                yield Hit(span, _ANNOUNCED, confidence=0.7)


def _remarks(article: Article, spoken: Sequence[Phrases]) -> Iterator[Hit]:
    """Blocks that are a remark, and remarks in brackets within one."""
    message = "This remark is on how the text was translated: it is not the author's."
    confidence = 0.8 if article.source else 0.65
    for block in article.target.blocks:
        if block.kind is BlockKind.CODE:
            continue
        text, places = unmask(article.target.prose[block.span.start : block.span.end])
        if any(said.remark.match(text) and said.rendered.search(text) for said in spoken):
            if not _source_speaks(article, block.span):
                yield Hit(block.span, message, confidence=confidence)
            continue
        remarks = {span for said in spoken for span in bracketed(text, said)}
        if article.source is not None:
            remarks |= {span for said in spoken for span in staged(text, said)}
        for start, end in sorted(remarks):
            span = Span(block.span.start + places[start], block.span.start + places[end - 1] + 1)
            if not _source_speaks(article, span) and not _in_brackets(article, span):
                yield Hit(span, message, confidence=confidence)


def _in_brackets(article: Article, span: Span) -> bool:
    """Whether the source has a remark in brackets here, too."""
    here = [bead for bead in article.beads if any(_overlap(one, span) for one in bead.target)]
    return any(_BRACKETED.search(one.prose) for bead in here for one in bead.source or ())


def _refusals(article: Article, spoken: Sequence[Phrases]) -> Iterator[Hit]:
    sentences = article.sentences[Side.TARGET]
    for place, sentence in enumerate(sentences):
        at_edge = place < _EDGE or place >= len(sentences) - _EDGE
        if not (at_edge or article.source) or not any(refuses(unmask(sentence.prose)[0], said) for said in spoken):
            continue
        if not _source_speaks(article, sentence.span):
            message = "Here a program speaks of itself and of what it cannot do."
            yield Hit(sentence.span, message, confidence=0.85 if article.source else 0.6)


def _offers(article: Article, spoken: Sequence[Phrases]) -> Iterator[Hit]:
    """The run of offers at the very end of the article, from the last one backwards."""
    beads = {one.index: bead for bead in article.beads for one in bead.target}
    for sentence in article.sentences[Side.TARGET][: -_EDGE - 1 : -1]:
        text = unmask(sentence.prose)[0]
        if not any(said.offer.match(text) for said in spoken):
            return
        speaks = any(said.translation.search(text) for said in spoken)
        alone = article.source is not None and not _answered(beads.get(sentence.index))
        if alone or (speaks and not _source_speaks(article, sentence.span)):
            yield Hit(sentence.span, _OFFER, confidence=0.85 if alone else 0.7)


def _offers_between(article: Article, spoken: Sequence[Phrases]) -> Iterator[Hit]:
    """Offers at the beginning of a block for which the source has nothing."""
    if article.source is None:
        return
    block = -1
    for bead in article.beads:
        for sentence in bead.target:
            first, block = sentence.block != block, sentence.block
            if not first or bead.source or not set(QUOTES).isdisjoint(sentence.prose):
                continue
            if any(said.offer.match(unmask(sentence.prose)[0]) for said in spoken):
                yield Hit(sentence.span, _OFFER, confidence=0.7)


def _stands_alone(article: Article, block: int) -> bool:
    """Whether the source has nothing that says the same as a block."""
    if article.source is None:
        return False
    here = [bead for bead in article.beads if any(one.block == block for one in bead.target)]
    return all(not bead.source for bead in here) or (block == 0 and any(len(bead.target) > 1 for bead in here))


def _answered(bead: Bead | None) -> bool:
    return bead is not None and bool(bead.source)


def _source_speaks(article: Article, span: Span) -> bool:
    """Whether the source speaks of a translation here, too; a source of an unknown language does where it has a
    counterpart at all."""
    if article.source is None:
        return False
    said = phrases(article.source.language)
    here = [bead for bead in article.beads if any(_overlap(one, span) for one in bead.target)]
    sources = [one for bead in here for one in bead.source or ()]
    if said is None:
        return bool(sources)
    return any(said.translation.search(one.prose) for one in sources)


def _overlap(sentence: Sentence, span: Span) -> bool:
    return sentence.span.start < span.end and span.start < sentence.span.end


CHECK = Check(
    name="machine-residue",
    category="accuracy/addition",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    options=Options(),
)
