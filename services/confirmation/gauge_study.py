"""A gauge study from a table: part, operator and value of each reading; its components and its figures as a document."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from metrology.statistics.exact_sums import root
from metrology.statistics.gauge_study import gauge_study
from metrology.text import Text
from registers.errors import RegistersError
from registers.exchange.tables import rows_of
from registers.values import narrowed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COLUMNS: Final = {
    "part": frozenset({"part", "零件", "样件", "零件编号"}),
    "operator": frozenset({"operator", "appraiser", "评价人", "操作者", "检验员"}),
    "value": frozenset({"value", "reading", "测得值", "读数"}),
}
MOST: Final = 10_000
MOST_PROBLEMS: Final = 20
LARGEST: Final = Decimal("1e30")
DEFINITION: Final = Text(
    "方差分析法（零件×评价人×重复，交叉、均衡，含交互作用）；负的方差分量取 0。%GRR = σ_GRR / σ_总；占公差 = 6 σ_GRR / T；分级数 = √2 σ_零件 / σ_GRR，"
    "取整。不作合格与否的结论：没有可引用的界限。",
    "Analysis of variance, parts × operators × repeats, crossed and balanced, with interaction; a negative component is zero. %GRR = σ_GRR / "
    "σ_total; of the tolerance: 6 σ_GRR / T; categories: √2 σ_parts / σ_GRR, rounded down. No verdict: we have no source for a limit.",
)


def study_of(path: Path, tolerance: str) -> dict[str, Any]:
    """The figures of a study.

    Args:
        path: A table, .csv or .xlsx.
        tolerance: Width of the tolerance in the unit of the readings, as somebody writes it; empty for none.

    Raises:
        RegistersError: It cannot be read, a cell is no number, or it is no balanced study; each problem with its row.
    """
    found = _readings(path)
    parts, operators = list(dict.fromkeys(p for p, _ in found)), list(dict.fromkeys(o for _, o in found))
    try:
        study = gauge_study([[found.get((p, o), []) for o in operators] for p in parts])
        share = study.of_tolerance(_width(tolerance)) if tolerance.strip() else None
    except ValueError as error:
        zh = f"{path.name}：须至少两个零件、两名评价人、两次重复，每人对每件的次数相同；公差为正"
        raise RegistersError([Text(zh, f"{path.name}: {error}")]) from error
    sigma = {
        "repeatability": study.repeatability, "reproducibility": study.reproducibility, "measuring": study.measuring,
        "parts": study.parts, "total": study.total,
    }  # fmt: skip
    return {
        "file": str(path), "parts": len(parts), "operators": len(operators),
        "repeats": len(found[parts[0], operators[0]]), "sigma": {name: root(value) for name, value in sigma.items()},
        "grr": study.grr, "of_tolerance": share, "categories": study.categories, "definition": DEFINITION.to_dict(),
    }  # fmt: skip


def _readings(path: Path) -> dict[tuple[str, str], list[Decimal]]:
    rows = rows_of(path)
    _, head = next(rows, (0, []))
    names = ["".join(narrowed(str(cell or "")).split()).casefold() for cell in head]
    at = {field: next((n for n, name in enumerate(names) if name in known), -1) for field, known in COLUMNS.items()}
    if -1 in at.values():
        zh, en = "首行须有“零件”“评价人”“测得值”三列", "its first row needs the columns part, operator and value"
        raise RegistersError([Text(f"{path.name}：{zh}", f"{path.name}: {en}")])
    found: dict[tuple[str, str], list[Decimal]] = {}
    problems: list[Text] = []
    for count, (row, cells) in enumerate(rows, 1):
        part, operator, value = (_cell(cells, at[field]) for field in COLUMNS)
        number = _number(value)
        if count > MOST or not part or not operator or number is None:
            said = (f"超过 {MOST} 行", f"more than {MOST} rows") if count > MOST else (
                "须有零件、评价人和数值", "needs a part, an operator and a number"
            )  # fmt: skip
            problems.append(Text(f"{path.name} 第 {row} 行：{said[0]}", f"{path.name}, row {row}: {said[1]}"))
            if count > MOST or len(problems) >= MOST_PROBLEMS:
                break
        else:
            found.setdefault((part, operator), []).append(number)
    if problems or not found:
        raise RegistersError(problems or [Text(f"{path.name}：没有读数", f"{path.name}: there are no readings")])
    return found


def _width(text: str) -> Decimal:
    found = _number(narrowed(text).strip())
    if found is None:
        raise ValueError(f"the tolerance must be a number, not {text}")
    return found


def _cell(cells: Sequence[object], n: int) -> str:
    value = cells[n] if n < len(cells) else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return narrowed(str(value)).strip() if value is not None else ""


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < LARGEST and len(text) < 60 else None
