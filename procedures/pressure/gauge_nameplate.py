"""The nameplate of a pressure gauge held against the regulation, before anything is measured."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.status import Status
from procedures.base import Requirement
from procedures.text import Text

if TYPE_CHECKING:
    from procedures.pressure.gauge import Gauge

# nominal case diameter, mm: classes; from a damaged copy of one table
CLASSES_OF_CASE = {
    (40, 50, 60): ("2.5", "4"),
    (100,): ("1.6", "2.5"),
    (150, 200, 250): ("1", "1.6"),
}


def nameplate(gauge: Gauge, classes: tuple[str, ...]) -> list[Requirement]:
    """Every requirement on the nameplate, conforming ones included."""
    upper, division, marks = gauge.value(gauge.upper), gauge.value(gauge.division), gauge.marks
    judged = gauge.accuracy_class.replace("1.5", "1.6")
    fits = all(m % division == 0 for m in marks)
    found = [
        _requirement("accuracy_class", Text("准确度等级", "Accuracy class"), gauge.accuracy_class, ", ".join((*classes, "1.5→1.6")), judged in classes, Status.SECONDARY),
        _requirement("division", Text("分度值整除测量上限", "Divisions fill the scale"), f"{plain(division)} {gauge.unit}", f"{gauge.upper} / n", upper % division == 0, Status.UNVERIFIED),
        _requirement("marks", Text("标数分度线落在分度线上", "Numbered marks lie on divisions"), ", ".join(map(plain, marks)), f"n × {plain(division)} {gauge.unit}", fits, Status.UNVERIFIED),
        _requirement("readable", Text("1/5 分度值可分辨最大允许误差", "One fifth of a division resolves the MPE"), f"{plain(gauge.resolution)} {gauge.unit}",
                     f"≤ {plain(gauge.span * Decimal(judged) / 100)} {gauge.unit}", gauge.resolution <= gauge.span * Decimal(judged) / 100, Status.UNVERIFIED),
    ]  # fmt: skip
    if gauge.case_diameter is not None:
        diameter = gauge.case_diameter.to("mm").value
        allowed = next((classes for sizes, classes in CLASSES_OF_CASE.items() if diameter in sizes), ())
        found.append(_requirement("class_of_case", Text("外壳公称直径与准确度等级", "Case diameter and class"), f"{plain(diameter)} mm, {judged}",
                                  ", ".join(allowed) or "—", not allowed or judged in allowed, Status.UNVERIFIED))  # fmt: skip
    return found


def _requirement(code: str, text: Text, value: str, limit: str, conforms: bool, status: Status) -> Requirement:  # noqa: FBT001
    return Requirement(code, "JJG 52-2013 / GB/T 1226", text, value, limit, conforms, status)
