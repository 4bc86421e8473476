"""`steelyard dynamic`: recordings of a step, a sine, a sweep, of two clocks, and of two instruments beside a process."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.help import Command, Group
from console.cli.options import Json

if TYPE_CHECKING:
    from services.dynamics import Result

dynamic = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
Recording = Annotated[Path, typer.Argument(metavar="FILE")]
Reference = Annotated[Path, typer.Argument(metavar="REFERENCE")]
Other = Annotated[Path, typer.Argument(metavar="OTHER")]
Resolution = Annotated[str, typer.Option("--resolution", metavar="VALUE")]


@dynamic.command(cls=Command)
def step(
    file: Recording,
    model: Annotated[str, typer.Option("--model", metavar="MODEL")] = "first_order",
    resolution: Resolution = "",
    change: Annotated[str, typer.Option("--input", metavar="CHANGE")] = "",
    json: Json = False,  # noqa: FBT002
) -> None:
    """Fit a step response: parameters with their uncertainty and covariance, t10, t50, t63, t90."""
    from services import dynamics

    _show(dynamics.step(file, model, resolution=_number(resolution), input_change=_number(change)), json=json)


@dynamic.command(cls=Command)
def sine(
    file: Recording,
    frequency: Annotated[float, typer.Option("--frequency", metavar="HZ")],
    unknown: Annotated[bool, typer.Option("--fit-frequency")] = False,  # noqa: FBT002
    resolution: Resolution = "",
    json: Json = False,  # noqa: FBT002
) -> None:
    """Fit a sine: amplitude, phase, offset; with --fit-frequency its frequency too."""
    from services import dynamics

    _show(dynamics.sine(file, frequency, known=not unknown, resolution=_number(resolution)), json=json)


@dynamic.command(cls=Command)
def sweep(file: Recording, json: Json = False) -> None:  # noqa: FBT002
    """Show gain and phase of a sweep with their covariance, and the first-order system that it shows: 0, or 1 where none."""
    from services import dynamics

    _show(dynamics.sweep(file), json=json)


@dynamic.command(cls=Command)
def skew(
    reference: Reference,
    other: Other,
    allowed: Annotated[str, typer.Option("--allowed", metavar="SECONDS")] = "",
    stamps: Annotated[str, typer.Option("--time-step", metavar="SECONDS")] = "",
    json: Json = False,  # noqa: FBT002
) -> None:
    """Find what one clock is ahead of another in recordings of one signal: 0, or 1 where more than allowed."""
    from services import dynamics

    _show(dynamics.skew(reference, other, allowed=_number(allowed), time_step=_number(stamps)), json=json)


@dynamic.command(cls=Command)
def compare(
    reference: Reference,
    other: Other,
    begin: Annotated[float, typer.Option("--from", metavar="SECONDS")],
    end: Annotated[float, typer.Option("--to", metavar="SECONDS")],
    ahead: Annotated[float, typer.Option("--skew", metavar="SECONDS")] = 0.0,
    alignment: Annotated[float, typer.Option("--alignment", metavar="SECONDS")] = 0.0,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Compare two instruments beside a running process over a window: E with its uncertainty, drift, stability."""
    from services import dynamics

    _show(dynamics.comparison(reference, other, begin, end, skew=ahead, u_alignment=alignment), json=json)


def _number(text: str) -> Decimal | None:
    """A number of an option; None where it was not given."""
    from console.catalogue import dynamic_help as m
    from console.cli.help import filled
    from inputs.digits import full_width
    from services.dynamics.refused import RecordingRefused

    if not text:
        return None
    try:
        number = Decimal(full_width(text).strip())
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise RecordingRefused([filled(m.NO_NUMBER, given=text)])
    return number


def _show(found: Result, *, json: bool) -> None:
    """Show an evaluation; exit code 1 where a limit that was stated is exceeded."""
    from console.catalogue import dynamic_help as m
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import localised
    from metrology.exact import plain as digits

    if json:
        print_json(found.to_dict())
    else:
        heads = [localised(head) for head in (m.QUANTITY, m.VALUE, m.U, m.EXPANDED, m.UNIT)]
        rows = [
            [plain(cell) for cell in (localised(row.name), row.stated, digits(row.estimate.standard_uncertainty), digits(row.expanded), row.unit)]
            for row in found.rows
        ]  # fmt: skip
        print_table("", heads, rows)
        for pair, r in found.correlation.items():
            tell(m.CORRELATION, pair=", ".join(pair), r=f"{r:+.3f}")
        for remark in found.remarks:
            tell(m.REMARK, text=localised(remark))
    raise typer.Exit(1 if found.exceeded else 0)
