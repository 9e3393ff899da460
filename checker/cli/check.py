"""`checker check`: one article, or a tree of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options
from checker.cli.baseline import demand_baseline, update
from checker.cli.help import closing
from checker.cli.output import demand_no_input, on_terminal_error, say
from checker.cli.progress import progress
from checker.cli.prune import demand_decisions, orphans, prune
from checker.cli.tree import Texts, articles, is_directory, unpaired
from checker.cli.views import outputs, write_views
from checker.config import Config
from checker.errors import CheckerError, LanguageError, ReadError

if TYPE_CHECKING:
    from checker.model import Report

CLOSING = closing(
    ("the translation alone", "checker check article.en.txt"),
    ("beside its source: finds more, and surer", "checker check article.en.txt --source article.ar.txt"),
    (
        "a directory beside another, for CI and for an editor",
        "checker check en/ -s ar/ -f json -o all.json --report html=all.html",
    ),
    ("two checks alone, any finding fails", "checker check a.en.md --select torn-sentence,end-mark --fail-on minor"),
    exits={
        0: "no threshold was crossed",
        1: "one was: --fail-on, --fail-under, --min-sentence, or --strict when a check could not run",
        2: "the run itself failed: a wrong option, a file that is empty or cannot be read ...",
    },
)

FEW = 3
"""Articles of a tree up to which a note is written on each that nobody gave the language of."""

NAMED = 10
"""Articles that are named of those that failed; the result has them all."""


def command(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="The translation, or a directory of them; - is standard input.",
            rich_help_panel=options.TEXTS,
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "-s",
            "--source",
            metavar="FILE",
            help="The text that was translated, or a directory of such.",
            rich_help_panel=options.TEXTS,
        ),
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option(
            "-r",
            "--reference",
            metavar="FILE",
            help="A human translation of it, or a directory of such.",
            rich_help_panel=options.TEXTS,
        ),
    ] = None,
    source_lang: options.SourceLang = None,
    target_lang: options.TargetLang = None,
    format: options.Format = None,
    output: options.Output = None,
    report: options.Views = None,
    fail_on: options.FailOn = None,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar="N",
            help="Exit 1 when the article's score is under N, of 100.",
            rich_help_panel=options.VERDICT,
        ),
    ] = None,
    min_sentence: options.MinSentence = None,
    decisions: options.Decisions = None,
    prune_decisions: options.PruneDecisions = False,
    baseline: options.Baseline = None,
    update_baseline: options.UpdateBaseline = False,
    changed_since: options.ChangedSince = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Exit 1 when a check could not run.", rich_help_panel=options.VERDICT),
    ] = False,
    config: options.ConfigFile = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    glossary: options.Glossary = None,
    measure: options.Measure = None,
    quiet: Annotated[
        bool,
        typer.Option(
            "-q",
            "--quiet",
            help="No notes and no progress; the verdict alone in the terminal view.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = False,
    verbose: options.Verbose = False,
    color: options.Color = None,
) -> int:
    """Check a translated article, or a directory of them.

    It is read alone, or beside its source, a human translation (the reference) or both. Files of directories are
    paired by their paths: en/a.txt and ar/a.txt, or a.en.txt and a.ar.txt.
    """
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
    demand_one_stdin(target, source, reference)
    demand_baseline(settings)
    demand_decisions(settings)
    given = (Path(source) if source else None, Path(reference) if reference else None)
    found = articles(Path(target), *given, settings) if is_directory(target) else [Texts(Path(target), *given)]
    read = [str(path) for texts in found for path in texts if path]
    demand_no_input([path for _, path in views], [*read, *settings.glossary, settings.decisions, settings.baseline])

    from checker.pipeline import check_article
    from checker.reporters.rendering import of_run

    results, failures = _checked(found, settings, check_article)
    write_views(views, settings, lambda name: of_run(name, results))
    folder = target if is_directory(target) else None
    notes = [*unpaired(found), *_notes(results), *orphans(settings, folder), *_total(results)]
    if settings.update_baseline:
        notes.append(update(settings, results, folder))
    if settings.prune_decisions:
        notes.append(prune(settings, results, folder))
    for note in () if settings.quiet else notes:
        say(note)
    for failure in failures:
        say(failure)
    if failures:
        return 2
    return 0 if settings.update_baseline or all(result.passed for result in results) else 1


def demand_one_stdin(*paths: str | None) -> None:
    """Raises CheckerError where standard input is asked for more than one text."""
    if paths.count("-") > 1:
        raise CheckerError("Standard input can be only one of the texts: name a file for the others.")


def _checked(
    found: Sequence[Texts], settings: Config, check_article: Callable[..., Report]
) -> tuple[list[Report], list[str]]:
    """The reports on articles, and why others of a tree could not be read: one faulty file does not lose the rest.

    Raises CheckerError where no article could be checked, and where what is known already is to be written anew: that
    takes all of them.
    """
    results, failures = [], []
    doing = f"Checking {found[0].target}" if len(found) == 1 else "Checking"
    with progress(doing, "articles", len(found), on_terminal_error() and not settings.quiet) as step:
        for texts in found:
            try:
                results.append(check_article(*texts, settings))
            except (ReadError, LanguageError) as error:
                if len(found) == 1 or settings.update_baseline or settings.prune_decisions:
                    raise
                failures.append(str(error))
            step()
    if not results:
        raise ReadError(f"None of {len(found)} articles could be checked, such as this: {failures[0]}")
    return results, failures


def _notes(results: Sequence[Report]) -> Iterator[str]:
    """What the readers had to guess, and what should be put right in what was judged before."""
    many = len(results) > FEW
    detected: dict[str, list[str]] = {}
    for result in results:
        for document in (result.article.target, result.article.source, result.article.reference):
            if document and document.detected and many:
                detected.setdefault(document.language, []).append(document.name)
                yield from document.notes[:-1]  # the last is on its language
            elif document:
                yield from document.notes
        yield from result.standing.notes
    if detected:
        yield _detected(detected)


def _detected(names: Mapping[str, Sequence[str]]) -> str:
    """A note on the languages of many texts, the most frequent first; one that stands alone may be a slip."""
    from checker.lang.tags import name

    said = [
        f"{name(tag)} ({tag}) {f'{len(texts)} times' if len(texts) > 1 else f'of {texts[0]}'}"
        for tag, texts in sorted(names.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
    return f"Nobody gave the language of {sum(map(len, names.values()))} texts; detected were {', '.join(said)}."


def _total(results: Sequence[Report]) -> Iterator[str]:
    """How a tree of articles did."""
    failed = [result.article.target.name for result in results if not result.passed]
    if len(results) > 1:
        more = f" and {len(failed) - NAMED} more" if len(failed) > NAMED else ""
        named = f"{': ' if failed else ''}{', '.join(failed[:NAMED])}{more}"
        yield f"Of {len(results)} articles {len(failed)} failed{named}."
