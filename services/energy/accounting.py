"""The energy of a site in a period: its balance, its consumption, its carbon dioxide; each figure with the meters it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from metrology.decision import Outcome
from metrology.text import Text
from sequencer.errors import Refused
from services.energy.balance import K, NodeBalance, balances
from services.energy.coefficients import RESULTS, coefficients
from services.energy.consumption import Consumption, UnitConsumption, consumption
from services.energy.held import held
from services.energy.metered import Metered, metered
from services.energy.shown import decimal, expanded, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from registers.book import Book
    from services.energy.asked import Asked
    from services.energy.samples import Sample

NO_PERIOD = Text(
    "没有期间：在 site.toml 写 [period]，或给出 --from 和 --to",
    "no period: write [period] into site.toml, or give --from and --to",
)
NO_FLOWS = Text("一览表中没有填写“来自、去向”的测量点", "no point of the list says where it comes from and goes to")


@dataclass(frozen=True, slots=True)
class Account:
    """The energy of a site in a period.

    Attributes:
        start, end: The period.
        flows: What went through each point.
        nodes: The balance of each node.
        coal, co2: Comprehensive energy in kgce, carbon dioxide in kg.
        unit: Energy of a unit of the product; None where the site names none.
        simulated: Whether a sample is of a simulated meter.
    """

    start: datetime
    end: datetime
    flows: Mapping[str, Metered]
    nodes: tuple[NodeBalance, ...]
    coal: Consumption
    co2: Consumption
    unit: UnitConsumption | None
    simulated: bool = False

    @property
    def outcome(self) -> Outcome:
        """The worst of all balances and of the quota."""
        found = {n.outcome for n in self.nodes} | ({self.unit.outcome} if self.unit else set())
        order = (Outcome.NOT_CONFORM, Outcome.INCOMPLETE, Outcome.UNDECIDED)
        return next((o for o in order if o in found), Outcome.CONFORM)

    @property
    def last(self) -> date:
        """The last day of the period."""
        return (self.end - timedelta(microseconds=1)).date()

    def document(self) -> dict[str, Any]:
        """Everything as words and numbers; exact values beside those that are rounded for print."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "k": K,
            "simulated": self.simulated,
            "outcome": str(self.outcome),
            "flows": [_flow(m) for m in self.flows.values()],
            "nodes": [_node(n) for n in self.nodes],
            "coal": _consumption(self.coal),
            "co2": _consumption(self.co2),
            "unit": _unit(self.unit) if self.unit else None,
        }


def account(asked: Asked, samples: Iterable[Sample], start: datetime, end: datetime, book: Book | None) -> Account:
    """The energy of a site in a period.

    Args:
        asked: The site.
        samples: Values of its meters.
        start: Start of the period, with its offset from UTC.
        end: End of the period, likewise.
        book: The registers; None where there is no store.

    Raises:
        Refused: No point belongs to a balance, or an edition of coefficients changes within the period.
        NotInForce: No edition of the coefficients is in force.
        UnitError: Units do not convert.
        FiguresError: A file of figures cannot be used.
    """
    site = asked.site
    first, last = start.date(), (end - timedelta(microseconds=1)).date()
    marks = set[bool]()
    flows = metered(held(asked.points, last, book), _noted(samples, marks), start, end)
    if not flows:
        raise Refused([NO_FLOWS])
    by = {of: coefficients(of, first, last, site.coefficients, asked.figures) for of in ("coal", "co2")}
    coal, co2 = (consumption(flows, by[of], site.site.outside) for of in ("coal", "co2"))
    unit = UnitConsumption(coal, site.product) if site.product is not None else None
    nodes = balances(flows, site.estimates, site.site.outside)
    return Account(start, end, flows, nodes, coal, co2, unit, site.site.simulated or True in marks)


def _noted(samples: Iterable[Sample], marks: set[bool]) -> Iterator[Sample]:
    """The samples, one after the other; whether any is simulated is noted on the way."""
    for sample in samples:
        marks.add(sample.simulated)
        yield sample


def _flow(m: Metered) -> dict[str, Any]:
    return {
        "point": m.point, "kind": m.held.point.kind, "from": m.held.point.source, "to": m.held.point.target,
        "quantity": m.quantity, "amount": _plain(m.amount), "u": _plain(m.u), "unit": m.held.point.unit,
        "mpe_percent": _plain(m.mpe), "readings": len(m.readings), "silent": m.silent, "serial": m.held.point.serial,
        "certificate": m.held.certificate, "valid_until": m.held.shown_until, "covered": m.covered,
        "problem": m.problem.to_dict() if m.problem else None,
    }  # fmt: skip


def _node(n: NodeBalance) -> dict[str, Any]:
    return {
        "kind": n.kind, "node": n.node, "unit": n.unit, "in": _plain(n.given), "out": _plain(n.taken),
        "difference": _plain(n.difference), "u": _plain(n.u), "limit": _plain(n.limit), "detectable": _plain(n.detectable),
        "meters": [m.point for m in n.meters], "finding": n.finding.to_dict(), "outcome": str(n.outcome),
        "shown": {"difference": "" if n.difference is None else rounded(n.difference, n.u), "U": expanded(n.u)},
    }  # fmt: skip


def _consumption(c: Consumption) -> dict[str, Any]:
    return {
        "edition": c.by.facts.regulation.id, "unit": RESULTS[c.by.of], "value": None if c.value is None else str(decimal(c.value)),
        "u_of_meters": _plain(c.u), "verified": c.verified, "covered": c.covered, "uncounted": list(c.uncounted),
        "parts": [
            {"kind": p.kind, "amount": _plain(p.amount), "unit": p.unit, "meters": [m.point for m in p.meters],
             "factor": None if p.factor is None or p.factor.value is None else str(decimal(p.factor.value)),
             "source": p.factor.source.to_dict() if p.factor else None,
             "counted": None if p.counted is None else str(decimal(p.counted))}
            for p in c.parts
        ],
    }  # fmt: skip


def _unit(u: UnitConsumption) -> dict[str, Any]:
    return {
        "product": u.product.name, "quantity": str(u.product.quantity), "unit": f"kgce/{u.product.unit}",
        "value": None if u.value is None else str(decimal(u.value)), "u": _plain(u.u), "quota": _plain(u.product.quota),
        "basis": u.product.basis, "near": u.near, "outcome": str(u.outcome) if u.outcome else None,
    }  # fmt: skip


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
