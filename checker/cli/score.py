"""`checker score`: pairs that are aligned already."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from checker.cli import options
from checker.cli.output import demand_no_input, on_terminal, on_terminal_error, say, watching
from checker.config import Config
from checker.errors import CheckerError, ConfigError

if TYPE_CHECKING:
    from checker.model import Signature
    from checker.pairs import Languages, Scorer
    from checker.reporters.scored import Format
    from checker.rows import Row, Scored


def command(
    bitext: Annotated[
        str | None, typer.Argument(metavar="BITEXT", help="TSV with a header, or JSON Lines; - is standard input.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("-s", "--source", metavar="FILE", help="Instead of BITEXT: a source text a line.")
    ] = None,
    target: Annotated[
        str | None, typer.Option("-t", "--target", metavar="FILE", help="Instead of BITEXT: a translation a line.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option("-r", "--reference", metavar="FILE", help="A human translation a line.")
    ] = None,
    source_lang: options.SourceLang = None,
    target_lang: options.TargetLang = None,
    format: Annotated[str, typer.Option("-f", "--format", metavar="NAME", help="jsonl or tsv.")] = "jsonl",
    output: options.Output = None,
    fail_on: options.FailOn = None,
    fail_under: Annotated[
        str | None, typer.Option("--fail-under", metavar="N", help="Exit 1 when the score of a row is under N.")
    ] = None,
    config: options.ConfigFile = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    glossary: options.Glossary = None,
    measure: options.Measure = None,
    estimate_only: Annotated[bool, typer.Option("--estimate-only", help="Measures and score without checks.")] = False,
    workers: Annotated[str | None, typer.Option("--workers", metavar="N", help="Processes that score; 1.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 2 when a row could not be judged.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No notes.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="An error's traceback.")] = False,
) -> int:
    """Score sentence pairs that are aligned already, a line for each, in order, as a stream.

    Rows have a target, and may have a source, a reference, an id, and a doc: rows in a row of one doc are one article.
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
    demand_no_input((settings.output,), (bitext, target, source, reference))

    from checker.pairs import Scorer, batches, languages
    from checker.pipeline import signature
    from checker.plug import resolve
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
    scored = tally.counted(_scored(chain([first], waiting), scorer, settings))
    with watching(tally.shown and settings.workers == 1):
        _write(form, signature(settings, scorer.taken, compared), scored, settings)
    return tally.told()


def _rows(bitext: str | None, target: str | None, source: str | None, reference: str | None) -> Iterator[Row]:
    from checker.readers.bitext import read_bitext, read_lines

    if bitext is not None and target is None and source is None and reference is None:
        return read_bitext(bitext)
    if bitext is None and target is not None:
        return read_lines(target, source, reference)
    raise ConfigError("Give a bitext, or files of lines: --target FILE with --source FILE, --reference FILE or both.")


def _scored(batches: Iterable[tuple[Row, ...]], scorer: Scorer, settings: Config) -> Iterator[Scored]:
    """The rows of all batches, in order; with several workers as many batches as they can hold are under way."""
    if settings.workers == 1:
        for batch in batches:
            yield from scorer.batch(batch)
        return
    begin = (scorer.spoken, settings)
    with ProcessPoolExecutor(settings.workers, get_context("spawn"), _begin_work, begin) as pool:
        under_way: deque[Future[tuple[Scored, ...]]] = deque()
        for batch in batches:
            under_way.append(pool.submit(_work, batch))
            if len(under_way) > 2 * settings.workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


_OF_WORKER: list[Scorer] = []
"""The scorer of a worker's process: what it holds cannot be sent there."""


def _begin_work(spoken: Languages, settings: Config) -> None:
    from checker.pairs import Scorer

    _OF_WORKER.append(Scorer.of(spoken, settings))


def _work(batch: tuple[Row, ...]) -> tuple[Scored, ...]:
    return _OF_WORKER[0].batch(batch)


def _write(form: Format, signature: Signature, rows: Iterable[Scored], settings: Config) -> None:
    """Writes each row as soon as it is known."""
    with ExitStack() as stack:
        stream = _stream(settings.output, stack)
        stream.write(form.begin(signature).encode("utf-8"))
        for row in rows:
            stream.write(form.line(row, signature).encode("utf-8", "backslashreplace"))
        stream.flush()


def _stream(path: str | None, stack: ExitStack) -> BinaryIO:
    if path is None or path == "-":
        sys.stdout.flush()
        return sys.stdout.buffer
    try:
        return stack.enter_context(Path(path).open("wb"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CheckerError(f"The result cannot be written to {path}: {reason}.") from None


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
        self.shown = on_terminal_error() and not settings.quiet and not on_terminal(settings.output)

    def counted(self, rows: Iterable[Scored]) -> Iterator[Scored]:
        """The rows, as they are."""
        for row in rows:
            self.rows += 1
            self.unusable += row.score is None
            self.failed += self._fails(row)
            if self.shown and self.rows % 1_000 == 0:
                sys.stderr.write(f"\r{self.rows} rows")
            yield row
        if self.shown and self.rows >= 1_000:
            sys.stderr.write("\r")

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
