"""Requirements and figures of a study."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from metrology.decision import Outcome
from metrology.exact import plain
from metrology.material_studies import OUTLIER, shelf_life
from metrology.reference_materials import homogeneity_sufficient
from metrology.rounding import round_to_uncertainty, round_uncertainty
from metrology.text import NO_TEXT, Text
from procedures.campaigns.judgement import CampaignJudgement, Requirement
from procedures.campaigns.kind import outcome_of, overall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from metrology.material_studies import Trend
    from procedures.campaigns.reference_material.study import Study

_STABILITY = {
    "short_term": Text("短期稳定性", "Short-term stability"),
    "long_term": Text("长期稳定性", "Long-term stability"),
}
_EXACT = Text("各值恰在一条直线上", "the values lie exactly on a line")


class Certified(NamedTuple):
    """A certified value as it is stated.

    Attributes:
        value, U: Value and expanded uncertainty, rounded: U up to two digits, the value to its last place.
        coverage_factor: k.
        unit: Their unit.
    """

    value: Decimal
    U: Decimal
    coverage_factor: Decimal
    unit: str

    def __str__(self) -> str:
        """``(0.500 ± 0.012) mg/kg, k = 2``."""
        return f"({plain(self.value)} ± {plain(self.U)}) {self.unit}, k = {plain(self.coverage_factor)}"


def certified(study: Study) -> Certified | None:
    """The value that the study certifies; None while a part is missing."""
    if study.combined is None or study.laboratories is None:
        return None
    U = round_uncertainty(repr(study.combined.expanded_uncertainty), up=True)
    value = round_to_uncertainty(repr(study.laboratories.value), U) if U else Decimal(repr(study.laboratories.value))
    claims = study.tables.claims
    return Certified(value, U, claims.coverage_factor, study.tables.material.unit)


def judged(study: Study) -> CampaignJudgement:
    """The verdict as far as the results go."""
    rows = tuple(_requirements(study))
    value = certified(study)
    conforms = overall(rows) is Outcome.CONFORM
    words = Text.same(str(value)) if value is not None and conforms else NO_TEXT
    return CampaignJudgement(overall(rows), rows, words, dict(_figures(study)))


def short(number: float, digits: int = 4) -> str:
    """A statistic as it is printed."""
    return "∞" if math.isinf(number) else plain(Decimal(f"{number:.{digits}g}"))


def _requirements(study: Study) -> Iterator[Requirement]:
    yield from _design(study)
    if study.complete("homogeneity"):
        yield _homogeneity(study)
    for item in ("short_term", "long_term"):
        if study.complete(item):
            yield _stable(study, item, study.stability(item))
    if study.complete("characterisation"):
        yield _agreeing(study)
    if (found := certified(study)) is not None and (most := study.tables.claims.largest_uncertainty) is not None:
        unit = found.unit
        yield Requirement(
            "largest_U", Text("扩展不确定度满足预期用途", "U fits the intended use"), f"U = {plain(found.U)} {unit}",
            f"≤ {plain(most)} {unit}", outcome_of(conforms=most >= found.U), *_clause(study, "uncertainty"),
        )  # fmt: skip


def _design(study: Study) -> Iterator[Requirement]:
    """How much is measured; figures that nobody read leave a smaller plan undecided, and never reject it."""
    least, tables = study.plan.parameters["numbers"], study.tables
    if (h := tables.homogeneity) is not None:
        large = tables.material.units > int(least["large"])
        units, portions = int(least["units_least_large" if large else "units_least"]), int(least["portions_least"])
        yield Requirement(
            "design", Text("均匀性抽样数目", "Units and portions for homogeneity"), f"{h.units} × {h.portions}",
            f"≥ {units} × {portions}", _enough(h.units >= units and h.portions >= portions), *_clause(study, "size"),
            ("homogeneity",),
        )  # fmt: skip
    if (c := tables.characterisation) is not None:
        number, wanted = len(c.laboratories), int(least["laboratories_least"])
        yield Requirement(
            "laboratories", Text("定值实验室数目", "Laboratories"), str(number), f"≥ {wanted}",
            _enough(number >= wanted), *_clause(study, "number"),
        )  # fmt: skip


def _homogeneity(study: Study) -> Requirement:
    name, cells, clause = Text("均匀性", "Homogeneity"), ("homogeneity",), _clause(study, "homogeneity")
    found, table, claims = study.between, study.variance, study.tables.claims
    if found is None or table is None:
        value = Text("各测得值相同或份数不足", "results are all equal, or too few are left").zh
        return Requirement("homogeneity", name, value, "—", Outcome.UNDECIDED, *clause, cells)
    if claims.rule == "JJF 1343":
        limit = f"F₀.₀₅({table.df_between}, {table.df_within}) = {short(found.critical_value, 5)}"
        conforms = not found.f_significant
        return Requirement(
            "homogeneity", name, f"F = {short(found.f, 5)}", f"≤ {limit}", outcome_of(conforms=conforms), *clause, cells
        )
    target = study.laboratories.uncertainty if study.laboratories is not None else None
    wide = None if claims.reproducibility is None else float(claims.reproducibility)
    if (target is None) == (wide is None):
        value = f"s_bb = {short(found.between_standard_deviation)}"
        return Requirement("homogeneity", name, value, "< u_char/3", Outcome.INCOMPLETE, *clause, cells)
    conforms = homogeneity_sufficient(found.between_standard_deviation, target, wide)
    limit = f"< u_char/3 = {short(target / 3)}" if target is not None else f"< s_R/3 = {short((wide or 0.0) / 3)}"
    value = f"s_bb = {short(found.between_standard_deviation)}"
    return Requirement("homogeneity", name, value, limit, outcome_of(conforms=conforms), *clause, cells)


def _stable(study: Study, item: str, found: Trend | None) -> Requirement:
    cells = tuple(c.key for c in study.cells(item))
    name, clause = _STABILITY[item], _clause(study, "stability")
    if found is None:
        return Requirement(item, name, "—", "—", Outcome.UNDECIDED, *clause, cells)
    value = f"|b₁|/s(b₁) = {short(found.t)}"
    limit = f"≤ t₀.₉₅({found.n - 2}) = {short(found.critical_value)}"
    return Requirement(item, name, value, limit, outcome_of(conforms=not found.significant), *clause, cells)


def _agreeing(study: Study) -> Requirement:
    """No laboratory is an outlier; what its cause is, a person finds, so that nothing is left out in silence."""
    name, clause = Text("定值实验室无离群", "No laboratory is an outlier"), _clause(study, "value")
    found = study.laboratories
    cells = tuple(c.key for c in study.cells("characterisation"))
    if found is None:
        return Requirement("outliers", name, "—", "—", Outcome.UNDECIDED, *clause, cells)
    marked = found.suspected(OUTLIER)
    outcome = Outcome.UNDECIDED if marked else Outcome.CONFORM
    return Requirement("outliers", name, ", ".join(marked) or "0", "α = 0.01: 0", outcome, *clause, cells)


def _figures(study: Study) -> Iterator[tuple[str, str]]:
    if (table := study.variance) is not None and (found := study.between) is not None:
        yield from (("F", short(table.f, 6)), ("F_critical", short(found.critical_value, 6)))
        yield from (("MS_between", short(table.ms_between, 6)), ("MS_within", short(table.ms_within, 6)))
        yield from (("n0", short(table.n0, 6)), ("s_bb", short(found.between_standard_deviation)))
        yield from (("u_bb_undetected", short(found.undetected)), ("u_bb", short(found.standard_uncertainty)))
    for item in _STABILITY:
        if (line := study.stability(item)) is not None:
            yield from ((f"{item}_slope", short(line.slope)), (f"{item}_s", short(line.slope_uncertainty)))
            yield f"u_{item}", short(study.instability(item))
    if (labs := study.laboratories) is not None:
        yield from (("mean", repr(labs.value)), ("median", repr(labs.median)), ("u_char", short(labs.uncertainty)))
    if (value := certified(study)) is not None and (total := study.combined) is not None:
        yield from (("u_crm", short(total.standard_uncertainty)), ("U", plain(value.U)), ("value", plain(value.value)))
        if (months := shelf(study)) is not None:
            yield "shelf_life_months", months


def shelf(study: Study) -> str | None:
    """Whole months for which U stays within the largest one that is accepted; None where none is stated."""
    most, line, labs, bb = (
        study.tables.claims.largest_uncertainty,
        study.stability("long_term"),
        study.laboratories,
        study.between,
    )
    if most is None or line is None or labs is None or bb is None:
        return None
    others = math.hypot(labs.uncertainty, bb.standard_uncertainty, study.instability("short_term"))
    k = float(study.tables.claims.coverage_factor)
    found = shelf_life(float(most), k, others, line.slope_uncertainty)
    return "∞" if math.isinf(found) else str(math.floor(found))


def _enough(enough: bool) -> Outcome:  # noqa: FBT001  a plain question
    return Outcome.CONFORM if enough else Outcome.UNDECIDED


def _clause(study: Study, key: str) -> tuple[str, str]:
    """Clause and status of a part of the edition."""
    order = ("homogeneity", "stability", "value", "uncertainty", "size", "number")
    source = study.plan.sources[order.index(key)]
    return source.clause, str(source.status)
