"""`checker align`: the beads alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from checker.cli import choices, options
from checker.cli.check import demand_one_stdin
from checker.cli.help import closing
from checker.cli.output import demand_no_input, write

CLOSING = closing(
    ("a line a bead, on the terminal", "checker align article.ar.txt article.en.txt"),
    ("a translation memory", "checker align article.ar.txt article.en.txt -f tmx -o article.tmx"),
    (
        "files with a sentence on each line",
        "checker align --lines source.ar target.en --source-lang ar --target-lang en",
    ),
    exits={0: "the beads were written", 2: "the run itself failed"},
)


def command(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="The text that was translated; - is standard input.",
            rich_help_panel=options.TEXTS,
        ),
    ],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="The translation.", rich_help_panel=options.TEXTS)],
    format: Annotated[
        str,
        typer.Option(
            "-f",
            "--format",
            metavar="NAME",
            help="tsv, json or tmx. [default: tsv]",
            show_default=False,
            autocompletion=choices.aligned_formats,
            rich_help_panel=options.OUTPUT,
        ),
    ] = "tsv",
    lines: Annotated[
        bool,
        typer.Option(
            "--lines",
            help="Each line is a sentence, and empty ones are, too.",
            rich_help_panel=options.TEXTS,
        ),
    ] = False,
    source_lang: options.SourceLang = None,
    target_lang: options.TargetLang = None,
    output: options.Output = None,
    config: options.ConfigFile = None,
) -> None:
    """Print which sentences of two texts say the same.

    tsv: a line a bead, `source ids<TAB>target ids`, from 0, comma-separated, with an empty side for a null bead.
    json: the sentences and their places as well. tmx: a translation memory.
    """
    settings = options.settings(config, source_lang=source_lang, target_lang=target_lang, output=output)
    demand_one_stdin(source, target)
    demand_no_input((settings.output,), (source, target))

    from checker.pipeline import align_article, choose_measures, signature
    from checker.plug import resolve
    from checker.reporters.aligned import TABLE, Aligned

    render: Aligned = resolve(format, TABLE, "format of alignments")
    article = align_article(Path(target), Path(source), settings, by_line=lines)
    write(render(article, signature(settings, choose_measures(settings))), settings.output)
