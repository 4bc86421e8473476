"""The report on a saving of energy."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.exact import plain
from metrology.rounding import round_significant
from metrology.text import Text
from procedures.campaigns.judgement import Note, Plot, Series, Table
from reports.energy import EnergyReport
from services.energy.rate_report import DASH, NOT_A_CERTIFICATE, instruments_table, site_fields
from services.energy.savings import CONFIDENCE
from services.energy.shown import decimal, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from services.energy.held import Held
    from services.energy.savings import Saving, Use
    from services.energy.site import Savings, Site

TITLE = Text("节能量报告", "Report on a Saving of Energy")
SHOWN = Text("节能量已证明", "a saving is shown")
BASIS = "GB/T 13234, IPMVP"
NOTES = (
    Text(
        "基线 E = a + Σ b·x 由基期数据按最小二乘法求得；节能量 = Σ(基线用量) − Σ报告期用量，正值为节约。报告期 m 个月的合计的方差为 "
        "s²·(m + x′(X′X)⁻¹x)，X 为基期各月的行（1, x），x 为报告期各行之和，′ 表示转置；自由度 n − 1 − k，k 为影响因素数。各月用量的残差视为不相关。",
        "The baseline E = a + Σ b·x follows by least squares from the periods before; saving = Σ use by the baseline − Σ use in the report, "
        "positive where less was used. The variance of a sum over m periods is s²·(m + x′(X′X)⁻¹x), X with a row (1, x) for each period before, x the "
        "sum of the rows of the report, ′ for the transpose, with n − 1 − k degrees of freedom for k drivers. Residuals of different periods are taken as "
        "independent.",
    ),
    Text(
        "GB/T 13234 和 IPMVP 的原文未读到（未核实）；公式由回归分析直接推得。",
        "The texts of GB/T 13234 and of IPMVP were not read (not verified); the formulas follow from the regression itself.",
    ),
    NOT_A_CERTIFICATE,
)


def outcome(found: Saving) -> Outcome:
    """Conform where a saving is shown, else undecided: no law asks for one."""
    return Outcome.CONFORM if found.shown else Outcome.UNDECIDED


def saving_report(
    site: Site, about: Savings, found: Saving, held: Sequence[Held], day: str, time: str, *, concluded: Outcome
) -> EnergyReport:  # fmt: skip
    """What the report shows.

    Args:
        site: The site.
        about: What the saving is about.
        found: The saving.
        held: The instruments that it rests on.
        day: Day of the report.
        time: Time stamp.
        concluded: The conclusion, which also asks whether the instruments are valid.
    """
    return EnergyReport(
        "ES", site.site.id, day, TITLE, site_fields(site, BASIS, day), concluded, said(about, found),
        [_figures(about, found), _plot(about, found), _uses(about, found), instruments_table(tuple(held)), Note(Text("说明", "Notes"), NOTES)],
        site.site.simulated, time, verdict=SHOWN if concluded is Outcome.CONFORM else None,
    )  # fmt: skip


def uncertainty(found: Saving) -> Decimal:
    """U of the saving: of the regression at 95 %, and the part of the meter, added as they stand."""
    return Decimal(repr(found.expanded)) + decimal(found.of_meter or Decimal(0))


def said(about: Savings, found: Saving) -> list[Text]:
    """The saving in sentences."""
    u = uncertainty(found)
    value = rounded(found.value, u / 2) if u else plain(decimal(found.value))
    part = float(found.value / found.expected) * 100 if found.expected else 0.0
    words = [
        Text(
            f"节能量 {value} {about.unit}（基线用量的 {part:.2f} %），U = {_u(u)} {about.unit}（{CONFIDENCE:.0%}，自由度 "
            f"{found.degrees_of_freedom}）。",
            f"Saving {value} {about.unit} ({part:.2f} % of the use by the baseline), U = {_u(u)} {about.unit} ({CONFIDENCE:.0%}, "
            f"{found.degrees_of_freedom} degrees of freedom).",
        ),
        Text("节能量大于其不确定度。", "The saving is larger than its uncertainty.")
        if found.shown
        else Text(
            "节能量不大于其不确定度，未证明。", "The saving is not larger than its uncertainty; it is not shown."
        ),
    ]
    if found.outside:
        names = ", ".join(found.outside)
        words.append(
            Text(
                f"{names} 超出基期 x 的范围，为外推。",
                f"{names}: outside the range of x of the baseline, extrapolated.",
            )
        )
    return words


def _u(u: Decimal) -> str:
    return plain(round_significant(u, 2)) if u else "0"


def _figures(about: Savings, found: Saving) -> Table:
    heads = Text("量", "Quantity"), Text("值", "Value")

    def short(value: Decimal | Fraction) -> str:
        return plain(round_significant(decimal(value), 6)) if value else "0"

    drivers = list(zip(about.drivers, found.slopes, strict=True))
    rows = (
        (Text("基期数 n", "Periods of the baseline, n"), str(len(found.before))),
        (Text("a", "a"), f"{short(found.intercept)} {about.unit}"),
        *((Text(f"b（x：{name.zh}）", f"b (x: {name.en})"), f"{short(b)} {about.unit}/{unit}") for (name, unit), b in drivers),
        (Text("残差标准偏差 s", "Standard deviation of the residuals, s"), f"{short(Decimal(repr(float(found.scatter) ** 0.5)))} {about.unit}"),
        (Text("基线用量", "Use by the baseline"), f"{short(found.expected)} {about.unit}"),
        (Text("报告期用量", "Use in the report"), f"{short(found.used)} {about.unit}"),
        (Text("计量器具误差的部分", "Part of an error of the meter"), f"{short(found.of_meter)} {about.unit}" if found.of_meter else DASH),
    )  # fmt: skip
    return Table(Text("基线与节能量", "Baseline and saving"), heads, rows, (2, 2))


def _plot(about: Savings, found: Saving) -> Plot:
    several = len(found.slopes) > 1  # then against what the baseline gives, on the line where both are equal

    def by(u: Use) -> Decimal:
        return round_significant(decimal(found.at(*u.drivers)), 9)

    def points(uses: Sequence[Use]) -> tuple[tuple[Decimal, Decimal], ...]:
        return tuple(sorted((by(u) if several else u.driver, u.use) for u in uses))

    ends = sorted((by(u) if several else u.driver, by(u)) for u in (*found.before, *found.after))
    line, name = (ends[0], ends[-1]), about.drivers[0][0]
    across = Text(f"{name.zh}，{about.driver_unit}", f"{name.en}, {about.driver_unit}")
    return Plot(
        Text("用量与影响因素", "Use and what it depends on"),
        Text(f"基线用量，{about.unit}", f"use by the baseline, {about.unit}") if several else across,
        Text(f"用量，{about.unit}", f"use, {about.unit}"),
        (
            Series(Text("基期", "before"), points(found.before), joined=False),
            Series(Text("报告期", "report"), points(found.after), joined=False),
            Series(Text("基线", "baseline"), line, marks=False),
        ),
    )


def _uses(about: Savings, found: Saving) -> Table:
    heads = (
        Text("期", "Period"), Text("用量", "Use"), *(name for name, _ in about.drivers), Text("基线用量", "By the baseline"),
        Text("差", "Difference"),
    )  # fmt: skip
    rows = []
    for u in (*found.before, *found.after):
        by = round_significant(decimal(found.at(*u.drivers)), 7)
        rows.append((u.period, plain(u.use), *map(plain, u.drivers), plain(by), plain(by - u.use)))
    return Table(Text("各期数据", "Data of the periods"), heads, tuple(rows))
