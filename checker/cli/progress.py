"""How far a run is: told on a terminal's standard error alone, and wiped away when the run is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, Task

DELAY = 0.5
"""Seconds before anything is shown: what is done sooner needs no telling."""

ROOM_FOR_ALL = 64
"""Columns of a terminal from which on there is room for a bar, and for the word for what is counted."""

Step = Callable[[], None]
"""Is called when one more of what is counted is done."""


@contextmanager
def progress(doing: str, noun: str, total: int | None, show: bool) -> Iterator[Step]:
    """Within it, a line of standard error tells how many are done, of how many, how fast, and the time that is left.

    doing: what is being done, "Checking". noun: what is counted, "articles". total: how many there are, None where
    nobody knows; of a single one the time since the start is told. While a model reads, a second line tells how far it
    is with its texts. show: whether there is a terminal to tell it.
    """
    if not show:
        yield _no_step
        return
    from checker.measures.neural.batches import watched
    from checker.reporters.visible import visible

    bar = _bar(noun, several=total != 1)
    own = bar.add_task(visible(doing), total=total)
    model = bar.add_task("", total=None, visible=False)

    def tell(done: int, texts: int) -> None:
        about = f"The model has read {done:,} of {texts:,} texts"
        bar.update(model, description=about, completed=done, total=texts, visible=done < texts)

    # The line begins in a thread of its own, so that a stage that takes long is told of while it runs.
    start = Timer(DELAY, bar.start)
    start.daemon = True
    start.start()
    try:
        with watched(tell):
            yield lambda: bar.advance(own)
    finally:
        start.cancel()
        start.join()
        bar.stop()


def _no_step() -> None:
    """Nobody is told."""


def _bar(noun: str, several: bool = True) -> Progress:
    """The line, in as many columns as the terminal has."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn
    from rich.text import Text

    class Numbers(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(_numbers(task, noun))

    class Pace(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(_pace(task), style="dim")

    console = Console(stderr=True, highlight=False, no_color=True)
    columns: list[ProgressColumn] = [TextColumn("{task.description}", markup=False), Numbers(), Pace()]
    if console.width < ROOM_FOR_ALL:
        noun = ""
    elif several:
        columns.insert(1, BarColumn(bar_width=20))
    return Progress(*columns, console=console, transient=True, redirect_stdout=False, refresh_per_second=5)


def _numbers(task: Task, noun: str) -> str:
    """How many are done; "" where that says nothing: of a single one, and of what its own words tell."""
    if task.id != 0 or task.total == 1:
        return ""
    done = f"{task.completed:,.0f}"
    return f"{done} {noun}".strip() if task.total is None else f"{done} of {task.total:,.0f} {noun}".strip()


def _pace(task: Task) -> str:
    """How fast it goes, and how long it will take; until that can be said, how long it has taken."""
    speed = task.speed or 0
    pace = f"{speed:,.0f}/s  " if speed >= 1 else ""
    if task.time_remaining is not None and task.total != 1:
        return f"{pace}{_clock(task.time_remaining)} left"
    return f"{pace}{_clock(task.elapsed or 0)}"


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds: 1:02:05, and 0:07 within the first minute."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
