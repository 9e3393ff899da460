"""Finds what machine translation broke: checks translated articles sentence by sentence, and scores them.

>>> import checker
>>> from pathlib import Path
>>> report = checker.check(Path("article.en.txt"), Path("article.ar.txt"))
>>> report.score.value, report.passed
>>> for finding in report.findings:
...     print(finding.check, finding.hit.message)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.about import __version__

__all__ = ["__version__", "check", "score"]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.config import Config
    from checker.model import Report
    from checker.pipeline import Text
    from checker.rows import Row, Scored


def check(
    target: Text,
    source: Text | None = None,
    reference: Text | None = None,
    *,
    target_lang: str | None = None,
    source_lang: str | None = None,
    config: Config | None = None,
) -> Report:
    """Checks one translated article.

    target: the translation. source: what was translated. reference: a human translation of it. Each is given as a
        str, the text itself, or as a `pathlib.Path` (any os.PathLike), which names a file.
    target_lang, source_lang: BCP-47 tags; what is left out is detected, and the document says so.
    config: settings as of `checker.config.load`; the defaults alone where it is None. No file and no variable is read.

    Raises CheckerError, in one full sentence, when the run cannot go on: an empty or unreadable text, an unknown
    language, a source that is in the target's own language.
    """
    from dataclasses import replace

    from checker.config import Config
    from checker.pipeline import check_article

    config = config or Config()
    languages = replace(
        config, target_lang=target_lang or config.target_lang, source_lang=source_lang or config.source_lang
    )
    return check_article(target, source, reference, languages)


def score(
    rows: Iterable[Row],
    *,
    target_lang: str | None = None,
    source_lang: str | None = None,
    config: Config | None = None,
) -> Iterator[Scored]:
    """Scores pairs that are aligned already, one by one, in order, as a stream.

    rows: `checker.rows.Row(number, target, source, reference, doc, id)`; rows in a row that name the same doc are one
        article.
    target_lang, source_lang: BCP-47 tags; what is left out is detected from the first rows.

    Raises CheckerError, in one full sentence, when the run cannot go on. A row that cannot be judged has an error.
    """
    from dataclasses import replace

    from checker.config import Config
    from checker.pairs import score_rows

    config = config or Config()
    named = replace(
        config, target_lang=target_lang or config.target_lang, source_lang=source_lang or config.source_lang
    )
    return score_rows(rows, named)
