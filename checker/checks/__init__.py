"""The table of contents of all checks, and what a check is.

A check is a module with a docstring (its page), an optional frozen `Options`, a pure generator `find`, and a
value `CHECK`. Checks never import each other; what two of them need lives in `checker.lang`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from checker.model import Hit, Severity

TABLE = {
    "wrong-document": "checker.checks.wrong_document:CHECK",
    "torn-sentence": "checker.checks.torn_sentence:CHECK",
    "garbled-words": "checker.checks.garbled_words:CHECK",
    "truncated-sentence": "checker.checks.truncated_sentence:CHECK",
    "missing-sentence": "checker.checks.missing_sentence:CHECK",
    "added-sentence": "checker.checks.added_sentence:CHECK",
    "unrelated-sentence": "checker.checks.unrelated_sentence:CHECK",
    "missing-text": "checker.checks.missing_text:CHECK",
    "added-text": "checker.checks.added_text:CHECK",
    "moved-paragraph": "checker.checks.moved_paragraph:CHECK",
    "stale-translation": "checker.checks.stale_translation:CHECK",
    "negation-mismatch": "checker.checks.negation_mismatch:CHECK",
    "number-mismatch": "checker.checks.number_mismatch:CHECK",
    "name-mismatch": "checker.checks.name_mismatch:CHECK",
    "glossary": "checker.checks.glossary:CHECK",
    "machine-residue": "checker.checks.machine_residue:CHECK",
    "changed-literal": "checker.checks.changed_literal:CHECK",
    "wrong-language": "checker.checks.wrong_language:CHECK",
    "date-mismatch": "checker.checks.date_mismatch:CHECK",
    "unit-mismatch": "checker.checks.unit_mismatch:CHECK",
    "untranslated-text": "checker.checks.untranslated_text:CHECK",
    "repeated-words": "checker.checks.repeated_words:CHECK",
    "repeated-phrase": "checker.checks.repeated_phrase:CHECK",
    "inconsistent-term": "checker.checks.inconsistent_term:CHECK",
    "unbalanced-quotes": "checker.checks.unbalanced_quotes:CHECK",
    "mixed-quotes": "checker.checks.mixed_quotes:CHECK",
    "unbalanced-brackets": "checker.checks.unbalanced_brackets:CHECK",
    "stray-space": "checker.checks.stray_space:CHECK",
    "doubled-space": "checker.checks.doubled_space:CHECK",
    "capitalisation": "checker.checks.capitalisation:CHECK",
    "end-mark": "checker.checks.end_mark:CHECK",
    "foreign-punctuation": "checker.checks.foreign_punctuation:CHECK",
    "lost-structure": "checker.checks.lost_structure:CHECK",
    "broken-encoding": "checker.checks.broken_encoding:CHECK",
}
"""Every check, the gravest first."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check as a value.

    name: kebab-case, equal to the module's name. category: an MQM path. severity: of a confident hit.
    find: yields hits for a bead (reads="bead") or for the whole article (reads="article").
    needs: what must be there, else the check is skipped and the report says why: "source", "reference",
        "witness" (either of the two), "measure:NAME", "facts:SECTION" (of the target's language).
    settles: whether a hit means that the source is no witness. Such checks run first, and the others then see the
        target alone.
    options: an instance of the module's `Options`, with the defaults; None where there are none.
    """

    name: str
    category: str
    severity: Severity
    reads: Literal["bead", "article"]
    find: Callable[[Any, Any], Iterator[Hit]]
    needs: tuple[str, ...] = ()
    settles: bool = False
    options: Any = None
