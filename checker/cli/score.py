"""`checker score`: pairs that are aligned already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import choices, options
from checker.cli.help import closing
from checker.cli.output import demand_no_input, on_terminal, on_terminal_error, piecewise, say
from checker.cli.progress import Step, progress
from checker.config import Config
from checker.errors import ConfigError

if TYPE_CHECKING:
    from checker.model import Signature
    from checker.pairs import Languages
    from checker.reporters.scored import Format
    from checker.rows import Row, Scored

CLOSING = closing(
    (
        "rows with the columns source and target",
        "checker score pairs.tsv --source-lang de --target-lang en -o scores.jsonl",
    ),
    ("a text a line, on four cores", "checker score --source a.de --target a.en --workers 4 -f tsv"),
    ("from a pipe, without the checks: five times as fast", "zcat pairs.jsonl.gz | checker score - --estimate-only"),
    ("in CI", "checker score pairs.jsonl --fail-on critical --fail-under 20 --strict"),
    exits={
        0: "no row crossed a threshold",
        1: "one did: --fail-on, --fail-under",
        2: "the run itself failed; with --strict also where a row could not be judged: the input is at fault then, and "
        "not a translation",
    },
)


def command(
    bitext: Annotated[
        str | None,
        typer.Argument(
            metavar="BITEXT",
            help="TSV with a header, or JSON Lines, packed as .gz or not; - is standard input.",
            rich_help_panel=options.TEXTS,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "-s",
            "--source",
            metavar="FILE",
            help="Instead of BITEXT: a source text a line.",
            rich_help_panel=options.TEXTS,
        ),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "-t",
            "--target",
            metavar="FILE",
            help="Instead of BITEXT: a translation a line.",
            rich_help_panel=options.TEXTS,
        ),
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option(
            "-r",
            "--reference",
            metavar="FILE",
            help="Beside them: a human translation a line.",
            rich_help_panel=options.TEXTS,
        ),
    ] = None,
    source_lang: options.SourceLang = None,
    target_lang: options.TargetLang = None,
    format: Annotated[
        str,
        typer.Option(
            "-f",
            "--format",
            metavar="NAME",
            help="jsonl or tsv. [default: jsonl]",
            show_default=False,
            autocompletion=choices.scored_formats,
            rich_help_panel=options.OUTPUT,
        ),
    ] = "jsonl",
    output: options.Output = None,
    fail_on: options.FailOn = None,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar="N",
            help="Exit 1 when the score of a row is under N, of 100.",
            rich_help_panel=options.VERDICT,
        ),
    ] = None,
    config: options.ConfigFile = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    glossary: options.Glossary = None,
    measure: options.Measure = None,
    estimate_only: Annotated[
        bool,
        typer.Option("--estimate-only", help="Measures and score, without the checks.", rich_help_panel=options.CHECKS),
    ] = False,
    workers: Annotated[
        str | None, typer.Option("--workers", metavar="N", help="Processes that score. [default: 1]")
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Exit 2 when a row could not be judged.", rich_help_panel=options.VERDICT),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="No notes and no progress.", rich_help_panel=options.OUTPUT)
    ] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Where an error comes from.", rich_help_panel=options.OUTPUT)
    ] = False,
) -> int:
    """Score sentence pairs that are aligned already, as a stream.

    Rows have a target, and may have a source, a reference, an id, and a doc: rows in a row of one doc are one article.
    A line is written for each, in order. Decisions and baselines are for articles: they change nothing here.
    """
    settings = options.settings(
        config,
        source_lang=source_lang,
        target_lang=target_lang,
        output=output,
        fail_on=fail_on,
        fail_under=fail_under,
        select=select,
        ignore=ignore,
        glossary=glossary,
        measure=measure,
        estimate_only=estimate_only,
        workers=workers,
        strict=strict,
        quiet=quiet,
        verbose=verbose,
    )
    rows = _rows(bitext, target, source, reference)
    demand_no_input([settings.output], [bitext, target, source, reference, *settings.glossary])

    from checker.cli.workers import scored
    from checker.pairs import Scorer, batches, languages
    from checker.pipeline import signature
    from checker.plug import resolve
    from checker.readers.bitext import count_rows
    from checker.reporters.scored import TABLE

    form: Format = resolve(format, TABLE, "format of scores")
    waiting = batches(rows)
    first = next(waiting)
    spoken = languages(first, settings)
    scorer = Scorer.of(spoken, settings)  # a bad name, glossary or model is told before the first row
    if not settings.quiet:
        _say_detected(spoken)
    tally = _Tally(settings)
    compared = spoken.target if any(row.reference for row in first) else None
    shown = on_terminal_error() and not settings.quiet and not on_terminal(settings.output)
    total = count_rows(bitext or target or "-", header=bitext is not None) if shown else None
    with progress("Scoring", "rows", total, shown) as step:
        told = tally.counted(scored(chain([first], waiting), scorer, settings), step)
        _write(form, signature(settings, scorer.taken, compared), told, settings)
    return tally.told()


def _rows(bitext: str | None, target: str | None, source: str | None, reference: str | None) -> Iterator[Row]:
    from checker.readers.bitext import read_bitext, read_lines

    if bitext is not None and target is None and source is None and reference is None:
        return read_bitext(bitext)
    if bitext is None and target is not None:
        return read_lines(target, source, reference)
    raise ConfigError("Give a bitext, or files of lines: --target FILE with --source FILE, --reference FILE or both.")


def _write(form: Format, signature: Signature, rows: Iterable[Scored], settings: Config) -> None:
    """Writes each row as soon as it is known."""
    with piecewise(settings.output) as put:
        put(form.begin(signature).encode("utf-8"))
        for row in rows:
            put(form.line(row, signature).encode("utf-8", "backslashreplace"))


def _say_detected(spoken: Languages) -> None:
    from checker.lang.tags import name

    for side in spoken.detected:
        tag = spoken.target if side == "target" else spoken.source or "und"
        say(f"Nobody gave the language of the {side}; it was detected as {name(tag)} ({tag}).")


class _Tally:
    """Counts rows as they pass, for the notes and the exit code."""

    def __init__(self, settings: Config) -> None:
        self.settings = settings
        self.rows = self.unusable = self.failed = 0

    def counted(self, rows: Iterable[Scored], step: Step) -> Iterator[Scored]:
        """The rows, as they are; each is a step."""
        for row in rows:
            self.rows += 1
            self.unusable += row.score is None
            self.failed += self._fails(row)
            step()
            yield row

    def _fails(self, row: Scored) -> bool:
        from checker.model import Severity

        under, on = self.settings.fail_under, self.settings.fail_on
        grave = on != "never" and any(one.finding.severity.rank >= Severity(on).rank for one in row.found)
        return grave or (under is not None and row.score is not None and row.score.value < under)

    def told(self) -> int:
        """The exit code, after a note on what could not be judged."""
        if self.unusable and not self.settings.quiet:
            rows = "row" if self.unusable == 1 else "rows"
            say(f"{self.unusable} of {self.rows} {rows} could not be judged; each says why in its place.")
        if self.unusable and self.settings.strict:
            return 2
        return 1 if self.failed else 0
