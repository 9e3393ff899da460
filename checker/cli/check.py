"""`checker check`: one article, or a tree of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options
from checker.cli.baseline import demand_baseline, update
from checker.cli.output import demand_no_input, on_terminal_error, say, watching
from checker.cli.prune import demand_decisions, orphans, prune
from checker.cli.tree import Texts, articles, is_directory, unpaired
from checker.cli.views import outputs, write_views
from checker.errors import CheckerError

if TYPE_CHECKING:
    from checker.model import Report


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
    format: options.Format = None,
    output: options.Output = None,
    report: options.Views = None,
    fail_on: options.FailOn = None,
    fail_under: Annotated[
        str | None, typer.Option("--fail-under", metavar="N", help="Exit 1 when the score is under N.")
    ] = None,
    min_sentence: options.MinSentence = None,
    decisions: options.Decisions = None,
    prune_decisions: options.PruneDecisions = False,
    baseline: options.Baseline = None,
    update_baseline: options.UpdateBaseline = False,
    changed_since: options.ChangedSince = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when a check could not run.")] = False,
    config: options.ConfigFile = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    glossary: options.Glossary = None,
    measure: options.Measure = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="No notes, and in the terminal view the verdict alone.")
    ] = False,
    verbose: options.Verbose = False,
    color: options.Color = None,
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
        min_sentence=min_sentence,
        decisions=decisions,
        prune_decisions=prune_decisions,
        baseline=baseline,
        update_baseline=update_baseline,
        changed_since=changed_since,
        strict=strict,
        select=select,
        ignore=ignore,
        glossary=glossary,
        measure=measure,
        quiet=quiet,
        verbose=verbose,
        color=color,
    )
    views = outputs(settings)
    demand_no_input(tuple(path for _, path in views), (target, source, reference))
    demand_one_stdin(target, source, reference)
    demand_baseline(settings)
    demand_decisions(settings)
    given = (Path(source) if source else None, Path(reference) if reference else None)
    found = articles(Path(target), *given, settings) if is_directory(target) else [Texts(Path(target), *given)]

    from checker.pipeline import check_article
    from checker.reporters.rendering import of_run

    with watching(on_terminal_error() and not settings.quiet):
        results = [check_article(*texts, settings) for texts in found]
    write_views(views, settings, lambda name: of_run(name, results))
    folder = target if is_directory(target) else None
    notes = [*unpaired(found), *_notes(results), *orphans(settings, folder), *_total(results)]
    if settings.update_baseline:
        notes.append(update(settings, results, folder))
    if settings.prune_decisions:
        notes.append(prune(settings, results, folder))
    for note in () if settings.quiet else notes:
        say(note)
    return 0 if settings.update_baseline or all(result.passed for result in results) else 1


def demand_one_stdin(*paths: str | None) -> None:
    """Raises CheckerError where standard input is asked for more than one text."""
    if paths.count("-") > 1:
        raise CheckerError("Standard input can be only one of the texts: name a file for the others.")


def _notes(results: Sequence[Report]) -> Iterator[str]:
    """What the readers had to guess, and what should be put right in what was judged before."""
    for result in results:
        for document in (result.article.target, result.article.source, result.article.reference):
            yield from document.notes if document else ()
        yield from result.standing.notes


def _total(results: Sequence[Report]) -> Iterator[str]:
    """How a tree of articles did."""
    failed = [result.article.target.name for result in results if not result.passed]
    if len(results) > 1:
        yield f"Of {len(results)} articles {len(failed)} failed{': ' if failed else ''}{', '.join(failed)}."
