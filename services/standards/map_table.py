"""The cells of a capability map as a table: CSV or XLSX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.quantity_names import quantity_name
from metrology.text import Text
from registers.exchange.tables import write_table
from services.standards.coverage import CLOSED

if TYPE_CHECKING:
    from pathlib import Path

    from services.standards.capability_map import CapabilityMap

HEADS = (
    Text("编号", "Key"), Text("行政区划代码", "Division code"), Text("地区", "Region"), Text("参量", "Quantity"),
    Text("下限", "Lower end"), Text("上限", "Upper end"), Text("单位", "Unit"), Text("等级", "Class"),
    Text("MPEV", "MPEV"), Text("台数", "Instruments"), Text("覆盖", "Covered"), Text("可用标准", "Served by"),
    Text("机构", "Institutes"), Text("不能使用者及原因", "What nearly serves, and what it lacks"),
)  # fmt: skip
YES, NO = Text("是", "yes"), Text("缺口", "gap")
SHUT = Text("机构停止检定", "its institute serves nobody")
WEAK = Text("U 过大", "U too large")
UNUSABLE = Text("不可用", "not usable")


def write_map(found: CapabilityMap, path: Path, language: str) -> int:
    """Write every cell of the map; returns how many there are.

    Raises:
        RegistersError: The file is there already, or is none that is written.
    """
    zh = language == "zh"

    def said(text: Text) -> str:
        return text.zh if zh else text.en

    rows = []
    for cell in found.coverage.cells:
        d, code = cell.demand, cell.demand.division[: found.digits]
        lacks = (lack_of(s, why, language) for s, why in cell.nearly)
        rows.append(
            [cell.key, d.division, said(found.regions[code]), said(quantity_name(d.quantity)), plain(d.lower), plain(d.upper), d.unit,
             d.accuracy_class, plain(d.limit), str(d.instruments), said(YES if cell.covered else NO),
             "; ".join(cell.standards), "; ".join(dict.fromkeys(found.owners[s] or "–" for s in cell.standards)),
             "; ".join(lacks)]
        )  # fmt: skip
    return write_table(path, [said(h) for h in HEADS], rows)


def lack_of(standard: str, why: str, language: str) -> str:
    """What a standard lacks, in words: its U, its institute, itself, or the link at which its chain is broken."""
    words = {"U": WEAK, CLOSED: SHUT, standard: UNUSABLE}.get(why)
    found = words or Text(f"溯源链断于 {why}", f"chain broken at {why}")
    return f"{standard}: {found.zh if language == 'zh' else found.en}"
