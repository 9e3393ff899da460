"""`checker completion SHELL`: the script by which a shell completes commands, options, and what they take.

The scripts hand the words of the command line back to this command and show what it prints. Typer's own scripts are not
used: they complete no `--option=value`, and descriptions that are longer than a line become choices of their own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer

from checker.cli import choices
from checker.cli.help import closing
from checker.cli.output import write
from checker.errors import ConfigError

Candidate = tuple[str, str]
"""What may stand in place of the word that is being typed, and a few words on it."""

CLOSING = closing(
    ("bash", """echo 'eval "$(checker completion bash)"' >> ~/.bashrc"""),
    ("zsh, below compinit", """echo 'eval "$(checker completion zsh)"' >> ~/.zshrc"""),
    ("fish", "checker completion fish > ~/.config/fish/completions/checker.fish"),
    exits={0: "the script was printed", 2: "there is none for this shell"},
)


def command(
    context: typer.Context,
    shell: Annotated[
        str | None,
        typer.Argument(
            metavar="SHELL",
            help="bash, zsh or fish. [default: the shell that $SHELL names]",
            autocompletion=choices.shells,
        ),
    ] = None,
    words: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
) -> None:
    """Print what lets your shell complete commands, options and names.

    It needs no network. Start a new shell afterwards; where nothing is known, files are completed.
    """
    name = shell or Path(os.environ.get("SHELL", "")).name
    if name not in choices.SHELLS:
        raise ConfigError(f"There is no completion for the shell {name!r}: name one of {', '.join(choices.SHELLS)}.")
    if not words:
        write((files("checker.cli") / "shells" / f"checker.{name}").read_text(encoding="utf-8"))
        return
    found = candidates(context.find_root().command, words)
    write("".join(f"{value}\t{' '.join(about.split())}\n" for value, about in found))


# typer names the types of commands and parameters in private modules only: hence Any.
def candidates(root: Any, words: Sequence[str]) -> Iterator[Candidate]:
    """What may stand in place of the last word, which may be empty. None: a file may stand there, or a free text.

    root: the group of all commands. words: those of the command line from behind the program's name to the cursor.
    """
    *before, word = words
    command, given = _command(root, before)
    if command is None:
        return
    context = typer.Context(command)
    options = [one for one in command.get_params(context) if one.param_type_name == "option" and not one.hidden]
    takes = {name: option for option in options if not option.is_flag for name in option.opts}
    option, equals, begun = word.partition("=")
    if "--" in given:
        yield from _argument(command, context, given, takes, word)
    elif given and given[-1] in takes:
        yield from _values(takes[given[-1]], context, word)
    elif equals and option in takes:
        yield from ((f"{option}={value}", about) for value, about in _values(takes[option], context, begun))
    elif word.startswith("-"):
        names = [(name, one.help or "") for one in options for name in one.opts if one.multiple or name not in given]
        yield from ((name, about) for name, about in names if name.startswith(word))
    else:
        yield from _argument(command, context, given, takes, word)


def _command(root: Any, words: Sequence[str]) -> tuple[Any, Sequence[str]]:
    """The command that is being called, None where there is no such one, and the words behind its name."""
    for at, word in enumerate(words):
        if not word.startswith("-"):
            return root.commands.get(word), words[at + 1 :]
    return root, words


def _argument(
    command: Any, context: typer.Context, given: Sequence[str], takes: Mapping[str, Any], word: str
) -> Iterator[Candidate]:
    """What may stand as the next argument of a command; of the group of all commands it is a command's name."""
    for name, one in getattr(command, "commands", {}).items():
        if name.startswith(word):
            yield name, one.get_short_help_str()
    values = {at + 1 for at, one in enumerate(given) if one in takes}
    count = sum(at not in values and not one.startswith("-") for at, one in enumerate(given))
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    if arguments and (count < len(arguments) or arguments[-1].nargs == -1):
        yield from _values(arguments[min(count, len(arguments) - 1)], context, word)


def _values(parameter: Any, context: typer.Context, begun: str) -> Iterator[Candidate]:
    """What a parameter takes, of that which begins so."""
    for one in parameter.shell_complete(context, begun):
        yield one.value, one.help or ""
