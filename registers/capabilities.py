"""Calibration and measurement capabilities (CMC), and the demand that standards have to cover."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import msgspec

from messages import both
from metrology.calibration.capability import Capability, CapabilityError
from metrology.text import Text
from registers.organisations import missing, wrong_division
from registers.record import Day, Problem, Record, title
from registers.register import Register
from registers.standard_checks import unknown_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMS: Final = {
    "value": "单一值 | One value",
    "interpolation": "区间，内插 | Range, interpolated",
    "function": "函数 | Function",
    "matrix": "矩阵 | Matrix",
}


class CapabilityRow(Record, frozen=True, kw_only=True):
    """One entry of the CMCs of a laboratory; its key is the number of the entry.

    `content` is what `metrology.calibration.capability` reads for the form.
    """

    organisation: Annotated[str, title("机构", "Organisation")] = ""
    quantity: Annotated[str, title("被测量", "Measurand")] = ""
    kind: Annotated[str, title("器具类别", "Kind of instrument")] = ""
    unit: Annotated[str, title("单位", "Unit")] = ""
    lower: Annotated[Decimal, title("测量范围下限", "Lower end")] = Decimal(0)
    upper: Annotated[Decimal, title("测量范围上限", "Upper end")] = Decimal(0)
    conditions: Annotated[dict[str, str], title("条件", "Conditions")] = msgspec.field(default_factory=dict)
    form: Annotated[
        Literal["value", "interpolation", "function", "matrix"], title("表示方式", "Form", FORMS)
    ] = "value"  # fmt: skip
    content: Annotated[dict[str, Any], title("扩展不确定度", "Expanded uncertainty")] = msgspec.field(
        default_factory=dict
    )
    method: Annotated[str, title("方法", "Method")] = ""
    regulation: Annotated[str, title("规范", "Regulation")] = ""
    items: Annotated[tuple[str, ...], title("项目", "Items of the regulation")] = ()
    since: Annotated[Day, title("起始日期", "From")] = None
    until: Annotated[Day, title("截止日期", "Until")] = None

    def problems(self) -> Sequence[Problem]:
        """Something is missing, or the uncertainty cannot be evaluated over the range."""
        found = [*missing(self, "quantity", "unit"), *unknown_unit(self.unit)]
        if found:
            return found
        try:
            as_capability(self)
        except CapabilityError as error:
            return [Problem("content", both(str(error)))]
        return []


def as_capability(row: CapabilityRow) -> Capability:
    """The entry as it is evaluated.

    Raises:
        CapabilityError: Its content does not fit its form.
    """
    return Capability.read(row.form, row.content, row.lower, row.upper)


class Demand(Record, frozen=True, kw_only=True):
    """A cell of the demand: instruments of one quantity, range and accuracy that a region has to have verified."""

    quantity: Annotated[str, title("参量", "Quantity")] = ""
    unit: Annotated[str, title("单位", "Unit")] = ""
    lower: Annotated[Decimal, title("下限", "Lower end")] = Decimal(0)
    upper: Annotated[Decimal, title("上限", "Upper end")] = Decimal(0)
    accuracy_class: Annotated[str, title("准确度等级", "Class")] = ""
    limit: Annotated[Decimal, title("最大允许误差绝对值", "Magnitude of the MPE")] = Decimal(0)
    division: Annotated[str, title("行政区划代码", "Division code")] = ""
    kind: Annotated[str, title("器具类别", "Kind of instrument")] = ""
    instruments: Annotated[int, title("器具数量", "Instruments")] = 0

    def problems(self) -> Sequence[Problem]:
        """It has no quantity, no range or no limit."""
        found = [*missing(self, "quantity", "unit"), *unknown_unit(self.unit), *wrong_division(self.division)]
        if self.upper < self.lower:
            found.append(Problem("upper", Text("小于下限", "is below the lower end")))
        if self.limit <= 0:
            found.append(Problem("limit", Text("须为正数", "must be positive")))
        return found


CAPABILITIES: Final = Register(
    "capability",
    CapabilityRow,
    Text("校准和测量能力", "calibration and measurement capabilities"),
    search=("quantity", "kind", "unit", "method"),
    indexes=(("unit",), ("organisation",)),
    references={"organisation": "organisation"},
    listed=("quantity", "lower", "upper", "unit", "form", "conditions", "until"),
)
DEMANDS: Final = Register(
    "demand",
    Demand,
    Text("量传需求", "demand for traceability"),
    series="D{:06d}",
    search=("quantity", "unit", "kind", "division"),
    indexes=(("division",), ("unit",)),
    listed=("quantity", "lower", "upper", "unit", "accuracy_class", "limit", "division", "instruments"),
)
