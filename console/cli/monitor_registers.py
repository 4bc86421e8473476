"""`steelyard monitor enter`, `rollover` and `replaced`: what a person read, and what a person states of a register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.changes import By, Why
from console.cli.options import DEFAULT_STORE, Store

if TYPE_CHECKING:
    from monitoring.register_steps import Step

MISSING = 1
"""Exit code where nothing was entered."""
File = Annotated[Path, typer.Argument(metavar="FILE")]
Meter = Annotated[str, typer.Option("--meter", metavar="NAME")]
Quantity = Annotated[str, typer.Option("--quantity", metavar="NAME")]
Instant = Annotated[str, typer.Option("--instant", metavar="TIME")]
Unit = Annotated[str, typer.Option("--unit", metavar="SYMBOL")]
Withdraw = Annotated[bool, typer.Option("--withdraw")]


def enter(
    file: File,
    meter: Meter,
    quantity: Quantity,
    instant: Instant,
    value: Annotated[str, typer.Option("--value", metavar="NUMBER")],
    unit: Unit,
    by: By = "",
    period: Annotated[str, typer.Option("--period", metavar="PERIOD")] = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
) -> None:
    """Enter a reading that a person took."""
    from console.catalogue import monitor_texts as m
    from console.cli.screen import tell
    from monitoring.monitor_file import load_monitor
    from services.laboratory.known_person import known_person
    from services.monitoring.by_hand import enter as keep
    from services.monitoring.certificates import Covering

    covering = Covering(load_monitor(file), store)
    covering.load()
    new = keep(
        file, covering, meter=meter, quantity=quantity, period=period, instant=instant, value=value, unit=unit,
        by=known_person(by, file, store), reason=reason,
    )  # fmt: skip
    tell(m.ENTERED if new else m.THERE)
    if not new:
        raise typer.Exit(MISSING)


def rollover(
    file: File,
    meter: Meter,
    quantity: Quantity,
    instant: Instant,
    unit: Unit,
    capacity: Annotated[str, typer.Option("--capacity", metavar="NUMBER")] = "",
    withdraw: Withdraw = False,  # noqa: FBT002
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
) -> None:
    """State that a register passed its end and began at 0 again."""
    from services.laboratory.known_person import known_person
    from services.monitoring import stepping

    of = stepping.Stated(meter, quantity, instant, unit, reason, known_person(by, file, store))
    _told(stepping.withdraw(file, of) if withdraw else stepping.rollover(file, of, capacity))


def replaced(
    file: File,
    meter: Meter,
    quantity: Quantity,
    instant: Instant,
    unit: Unit,
    last: Annotated[str, typer.Option("--last", metavar="NUMBER")] = "",
    first: Annotated[str, typer.Option("--first", metavar="NUMBER")] = "",
    withdraw: Withdraw = False,  # noqa: FBT002
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
) -> None:
    """State that another meter is there from an instant on."""
    from services.laboratory.known_person import known_person
    from services.monitoring import stepping

    of = stepping.Stated(meter, quantity, instant, unit, reason, known_person(by, file, store))
    _told(stepping.withdraw(file, of) if withdraw else stepping.replaced(file, of, last, first))


def _told(step: Step) -> None:
    from console.catalogue import monitor_register_texts as m
    from console.cli.screen import tell

    tell(m.WITHDRAWN if step.kind == "withdrawn" else m.STATED, amount=step.amount, unit=step.unit)
