"""What a person sees at the terminal: messages on standard error, one JSON document on standard output if asked for."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

OUTCOME_STYLE = {
    "conform": "bold green",
    "not_conform": "bold red",
    "undecided": "bold yellow",
    "invalid": "bold magenta",
    "incomplete": "bold yellow",
    "not_applicable": "dim",
}
MARK = {"conform": "✓", "not_conform": "✗", "undecided": "?", "invalid": "∅", "incomplete": "…", "not_applicable": "–"}
EXIT = {
    "interrupted": 3,
    "conform": 0,
    "not_conform": 1,
    "undecided": 4,
    "invalid": 5,
    "incomplete": 5,
    "not_applicable": 5,
}
REFUSED, INTERRUPTED = 2, 3
WIDTH_OF_A_FILE = 160


def say(*lines: str, end: str = "\n") -> None:
    """Lines for a person; may hold rich markup. A terminal gets them broken between words, a file gets them whole."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    for line in lines:
        console.print(line, end=end, soft_wrap=not console.is_terminal)


def plain(text: object) -> str:
    """Text that must not be taken for markup."""
    from rich.markup import escape

    return escape(str(text))


def words(outcome: str) -> str:
    """An outcome in both languages, in its colour."""
    from metrology.decision import Outcome

    o = Outcome(outcome)
    return f"[{OUTCOME_STYLE[outcome]}]{MARK[outcome]} {o.zh} {o.en}[/]"


def both(text: Mapping[str, str]) -> str:
    """A text in both languages, the English dimmed; once where they are the same."""
    zh, en = plain(text["zh"]), plain(text["en"])
    return zh if zh == en or not en else f"{zh} [dim]{en}[/]"


def print_json(document: Any) -> None:
    """The one JSON document of a `--json` call."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], whole: Collection[str] = ()) -> None:
    """A table on standard output; cells may hold markup. Columns named in `whole` are never folded: ids to be copied."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in whole)
    for row in rows:
        table.add_row(*row)
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH_OF_A_FILE
    console.print(table)
