"""The reports on several articles in one text."""

from __future__ import annotations

from collections.abc import Sequence

SCHEMA = "checker.reports/1"


def joined(format: str, texts: Sequence[str]) -> str:
    """What a format makes of several articles: JSON lists the reports, TSV has one header, the rest follow each other.

    One article stays as it is.
    """
    if len(texts) == 1:
        return texts[0]
    if format == "json":
        reports = ",\n".join(text.rstrip("\n") for text in texts)
        return f'{{"schema": "{SCHEMA}", "reports": [\n{reports}\n]}}\n'
    if format == "tsv":
        return "".join([texts[0], *(text.partition("\n")[2] for text in texts[1:])])
    return "\n".join(texts)
