"""`steelyard sampling`: what a number of conforming items proves, and plans for inspection by attributes."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, NoReturn

import typer

from console.cli.help import Command, Group
from console.cli.options import Json

sampling = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
Target = Annotated[str, typer.Option("--target", metavar="PERCENT")]
Confidence = Annotated[str, typer.Option("--confidence", metavar="PERCENT")]


@sampling.command(cls=Command)
def proportion(
    passed: Annotated[int, typer.Argument(metavar="PASSED")],
    of: Annotated[int, typer.Argument(metavar="OF")],
    target: Target = "95",
    confidence: Confidence = "95",
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show the Clopper–Pearson bounds of a rate, and how many without failure prove a target: 0 proved, 1 not."""
    from console.cli.screen import print_json
    from services.rates.proportion import rate

    if not (of >= 0 and 0 <= passed <= of):
        _refuse(f"{passed} / {of}")
    found = rate(passed, of, per_cent(target), per_cent(confidence))
    if json:
        print_json(found)
    else:
        tell_rate(found)
    raise typer.Exit(0 if found["shown"] else 1)


@sampling.command(cls=Command)
def attributes(
    lot: Annotated[int, typer.Argument(metavar="LOT_SIZE")],
    aql: Annotated[str, typer.Option("--aql", metavar="AQL")],
    level: Annotated[str, typer.Option("--level", metavar="LEVEL")] = "II",
    severity: Annotated[str, typer.Option("--severity", metavar="SEVERITY")] = "normal",
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show the single sampling plan of GB/T 2828.1 for a lot."""
    from console.catalogue import package_help as m
    from console.cli.screen import print_json, tell
    from metrology.sampling import acceptance_probability, single_sampling_plan

    try:
        plan = single_sampling_plan(lot, Decimal(aql), level, severity)
    except (ValueError, InvalidOperation) as error:
        _refuse(str(error) if isinstance(error, ValueError) else aql)
    risk = {p: acceptance_probability(plan.n, plan.acceptance_number, p / 100) for p in (1, 2, 5, 10)}
    if json:
        print_json({"letter": plan.letter, "n": plan.n, "acceptance": plan.acceptance_number, "rejection": plan.rejection_number,
                    "whole_lot": plan.whole_lot, "accepts": {str(p): round(x, 4) for p, x in risk.items()},
                    "source": str(plan.source)})  # fmt: skip
        return
    tell(m.PLAN, letter=plan.letter, n=plan.n, accept=plan.acceptance_number, reject=plan.rejection_number)
    tell(m.ACCEPTS, text=", ".join(f"{p} %: {x:.1%}" for p, x in risk.items()))


def per_cent(text: str) -> Decimal:
    """A percentage between 0 and 100, the ends excluded."""
    from inputs.digits import full_width

    try:
        value = Decimal(full_width(text).strip().removesuffix("%").removesuffix("％"))
    except InvalidOperation:
        value = Decimal(0)
    if not 0 < value < 100:
        _refuse(text)
    return value


def tell_rate(found: dict[str, Any]) -> None:
    """Tell a rate with its bound and what is needed."""
    from console.catalogue import package_help as m
    from console.cli.screen import tell

    tell(m.RATE, passed=found["passed"], of=found["of"], percent=found["percent"] or "–")
    if found["of"]:
        tell(m.BOUNDS, lower=found["lower"], upper=found["upper"], confidence=found["confidence"])
    tell(m.PROVED if found["shown"] else m.NOT_PROVED, target=found["target"], confidence=found["confidence"])
    tell(m.NEEDED, n=found["without_failure_needed"], target=found["target"], confidence=found["confidence"])


def _refuse(given: str) -> NoReturn:
    from console.catalogue import package_help as m
    from console.cli.help import filled
    from sequencer.errors import Refused

    raise Refused([filled(m.IMPOSSIBLE, given=given)])
