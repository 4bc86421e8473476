"""Metrological confirmation of the instruments of an enterprise, and instruments planned with a plant (三同时)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, Literal

from metrology.confirmation import Rule, by_error, by_mpe
from metrology.text import Text
from registers.organisations import missing
from registers.outcomes import OUTCOMES, Outcome
from registers.record import Day, Problem, Record, title
from registers.register import Register
from registers.standard_checks import unknown_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.confirmation import Confirmed

LINKS: Final = {
    "production": "生产加工 | Production",
    "process": "工艺控制 | Process control",
    "inspection": "产品检验 | Product inspection",
}
RULES: Final = {Rule.ERROR: "|E| + U ≤ T | |E| + U ≤ T", Rule.MPE: "MPEV ≤ T/3 | MPEV ≤ T/3"}
RESULTS: Final = {"confirmed": Text("确认合格", "confirmed"), "refused": Text("确认不合格", "not confirmed")}
Link = Literal["", "production", "process", "inspection"]
NOT_POSITIVE: Final = Text("应大于零", "must be above zero")


class Requirement(Record, frozen=True, kw_only=True):
    """A requirement of a process on a measurement (计量要求, CMR): its tolerance is ±`tolerance`."""

    owner: Annotated[str, title("企业", "Enterprise")] = ""
    name: Annotated[str, title("测量过程", "Measurement")] = ""
    link: Annotated[Link, title("关键环节", "Key link", LINKS)] = ""
    quantity: Annotated[str, title("参数", "Quantity")] = ""
    point: Annotated[str, title("测量点或范围", "Point or range")] = ""
    tolerance: Annotated[Decimal, title("允差 ±T", "Tolerance ±T")] = Decimal(0)
    unit: Annotated[str, title("单位", "Unit")] = ""
    rule: Annotated[Literal["error", "mpe"], title("判据", "Rule", RULES)] = "error"
    basis: Annotated[str, title("依据", "Basis")] = ""

    def problems(self) -> Sequence[Problem]:
        """It says not what is asked of which measurement."""
        bad = [Problem("tolerance", NOT_POSITIVE)] if self.tolerance <= 0 else []
        return [*missing(self, "owner", "name", "link", "quantity", "unit"), *unknown_unit(self.unit), *bad]


class Confirmation(Record, frozen=True, kw_only=True):
    """A confirmation of an instrument (MEMC) for a requirement. Its result follows from it and is typed by nobody.

    `tolerance`, `rule` and `unit` are those of the requirement on the day; `error`, `uncertainty` (k = 2) and `mpe` are those of the
    run or certificate.
    """

    requirement: Annotated[str, title("计量要求", "Requirement")] = ""
    instrument: Annotated[str, title("计量器具", "Instrument")] = ""
    run: Annotated[str, title("检定记录", "Run")] = ""
    certificate: Annotated[str, title("证书编号", "Certificate")] = ""
    outcome: Annotated[Outcome, title("检定结论", "Outcome of the verification", OUTCOMES)] = ""
    error: Annotated[Decimal | None, title("示值误差 E", "Error E")] = None
    uncertainty: Annotated[Decimal | None, title("扩展不确定度 U（k = 2）", "Uncertainty U (k = 2)")] = None
    mpe: Annotated[Decimal | None, title("最大允许误差 MPEV", "MPEV")] = None
    tolerance: Annotated[Decimal, title("允差 ±T", "Tolerance ±T")] = Decimal(0)
    unit: Annotated[str, title("单位", "Unit")] = ""
    rule: Annotated[Literal["error", "mpe"], title("判据", "Rule", RULES)] = "error"
    on: Annotated[Day, title("确认日期", "Confirmed on")] = None
    until: Annotated[Day, title("有效期至", "Valid until")] = None
    label: Annotated[str, title("确认标识", "Label")] = ""
    by: Annotated[str, title("确认人", "Confirmed by")] = ""
    withdrawn_on: Annotated[Day, title("撤销日期", "Withdrawn on")] = None
    note: Annotated[str, title("备注", "Remark")] = ""

    def problems(self) -> Sequence[Problem]:
        """It says not what was confirmed for what by whom, or lacks what its rule compares."""
        needed = ("error", "uncertainty") if self.rule == "error" else ("mpe", "outcome")
        found = [*missing(self, "requirement", "instrument", "on", "until", "by", *needed), *unknown_unit(self.unit)]
        if not self.run and not self.certificate:
            found.append(
                Problem("certificate", Text("检定记录和证书不能都为空", "run and certificate are both missing"))
            )
        if self.on and self.until and self.until < self.on:
            found.append(Problem("until", Text("早于确认日期", "is before the day of the confirmation")))
        if self.tolerance <= 0:
            found.append(Problem("tolerance", NOT_POSITIVE))
        # Zero is no uncertainty of anything: it says that nobody stated one.
        unstated = [n for n in ("uncertainty", "mpe") if (value := getattr(self, n)) is not None and value <= 0]
        return [*found, *(Problem(name, NOT_POSITIVE) for name in unstated)]


def comparison(of: Confirmation) -> Confirmed | None:
    """The comparison of a confirmation; None where it lacks what its rule compares."""
    if of.tolerance <= 0:
        return None
    if of.rule == "mpe":
        return by_mpe(of.mpe, of.tolerance) if of.mpe is not None else None
    if of.error is None or of.uncertainty is None:
        return None
    return by_error(of.error, of.uncertainty, of.tolerance)


def result_of(of: Confirmation) -> str:
    """``confirmed`` or ``refused``; an instrument that was found not to conform to its MPE is not confirmed by it."""
    found = comparison(of)
    conform = of.rule == "error" or of.outcome == "conform"
    return "confirmed" if found is not None and found.confirmed and conform else "refused"


class Project(Record, frozen=True, kw_only=True):
    """A plant whose metrology is designed, built and put into use together with it (三同时)."""

    name: Annotated[str, title("项目", "Project")] = ""
    owner: Annotated[str, title("企业", "Enterprise")] = ""
    starts: Annotated[Day, title("投入使用日期", "Put into use on")] = None
    note: Annotated[str, title("备注", "Remark")] = ""

    def problems(self) -> Sequence[Problem]:
        """It has no name or no enterprise."""
        return missing(self, "name", "owner")


class PlannedInstrument(Record, frozen=True, kw_only=True):
    """A place of a project that was planned to have an instrument, and the instrument that was installed there."""

    project: Annotated[str, title("项目", "Project")] = ""
    requirement: Annotated[str, title("计量要求", "Requirement")] = ""
    planned: Annotated[str, title("计划配备", "Planned instrument")] = ""
    instrument: Annotated[str, title("已安装器具", "Installed instrument")] = ""
    installed_on: Annotated[Day, title("安装日期", "Installed on")] = None

    def problems(self) -> Sequence[Problem]:
        """It says not what was planned for which requirement."""
        return missing(self, "project", "requirement", "planned")


REQUIREMENTS: Final = Register(
    "measurement_requirement",
    Requirement,
    Text("计量要求", "measurement requirements"),
    series="MR{:06d}",
    search=("name", "quantity", "owner"),
    indexes=(("owner",),),
    references={"owner": "organisation"},
    listed=("owner", "name", "link", "quantity", "point", "tolerance", "unit", "rule"),
)
CONFIRMATIONS: Final = Register(
    "confirmation",
    Confirmation,
    Text("计量确认", "metrological confirmations"),
    series="MC{:07d}",
    search=("instrument", "requirement", "label", "certificate", "run"),
    indexes=(("instrument", "on"), ("requirement",), ("until",)),
    references={"instrument": "instrument", "requirement": "measurement_requirement"},
    derived={"result": result_of},
    conclusion=lambda of: RESULTS[result_of(of)],
    listed=("requirement", "instrument", "on", "until", "error", "uncertainty", "mpe", "tolerance", "unit", "label"),
)
PROJECTS: Final = Register(
    "metrology_project",
    Project,
    Text("三同时项目", "projects (design, build and commission together)"),
    series="PJ{:05d}",
    search=("name", "owner"),
    references={"owner": "organisation"},
    listed=("name", "owner", "starts"),
)
PLANNED: Final = Register(
    "planned_instrument",
    PlannedInstrument,
    Text("计划配备的计量器具", "planned instruments"),
    series="PI{:06d}",
    search=("project", "planned", "instrument"),
    indexes=(("project",), ("instrument",)),
    references={"project": "metrology_project", "requirement": "measurement_requirement", "instrument": "instrument"},
    listed=("project", "requirement", "planned", "instrument", "installed_on"),
)
