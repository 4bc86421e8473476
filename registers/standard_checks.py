"""Files of measurement standards by JJF 1033, and the measurements that keep them: repeatability, stability, checks."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Final, Literal

from metrology.text import Text
from metrology.units import unit
from metrology.units.unit import UnknownUnit
from registers.measurement_standards import LEVELS
from registers.organisations import missing
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KINDS: Final = {
    "check": "核查 | Intermediate check",
    "repeatability": "重复性 | Repeatability",
    "stability": "稳定性 | Stability",
    "transfer": "传递比较 | Transfer comparison",
    "comparison": "比对 | Comparison",
}
A_NUMBER = Text("不是数", "is no number")


class Assessment(Record, frozen=True, kw_only=True):
    """A measurement standard as it was examined (计量标准): what it measures, and how well.

    `limit` is the magnitude of its MPE where it is used at its nominal value, U (k = 2) of its correction where it is
    corrected; `budgeted` is the s of its uncertainty budget.
    """

    name: Annotated[str, title("计量标准名称", "Measurement standard")] = ""
    name_en: Annotated[str, title("英文名称", "Name in English")] = ""
    code: Annotated[str, title("计量标准代码", "Code (JJF 1022)")] = ""
    certificate: Annotated[str, title("考核证书号", "Certificate of assessment")] = ""
    organisation: Annotated[str, title("建标单位", "Organisation")] = ""
    level: Annotated[Literal["working", "public", "highest"], title("级别", "Level", LEVELS)] = "working"
    standards: Annotated[tuple[str, ...], title("标准器", "Standards")] = ()
    range: Annotated[str, title("测量范围", "Range")] = ""
    accuracy: Annotated[str, title("不确定度或准确度等级", "Uncertainty, class or MPE")] = ""
    valid_until: Annotated[Day, title("有效期至", "Valid until")] = None
    unit: Annotated[str, title("单位", "Unit")] = ""
    limit: Annotated[Decimal, title("稳定性判据", "Limit of the stability")] = Decimal(0)
    corrected: Annotated[bool, title("加修正值使用", "Used with corrections")] = False
    budgeted: Annotated[Decimal, title("不确定度评定中的重复性", "Repeatability in the budget")] = Decimal(0)
    uncertainty: Annotated[Decimal, title("扩展不确定度", "Expanded uncertainty of its results")] = Decimal(0)
    check_standard: Annotated[str, title("核查标准", "Check standard")] = ""

    def problems(self) -> Sequence[Problem]:
        """A name or a unit is missing, or a figure cannot be one."""
        negative = [name for name in ("limit", "budgeted", "uncertainty") if getattr(self, name) < 0]
        return [
            *missing(self, "name", "unit"),
            *unknown_unit(self.unit),
            *(Problem(name, Text("不能为负数", "cannot be negative")) for name in negative),
        ]


class StandardCheck(Record, frozen=True, kw_only=True):
    """One series of readings that says how a measurement standard stands.

    `reference` and `reference_uncertainty` belong to a transfer comparison, `others` (results of other standards) to a
    comparison; both have the mean of `readings` as their own result.
    """

    assessment: Annotated[str, title("计量标准", "Measurement standard")] = ""
    kind: Annotated[
        Literal["check", "repeatability", "stability", "transfer", "comparison"], title("种类", "Kind", KINDS)
    ] = "check"  # fmt: skip
    on: Annotated[Day, title("日期", "Day")] = None
    point: Annotated[str, title("测量点", "Point")] = ""
    readings: Annotated[tuple[str, ...], title("读数", "Readings")] = ()
    reference: Annotated[str, title("参考值", "Reference value")] = ""
    reference_uncertainty: Annotated[str, title("参考值的 U (k = 2)", "U of the reference (k = 2)")] = ""
    others: Annotated[tuple[str, ...], title("其他标准的结果", "Results of others")] = ()
    run: Annotated[str, title("原始记录", "Run")] = ""
    by: Annotated[str, title("核查人", "By")] = ""
    note: Annotated[str, title("备注", "Remark")] = ""

    def problems(self) -> Sequence[Problem]:
        """It has no readings, or what it needs besides them is missing."""
        needed = {"transfer": ("reference", "reference_uncertainty"), "comparison": ("others",)}.get(self.kind, ())
        lacking = [n for n in ("readings", *needed) if not getattr(self, n)]
        texts = {"reference": (self.reference,), "reference_uncertainty": (self.reference_uncertainty,)}
        given = {"readings": self.readings, "others": self.others, **{n: t for n, t in texts.items() if t != ("",)}}
        return [
            *missing(self, "assessment", "on"),
            *(Problem(name, Text("不能为空", "is missing")) for name in lacking),
            *(Problem(name, A_NUMBER) for name, values in given.items() if not all(map(is_number, values))),
        ]


def is_number(text: str) -> bool:
    """Whether a text is a finite number."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def unknown_unit(symbol: str) -> Iterable[Problem]:
    """That a symbol is no unit."""
    try:
        if symbol:
            unit(symbol)
    except UnknownUnit as error:
        yield Problem("unit", Text(f"未知单位 {symbol}", str(error)))


ASSESSMENTS: Final = Register(
    "assessment",
    Assessment,
    Text("计量标准考核", "assessed measurement standards"),
    search=("name", "name_en", "code", "certificate"),
    indexes=(("organisation",), ("level",)),
    references={"organisation": "organisation"},
    listed=("name", "code", "certificate", "level", "range", "accuracy", "valid_until"),
)
CHECKS: Final = Register(
    "standard_check",
    StandardCheck,
    Text("计量标准核查", "checks of measurement standards"),
    series="C{:07d}",
    search=("assessment", "by", "run"),
    indexes=(("assessment", "kind", "on"),),
    references={"assessment": "assessment"},
    listed=("assessment", "kind", "on", "point", "readings", "by"),
)
