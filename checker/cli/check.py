"""`checker check`: one article, or a tree of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options
from checker.cli.output import demand_no_input, on_terminal, on_terminal_error, say, watching, write
from checker.cli.tree import Texts, articles, is_directory, unpaired
from checker.config import Config
from checker.errors import CheckerError, ConfigError

if TYPE_CHECKING:
    from checker.model import Report
    from checker.reporters import Reporter, View


def command(
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="The translation, or a directory; - is standard input.")
    ],
    source: Annotated[
        str | None, typer.Option("-s", "--source", metavar="FILE", help="The text that was translated.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option("-r", "--reference", metavar="FILE", help="A human translation of it.")
    ] = None,
    source_lang: options.SourceLang = None,
    target_lang: options.TargetLang = None,
    format: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="NAME", help="terminal (on one), json, tsv, markdown."),
    ] = None,
    output: options.Output = None,
    report: Annotated[
        list[str] | None, typer.Option("--report", metavar="NAME=FILE", help="A further view; may be repeated.")
    ] = None,
    fail_on: options.FailOn = None,
    fail_under: Annotated[
        str | None, typer.Option("--fail-under", metavar="N", help="Exit 1 when the score is under N.")
    ] = None,
    config: options.ConfigFile = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    glossary: options.Glossary = None,
    measure: options.Measure = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="No notes, and in the terminal view the verdict alone.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Every sentence in the terminal view; an error's traceback.")
    ] = False,
    color: Annotated[str | None, typer.Option("--color", metavar="WHEN", help="auto, always or never.")] = None,
) -> int:
    """Check a translated article, or a directory of them, alone or beside the source and a reference."""
    settings = options.settings(
        config,
        source_lang=source_lang,
        target_lang=target_lang,
        format=format,
        output=output,
        report=report,
        fail_on=fail_on,
        fail_under=fail_under,
        select=select,
        ignore=ignore,
        glossary=glossary,
        measure=measure,
        quiet=quiet,
        verbose=verbose,
        color=color,
    )
    outputs = _outputs(settings)
    demand_no_input(tuple(path for _, path in outputs), (target, source, reference))
    demand_one_stdin(target, source, reference)
    reporters = [(name, _reporter(name), path) for name, path in outputs]
    given = (Path(source) if source else None, Path(reference) if reference else None)
    found = articles(Path(target), *given, settings) if is_directory(target) else [Texts(Path(target), *given)]

    from checker.pipeline import check_article
    from checker.reporters.many import joined

    with watching(on_terminal_error() and not settings.quiet):
        results = [check_article(*texts, settings) for texts in found]
    for name, render, path in reporters:
        write(joined(name, [render(result, view(settings, path)) for result in results]), path)
    if not settings.quiet:
        for note in (*unpaired(found), *_notes(results), *_total(results)):
            say(note)
    return 0 if all(result.passed for result in results) else 1


def demand_one_stdin(*paths: str | None) -> None:
    """Raises CheckerError where standard input is asked for more than one text."""
    if paths.count("-") > 1:
        raise CheckerError("Standard input can be only one of the texts: name a file for the others.")


def _outputs(settings: Config) -> list[tuple[str, str | None]]:
    """Format and path of each view: the main one first."""
    main = settings.format or ("terminal" if on_terminal(settings.output) else "json")
    views: list[tuple[str, str | None]] = [(main, settings.output)]
    for view in settings.report:
        name, equals, path = view.partition("=")
        if not equals or not name or not path:
            raise ConfigError(f"--report takes NAME=FILE, such as markdown=report.md, and not {view!r}.")
        views.append((name, path))
    return views


def _reporter(name: str) -> Reporter:
    from checker.plug import resolve
    from checker.reporters import TABLE

    if name not in TABLE and ":" not in name:
        raise ConfigError(f"There is no format {name!r}; those there are: {', '.join(TABLE)}.")
    reporter: Reporter = resolve(name, TABLE, "format")
    return reporter


def view(settings: Config, path: str | None) -> View:
    """How the reader of `path` looks at it."""
    from checker.reporters import View

    terminal = on_terminal(path)
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    color = settings.color == "always" or (settings.color == "auto" and terminal and not plain)
    width = shutil.get_terminal_size((100, 24)).columns if path in (None, "-") else 100
    return View(width=width, color=color, isolate=terminal, verbose=settings.verbose, quiet=settings.quiet)


def _notes(results: Sequence[Report]) -> Iterator[str]:
    """What the readers had to guess."""
    for result in results:
        for document in (result.article.target, result.article.source, result.article.reference):
            yield from document.notes if document else ()


def _total(results: Sequence[Report]) -> Iterator[str]:
    """How a tree of articles did."""
    failed = [result.article.target.name for result in results if not result.passed]
    if len(results) > 1:
        yield f"Of {len(results)} articles {len(failed)} failed{': ' if failed else ''}{', '.join(failed)}."
