"""Measurement standards with their certificates, the assessed standards, CMCs, and the demand; with gaps on purpose."""

from __future__ import annotations

import csv
from datetime import timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from registers.capabilities import CAPABILITIES, DEMANDS, CapabilityRow, Demand
from registers.measurement_standards import CERTIFICATES, STANDARDS, MeasurementStandard, StandardCertificate
from registers.standard_checks import ASSESSMENTS, Assessment
from services.province.batch import KEY, MARK, Batch, Rows
from services.province.chance import stream
from services.province.days import moment
from services.province.institutes import NATIONAL, bodies
from services.rates.prefectures import PREFECTURES

if TYPE_CHECKING:
    from services.province.days import Year
    from services.province.institutes import Body
    from services.province.size import Size

NOTE: Final = "模拟数据 simulated"
GAPS: Final = {"5333": ("fuel-dispenser", "gas-meter"), "5334": ("electrocardiograph",)}
"""Demand that no standard serves, by prefecture: its accuracy is asked for ten times better than any standard has it."""
PUBLIC: Final = 27
"""The first standards of an institute are public ones."""
EXPIRED: Final = 0.03
"""Part of the standards whose certificate is not renewed in the year."""


class Type(NamedTuple):
    """A type of measurement standard, from `standards.csv`; the last fields are a cell of the demand."""

    name: str
    name_en: str
    quantity: str
    unit: str
    lower: str
    upper: str
    mpe: str
    u: str
    code: str
    accuracy: str
    kind: str
    cell_upper: str
    cell_limit: str
    cell_class: str


class Made(NamedTuple):
    """A standard: its key, type, institute, place among those of the institute."""

    key: str
    type: Type
    body: Body
    place: int


@cache
def types() -> tuple[Type, ...]:
    """Every type."""
    text = (files(__package__) / "standards.csv").read_text(encoding="utf-8")
    return tuple(Type(**row) for row in csv.DictReader(text.splitlines()))


def made(size: Size) -> list[Made]:
    """The standards: those of the province first, then in turn the types that each institute has."""
    of, known = bodies(size), types()
    found = [(known[n], of[0], n) for n in range(len(known))]
    n = 0
    while len(found) < size.standards:
        body, place = of[1 + n % (len(of) - 1)], n // (len(of) - 1)
        found.append((known[(place + n) % len(known)], body, place))
        n += 1
    return [Made(f"{KEY}B{n:04d}", kind, body, place) for n, (kind, body, place) in enumerate(found, 1)]


def batch(seed: int, size: Size, year: Year) -> Batch:
    """The standards at the beginning of the year."""
    of, all_of = stream(seed, "standards"), made(size)
    highest = {m.type.kind: m.key for m in all_of[: len(types())]}
    return Batch(
        moment(year.start, 0, 16), "simulated: measurement standards",
        [Rows(STANDARDS, [(m.key, _standard(m, highest)) for m in all_of]),
         Rows(CERTIFICATES, [_certificate(m, year, of.random() < EXPIRED, of.randrange(330)) for m in all_of]),
         Rows(ASSESSMENTS, [(f"{KEY}JB{n:04d}", _assessment(m, n, year)) for n, m in enumerate(all_of, 1)]),
         Rows(CAPABILITIES, [(f"{KEY}CMC{n:03d}", _capability(t, year)) for n, t in enumerate(types(), 1)]),
         Rows(DEMANDS, _demands(seed, size))],
    )  # fmt: skip


def _standard(m: Made, highest: dict[str, str]) -> MeasurementStandard:
    level: Any = "highest" if m.body.level == "province" else "public" if m.place < PUBLIC else "working"
    upper = NATIONAL if level == "highest" else highest[m.type.kind]
    return MeasurementStandard(
        name=m.type.name, name_en=m.type.name_en, maker=f"示范标准器厂{MARK}", model="SIM-1", serial=m.key,
        organisation=m.body.key, division=m.body.division, place=f"示范实验室{MARK}", level=level, traceable_to=upper,
        interval_months=12, note=NOTE,
    )  # fmt: skip


def _certificate(m: Made, year: Year, expired: bool, days: int) -> tuple[str, StandardCertificate]:  # noqa: FBT001
    start = year.start - timedelta(days=days)
    until = start + timedelta(days=364) if expired else year.end + timedelta(days=days + 30)
    t = m.type
    better = Decimal("0.3") if m.body.level == "province" else Decimal(1)
    stated = {
        "lower": t.lower, "upper": t.upper, "maximum_permissible_error": str(Decimal(t.mpe) * better),
        "expanded_uncertainty": str(Decimal(t.u) * better),
    }  # fmt: skip
    number = f"{KEY}{start.year}-{m.key[-4:]}"
    row = StandardCertificate(
        standard=m.key, number=number, issuer=f"示范国家计量中心{MARK}" if m.body.level == "province" else f"示范省级计量机构{MARK}",
        valid_from=start, valid_until=until, accuracy=t.accuracy, quantities=({"unit": t.unit, "ranges": [stated]},),
    )  # fmt: skip
    return f"{m.key}/{number}", row


def _assessment(m: Made, n: int, year: Year) -> Assessment:
    level: Any = "highest" if m.body.level == "province" else "public" if m.place < PUBLIC else "working"
    days = 40 if n % 29 == 0 else 400 + 7 * n % 1000  # one in 29 ends in the year: a gap on purpose
    return Assessment(
        name=f"{m.type.name}标准装置{MARK}", name_en=f"Standard: {m.type.name_en} (simulated)", code=m.type.code,
        certificate=f"（示）量标示证字第 {n:04d} 号{MARK}", organisation=m.body.key, level=level, standards=(m.key,),
        range=f"({m.type.lower}～{m.type.upper}) {m.type.unit}", accuracy=m.type.accuracy,
        valid_until=year.start + timedelta(days=days), unit=m.type.unit, limit=Decimal(m.type.mpe),
        budgeted=Decimal(m.type.u) / 4, uncertainty=Decimal(m.type.u),
    )  # fmt: skip


def _capability(t: Type, year: Year) -> CapabilityRow:
    return CapabilityRow(
        organisation=f"{KEY}J01", quantity=t.quantity, kind=t.kind, unit=t.unit, lower=Decimal(t.lower), upper=Decimal(t.upper),
        form="value", content={"U": t.u}, method=f"示范方法{MARK}", since=year.start - timedelta(days=700),
        until=year.end + timedelta(days=700),
    )  # fmt: skip


def _demands(seed: int, size: Size) -> list[tuple[str, Demand]]:
    rows, n = [], 0
    for p in PREFECTURES:
        for t in types():
            n += 1
            limit = Decimal(t.cell_limit) / (100 if t.kind in GAPS.get(p.code, ()) else 1)
            count = size.instruments * p.weight * stream(seed, "demand", n).randrange(20, 90) // 100_000
            demand = Demand(
                quantity=t.quantity, unit=t.unit, lower=Decimal(t.lower), upper=Decimal(t.cell_upper),
                accuracy_class=t.cell_class, limit=limit, division=p.code, kind=t.kind, instruments=count + 1,
            )  # fmt: skip
            rows.append((f"{KEY}D{n:04d}", demand))
    return rows
