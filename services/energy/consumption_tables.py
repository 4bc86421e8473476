"""Tables of the consumption of a site: standard coal, a unit of the product, carbon dioxide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.rounding import round_significant
from metrology.statistics.exact_sums import decimal_root
from metrology.status import Source, Status
from metrology.text import Text
from procedures.campaigns.judgement import Table
from procedures.energy_metering.equipping import kinds
from services.energy.coefficients import RESULTS
from services.energy.rate_report import CONCLUSION, DASH, KIND, UNKNOWN, figure
from services.energy.shown import decimal, expanded, rounded

if TYPE_CHECKING:
    from services.energy.accounting import Account
    from services.energy.consumption import Consumed, Consumption, UnitConsumption

METERS = Text("计量器具", "Meters")


def totals(found: Account) -> list[Text]:
    """Comprehensive energy, energy of a unit, carbon dioxide, in sentences."""
    words = [
        _sentence(found.coal, Text("综合能耗", "Comprehensive energy")),
        _sentence(found.co2, Text("二氧化碳排放", "Carbon dioxide")),
    ]
    u = found.unit
    if u is not None and u.value is not None:
        value, unit = rounded(u.value, u.u), f"kgce/{u.product.unit}"
        near = Text("；限额在 2·u 之内", "; the quota lies within 2·u") if u.near else Text("", "")
        words.append(
            Text(
                f"单位产品综合能耗 {value} {unit}，U = {expanded(u.u)}（k = 2）{near.zh}。",
                f"Energy of a unit of the product {value} {unit}, U = {expanded(u.u)} (k = 2){near.en}.",
            )
        )
    return words


def _sentence(c: Consumption, name: Text) -> Text:
    unit = RESULTS[c.by.of]
    if c.value is None:
        lacking = [p.kind for p in c.parts if p.counted is None]
        zh, en = "、".join(kinds()[k].zh for k in lacking), ", ".join(kinds()[k].en for k in lacking)
        return Text(
            f"{name.zh}不能给出：缺少 {zh} 的用量或系数。",
            f"{name.en}: not known, as quantity or coefficient of {en} is missing.",
        )
    note = Text("", "") if c.verified else Text("，含未核实的系数", ", with coefficients that are not verified")
    if not c.covered:
        note = Text(
            f"{note.zh}，所依据的表在期间内没有有效证书",
            f"{note.en}, by meters without a valid certificate in the whole period",
        )
    value, u = rounded(c.value, c.u), expanded(c.u)
    return Text(
        f"{name.zh} {value} {unit}，U = {u} {unit}（k = 2，仅计量器具）{note.zh}。",
        f"{name.en} {value} {unit}, U = {u} {unit} (k = 2, meters alone){note.en}.",
    )


def coal_table(c: Consumption) -> Table:
    """Comprehensive energy by kind."""
    return _table(c, Text("综合能耗（折标准煤）", "Comprehensive energy (standard coal)"))


def carbon_table(c: Consumption) -> Table:
    """Carbon dioxide by kind."""
    return _table(c, Text("二氧化碳排放", "Carbon dioxide"))


def _table(c: Consumption, title: Text) -> Table:
    unit = RESULTS[c.by.of]
    heads = (
        KIND, Text("净用量", "Net quantity"), Text("系数", "Coefficient"), Text(f"折算，{unit}", f"Counts for, {unit}"),
        Text("U (k = 2)", "U (k = 2)"), METERS,
    )  # fmt: skip
    rows = [_row(p, unit) for p in c.parts]
    no = Text("不计入：数据中无系数", "not counted: the data have no coefficient")
    rows += [(kinds()[kind], DASH, no, DASH, DASH, DASH) for kind in c.uncounted]
    if c.value is not None:
        rows.append((Text("合计", "Total"), "", "", rounded(c.value, c.u), expanded(c.u), ""))
    return Table(title, heads, tuple(rows), (1.6, 2, 2.6, 1.6, 1.2, 2))


def _row(p: Consumed, unit: str) -> tuple[str | Text, ...]:
    f = p.factor
    coefficient: Text = UNKNOWN
    if f is not None and f.value is not None:
        shown = plain(round_significant(decimal(f.value), 5).normalize())
        coefficient = figure(f"{shown} {unit}/{f.unit}", f.source.status)
    u = None if p.counted_variance is None else decimal_root(p.counted_variance)
    net = None if p.variance is None else decimal_root(p.variance)
    return (
        kinds()[p.kind], DASH if p.amount is None else f"{rounded(p.amount, net)} {p.unit}", coefficient,
        DASH if p.counted is None else rounded(p.counted, u), expanded(u), ", ".join(m.point for m in p.meters),
    )  # fmt: skip


def unit_table(u: UnitConsumption) -> Table:
    """The energy of a unit of the product, against its quota."""
    p = u.product
    unit = f"kgce/{p.unit}"
    heads = (
        Text("产品", "Product"), Text("产量", "Quantity"), Text("单位产品综合能耗", "Energy of a unit"), Text("U (k = 2)", "U (k = 2)"),
        Text("限额", "Quota"), Text("限额出处", "Basis of the quota"), CONCLUSION,
    )  # fmt: skip
    source = Source(p.basis, Status(p.status))
    row = (
        Text(p.name, p.name_en or p.name), f"{rounded(p.quantity, p.u)} {p.unit}",
        DASH if u.value is None else f"{rounded(u.value, u.u)} {unit}", expanded(u.u),
        Text.same(DASH) if p.quota is None else figure(f"{plain(p.quota)} {unit}", source.status), Text.of(p.basis or DASH),
        u.outcome or DASH,
    )  # fmt: skip
    return Table(
        Text("单位产品综合能耗", "Energy of a unit of the product"), heads, (row,), (1.5, 1.4, 1.9, 1.2, 2.2, 2, 1.7)
    )
