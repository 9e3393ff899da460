"""How the help of a command is laid out: its options in groups, then examples, then what its exit codes say."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

from typer.core import TyperCommand, TyperGroup

WIDTH = 80
"""Columns of what is written beforehand; the rest is wrapped to the terminal."""

OTHER = "Other"
"""The group of options that name none."""


def closing(*examples: tuple[str, str], exits: Mapping[int, str]) -> str:
    """What stands below the options. examples: what a call is for, and the call. exits: what each exit code says."""
    calls = "\n".join(f"  # {purpose}\n  {call}" for purpose, call in examples)
    codes = "\n".join(
        fill(said, WIDTH, initial_indent=f"  {code}  ", subsequent_indent="     ", break_on_hyphens=False)
        for code, said in exits.items()
    )
    return f"Examples:\n{calls}\n\nExit codes:\n{codes}"


# The types of contexts and formatters have moved between versions of typer: hence Any.
class Command(TyperCommand):
    """A command whose parameters stand in the groups that their `rich_help_panel` names, those of none last."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The command line in short: [OPTIONS] TARGET."""
        parameters: list[Any] = self.params
        return [
            self.options_metavar or "",
            *(_argument(one) for one in parameters if _is_argument(one) and not one.hidden),
        ]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The arguments and options, a section for each group; arguments come first in theirs."""
        groups: dict[str, list[tuple[str, str]]] = {}
        parameters: list[Any] = self.get_params(ctx)
        for parameter in parameters:
            if _is_argument(parameter):
                record = None if parameter.hidden else (_argument(parameter), parameter.help or "")
            else:
                record = parameter.get_help_record(ctx)
            if record is not None:
                groups.setdefault(getattr(parameter, "rich_help_panel", None) or OTHER, []).append(record)
        for name, records in sorted(groups.items(), key=lambda group: group[0] == OTHER):
            with formatter.section(name if len(groups) > 1 else "Options"):
                formatter.write_dl(records)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """The examples as they are written: a command line is not wrapped."""
        if self.epilog:
            formatter.write(f"\n{self.epilog}\n")


class Group(TyperGroup):
    """All commands together."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """The examples as they are written."""
        if self.epilog:
            formatter.write(f"\n{self.epilog}\n")


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _argument(parameter: Any) -> str:
    """An argument as it is called: TARGET, [BITEXT], REPORT..."""
    name = parameter.metavar or parameter.name.upper()
    name = name if parameter.required else f"[{name}]"
    return f"{name}..." if parameter.nargs != 1 else name
