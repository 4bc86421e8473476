"""The certificate of another laboratory as a certificate of a standard: values, U, ranges, validity, number, issuer."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.exact import plain
from metrology.validity.dates import months_after
from records.certificates import Quantity
from records.recall import CorrectedCertificate
from reports.dcc.from_run import CANCELLED, RECALIBRATION, SIMULATED, VALID_UNTIL
from reports.dcc.names import said
from reports.errors import DccFault
from services.dcc.opening import Sources, opened
from services.dcc.points import points_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from metrology.text import Text
    from reports.dcc.model import Dcc
    from services.dcc.points import Points

_OTHER = re.compile(r"[^a-z0-9]+")


class Stated(NamedTuple):
    """What a certificate states for the register.

    Attributes:
        quantities: As in ``standards.toml``.
        left: Tables that were not taken over, with the reason.
    """

    quantities: tuple[dict[str, Any], ...]
    left: tuple[tuple[Text, str], ...]


def stated(dcc: Dcc, unit: str = "") -> Stated:
    """What a certificate states, as a run uses it: corrections at the points, with straight lines between them.

    Args:
        dcc: The certificate.
        unit: Unit that is wanted, where a table can be had in it.

    Raises:
        DccFault: It is of a simulated run or cancelled, or no table of it can be used; every reason is named.
    """
    marks = {kind for told in dcc.statements for kind in told.kinds} & {SIMULATED, CANCELLED}
    if marks:
        raise DccFault(f"certificate {dcc.number} bears the mark {', '.join(sorted(marks))}: it is none of a standard")
    found, left = points_of(dcc, unit)
    whole = [points for points in found if len(points.points) > 1]
    left += [(points.name, "one point makes no range") for points in found if len(points.points) == 1]
    if not whole:
        why = "; ".join(f"{name.en}: {reason}" for name, reason in left) or "it has no table"
        raise DccFault(f"certificate {dcc.number} states nothing that a run could use: {why}")
    units = [points.unit for points in whole]
    keys = _keys([points for points in whole if units.count(points.unit) > 1])
    return Stated(tuple(_quantity(points, keys.get(id(points), "")) for points in whole), tuple(left))


def _keys(points: Sequence[Points]) -> dict[int, str]:
    """A name for each of several quantities of one unit, from that of its result."""
    names = [_OTHER.sub("-", p.name.en.lower()).strip("-") or "quantity" for p in points]
    return {
        id(p): name if names.count(name) == 1 else f"{name}-{n + 1}"
        for n, (p, name) in enumerate(zip(points, names, strict=True))
    }


def _quantity(points: Points, key: str) -> dict[str, Any]:
    row = {
        "lower": plain(points.points[0].shown),
        "upper": plain(points.points[-1].shown),
        "expanded_uncertainty": {"table": [[plain(p.shown), plain(p.U)] for p in points.points]},
        "correction": {"table": [[plain(p.shown), plain(p.correction)] for p in points.points]},
    }
    return {"unit": points.unit, "ranges": [row], **({"key": key} if key else {})}


def validity(dcc: Dcc, months: int = 0, until: date | None = None) -> tuple[date, date]:
    """First and last day of a certificate.

    The first is the day on which the calibration ended. The last is that which somebody names, else that which the
    certificate states, else that by the interval of the standard.

    Args:
        dcc: The certificate.
        months: Interval of the standard; 0 where there is none.
        until: The last day, where somebody names it.

    Raises:
        DccFault: None is known.
    """
    first = date.fromisoformat(dcc.end[:10])
    dates = {kind: told.date for told in dcc.statements for kind in told.kinds if told.date}
    said_in_it = dates.get(RECALIBRATION) or dates.get(VALID_UNTIL)
    if until is not None:
        return first, until
    if said_in_it:
        return first, date.fromisoformat(said_in_it[:10])
    if months:
        return first, months_after(first, months)
    raise DccFault(
        f"certificate {dcc.number} states no day until which it is valid: give it with --valid-until, or the interval of the "
        "standard with: steelyard standards edit KEY --set interval_months=12"
    )


def issuer(dcc: Dcc) -> Text:
    """Who issued it."""
    return said(dcc.laboratory.name)


def corrected(file: Path) -> CorrectedCertificate:
    """A certificate as the corrected one of a re-evaluation.

    Raises:
        DccRefused, DccFault: It cannot be used.
    """
    dcc = opened(file, Sources()).dcc
    quantities = tuple(Quantity.model_validate(q) for q in stated(dcc).quantities)
    return CorrectedCertificate(quantities=quantities, certificate=dcc.number)
