"""What a person sees at the terminal: messages on standard error, one JSON document on standard output if asked for."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from console.language import Language, clause_in, current, localised

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from metrology.text import Text

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
REFUSED, INTERRUPTED, DEFECT = 2, 3, 70
WIDTH_OF_A_FILE = 160
NARROW = 110


def tolerate_encodings() -> None:
    """Show `?` for a character that the terminal's encoding (GBK on a Chinese Windows) lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")  # the terminal asks again, instead of failing


def say(*lines: str, end: str = "\n") -> None:
    """Lines for a person; may hold rich markup. A terminal gets them broken between words, a file gets them whole."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False, emoji=False)
    for line in lines:
        console.print(line, end=end, soft_wrap=not console.is_terminal)


def tell(text: Text, /, **values: object) -> None:
    """One message of the catalogue for a person."""
    say(message(text, **values))


def message(text: Text, /, **values: object) -> str:
    """A message of the catalogue in the language of the screen; what is filled in is never taken for markup."""
    return localised(text).format(**{name: plain(value) for name, value in values.items()})


SPACES = "\n\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{IDEOGRAPHIC SPACE}"
"""Blanks that names and figures have, and that do nothing to a terminal."""


def plain(text: object) -> str:
    """Text that must not be taken for markup, nor for commands to the terminal; quotients are cut for a person."""
    from rich.markup import escape

    from metrology.exact import shortened

    return escape("".join(c if c.isprintable() or c in SPACES else f"\\x{ord(c):02x}" for c in shortened(str(text))))


def words(outcome: str, kind: str = "") -> str:
    """An outcome in its colour; of a calibration that it is done, and conformity only where a rule decided against it."""
    from console.catalogue import messages
    from procedures.findings import outcome_in

    if outcome in messages.UNFINISHED:
        return localised(messages.UNFINISHED[outcome])
    of_calibration = messages.CALIBRATED.get(outcome) if kind == "calibration" else None
    o = of_calibration or outcome_in(kind, outcome)
    return f"[{OUTCOME_STYLE[outcome]}]{MARK[outcome]} {o.zh if current() is Language.ZH else o.en}[/]"


def text_of(text: Any) -> str:
    """A text of a journal entry or of a use case in the language of the screen, escaped."""
    return plain(localised(text))


def clause_of(clause: str) -> str:
    """A clause in the language of the screen, escaped."""
    return plain(clause_in(clause, current()))


def status_of(status: str) -> str:
    """How far a figure has been checked, in words."""
    from metrology.status import Status

    found = Status(status)
    return found.zh if current() is Language.ZH else found.en


def stage_of(stage: str) -> str:
    """A kind of verification in words; a word that is none of ours as it stands."""
    from procedures.regulation import Stage

    return localised(Stage(stage).text) if stage in list(Stage) else plain(stage)


def print_json(document: Any) -> None:
    """The one JSON document of a `--json` call; escaped where the encoding of standard output is not UTF-8."""
    utf8 = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") in {"utf8", "utf8sig"}
    text = _json(document) if utf8 else None
    if text is None:
        json.dump(document, sys.stdout, ensure_ascii=not utf8, indent=2)
    else:
        sys.stdout.write(text)
    sys.stdout.write("\n")
    _Printed.document = True


def _json(document: Any) -> str | None:
    """The document as `json` writes it, by what is faster; None where it has keys or texts that only `json` writes."""
    import orjson

    try:
        return orjson.dumps(
            document, default=_plain, option=orjson.OPT_INDENT_2 | orjson.OPT_PASSTHROUGH_DATACLASS
        ).decode()
    except TypeError:
        return None


def _plain(value: Any) -> list[Any]:
    """A named tuple is a list in JSON."""
    if isinstance(value, tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def ask_secret(name: str) -> str:
    """A passphrase or PIN, typed without being shown."""
    import typer

    return str(typer.prompt(name, hide_input=True, err=True))


def begin() -> None:
    """A call begins: it has not given a document yet."""
    _Printed.document = False


class _Printed:
    """Whether this call has given its document: what happens afterwards adds none."""

    document = False


def print_json_once(document: Any) -> None:
    """The document of a failure, where the command has not given one before it failed."""
    if not _Printed.document:
        print_json(document)


def narrow() -> bool:
    """Whether a table goes to a terminal of few columns."""
    from rich.console import Console

    console = Console()
    return console.is_terminal and console.width < NARROW


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], whole: Collection[int] = ()) -> None:
    """A table on standard output; cells may hold markup. Columns whose index is in `whole` are never folded: ids, serials."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for at, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=at in whole)
    for row in rows:
        table.add_row(*row)
    # Without emoji: ":ab:" of a fingerprint or an address stays what it is.
    console = Console(highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDTH_OF_A_FILE
    console.print(table)
