"""A line that names who wrote an article: "By Naomi Kuroda", 文・黒田直美. A paper sets it where it sets its own.

The words it begins or ends with are in the section `[bylines]` of the facts.
"""

from __future__ import annotations

from functools import cache

import regex

from checker.lang.closed import closed
from checker.lang.endings import properly
from checker.lang.facts import section
from checker.lang.length import length_in_words
from checker.lang.words import words
from checker.model import MARKUP, Sentence

_LONGEST = 9.0
"""Words of the longest line."""
_MARKS = " \t\r\n()[]（）【】［］/／・:：|*_—–-=＝" + MARKUP
_LETTER = regex.compile(r"\p{L}")


@cache
def _openers(tag: str) -> frozenset[str]:
    facts = section(tag, "bylines")
    return frozenset() if facts is None else frozenset(facts["words"].split())


def is_byline(sentence: Sentence) -> bool:
    """Whether a sentence is a paragraph of its own without a mark at its end: such a word, and names."""
    block = sentence.document.blocks[sentence.block].span
    known, openers = closed(sentence.language), _openers(sentence.language)
    if (
        known is None
        or not openers
        or sentence.document.prose[block.start : block.end].strip() != sentence.prose.strip()
    ):
        return False
    text = sentence.prose.strip(_MARKS)
    if not _LETTER.search(text) or length_in_words(text) > _LONGEST or properly(text, sentence.language):
        return False
    if not known.spaced:
        return text.startswith(tuple(openers)) or text.endswith(tuple(openers))
    found = [word.text for word in words(text)]
    if len(found) < 3 or not {found[0].lower(), found[-1].lower()} & openers:
        return False
    names = [one for one in found[1:] if not known.function_word(one.lower()) and one.lower() not in openers]
    return not known.cased or all(one[0].isupper() for one in names)
