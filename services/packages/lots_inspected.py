"""What inspections of net content of a store show together: each lot once, the rate of lots that conform, its bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from procedures.regulation import Work
from records.entries import Conclusion, Opened, of_kind, read
from records.store import Store
from services.rates.proportion import rate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from records.event import Event

KIND = "net-content"
DECIDED = ("conform", "not_conform")
DEFINITION = Text(
    "抽检合格率 = 合格批数 ÷ 已作结论的受检批数；同一批（编号、生产者、型号相同）只计一次，以最后一次检验的结论为准；自检、"
    "模拟运行和未作结论的不计入",
    "rate of conforming lots = lots that conform ÷ lots that were decided; a lot (serial number, maker, model) counts once, by "
    "its last inspection; self-checks, simulated runs and what is not decided do not count",
)


@dataclass(frozen=True, slots=True)
class LotResult:
    """One inspection of a lot.

    Attributes:
        run, day, outcome: The run.
        lot, product, model, maker, nominal: Nameplate of the lot.
        edition: Regulation.
        work: What the run was for.
        simulated: Whether it used simulated instruments.
        contents: Deviations q − Qn of the packages of the sample, in order; empty where none was measured.
        mean, s: Mean content and standard deviation as stated; empty where they were not.
        beyond: How many exceed the tolerated deficiency; empty where that was not judged.
        limit: Deviation below which a package counts, −T; None where that was not judged.
        unit: Unit of the contents.
        earlier: Outcome of the inspection before, of the same lot; empty for none.
    """

    run: str
    day: date
    outcome: str
    lot: str
    product: Text
    model: str
    maker: str
    nominal: str
    edition: str
    work: str
    simulated: bool
    contents: tuple[Decimal, ...]
    mean: str
    s: str
    beyond: str
    limit: Decimal | None
    unit: str
    earlier: str = ""


def inspections(
    url: str, start: date | None, end: date | None, work: Sequence[str], product: str = ""
) -> list[LotResult]:
    """Closed inspections of net content, oldest first; an amended run gives way to the one that amends it.

    Args:
        url: The store.
        start: First day; None for no limit.
        end: Last day; None for no limit.
        work: Kinds of work.
        product: A part of the name, model or maker; empty for all.

    Raises:
        StoreError: The store cannot be read.
    """
    store = Store(url, read_only=True)
    try:
        lines = [(line, read(line.opened, Opened)) for line in store.runs() if line.closed]
        amended = {o.amends[-1].run for _, o in lines if o.amends}
        found = []
        for line, o in lines:
            if o.regulation.kind != KIND or o.kind not in work or line.run in amended or o.judges is not None:
                continue
            if (start and o.day < start) or (end and o.day > end):
                continue
            named = " ".join((o.subject.name.zh, o.subject.name.en, o.subject.model, o.subject.maker)).casefold()
            if product.casefold() in named:
                found.append(_result(line.run, o, line.outcome or "open", store.events(line.run)))
        return sorted(found, key=lambda r: (r.day, r.run))
    finally:
        store.close()


def _result(run: str, o: Opened, outcome: str, events: Sequence[Event]) -> LotResult:
    by_item: dict[str, list[Conclusion]] = {}
    for _, conclusion in of_kind(events, Conclusion):
        by_item.setdefault(conclusion.item, []).append(conclusion)
    deviations = tuple(
        Decimal(c.decision.unrounded) for c in by_item.get("individual", []) if c.decision and "dq" in c.values
    )
    mean = next((c.values for c in by_item.get("mean", []) if "content_mean" in c.values), {})
    short = next((c.values for c in by_item.get("shortages", []) if "defectives" in c.values), {})
    unit = next((c.decision.unit for c in by_item.get("individual", []) if c.decision), "")
    s = o.subject
    return LotResult(
        run=run, day=o.day, outcome=outcome, lot=s.serial, product=s.name, model=s.model, maker=s.maker,
        nominal=str(o.nameplate.get("nominal", "")), edition=o.regulation.id, work=o.kind, simulated=o.simulated,
        contents=deviations, mean=str(mean.get("content_mean", "")), s=str(mean.get("content_s", "")),
        beyond=str(short.get("defectives", "")), limit=-Decimal(str(short["tolerated"])) if "tolerated" in short else None,
        unit=unit,
    )  # fmt: skip


def lots(found: Sequence[LotResult]) -> list[LotResult]:
    """Each lot once, by its last decided inspection, with the outcome of the one before."""
    last: dict[tuple[str, str, str], LotResult] = {}
    for r in found:
        if r.outcome in DECIDED:
            key = (r.lot, r.maker, r.model)
            before = last.pop(key, None)
            last[key] = replace(r, earlier=before.outcome if before else "")
    return list(last.values())


def roll_up(found: Sequence[LotResult], target: Decimal, confidence: Decimal) -> dict[str, Any]:
    """Lots inspected and lots that conform, with the bounds of their rate; simulated runs are counted apart."""
    real = [r for r in found if not r.simulated and r.work in (Work.INSPECTION, Work.SUPERVISION)]
    counted = lots(real)
    passed = sum(r.outcome == "conform" for r in counted)
    return {
        "definition": DEFINITION.to_dict(),
        **rate(passed, len(counted), target, confidence),
        "open": sum(r.outcome not in DECIDED for r in real),
        "simulated": sum(r.simulated for r in found),
        "inspected_again": sum(bool(r.earlier) for r in counted),
    }
