"""The list of measuring points of a site, from CSV or TOML: which instrument measures what, where it comes from and where it goes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import msgspec

from inputs.bounded import BadFile, clip, read_toml
from inputs.spreadsheets import read_cells
from metrology.exact import to_decimal
from metrology.text import Text
from metrology.units import UnitError, unit
from procedures.energy_metering.equipping import groups, kinds, levels
from records.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

COLUMNS: Final = {
    "point": Text("测量点", "Point"),
    "level": Text("级别", "Level"),
    "kind": Text("能源种类", "Kind of energy"),
    "group": Text("器具分组", "Group"),
    "name": Text("计量器具名称", "Instrument"),
    "model": Text("型号规格", "Model"),
    "accuracy_class": Text("准确度等级", "Accuracy class"),
    "range": Text("测量范围", "Range"),
    "maker": Text("生产厂家", "Maker"),
    "serial": Text("出厂编号", "Serial number"),
    "label": Text("管理编号", "Label"),
    "place": Text("安装使用地点及用途", "Place and use"),
    "period": Text("检定周期/校准间隔", "Period"),
    "status": Text("状态", "Status"),
    "certificate": Text("证书编号", "Certificate"),
    "valid_until": Text("有效期至", "Valid until"),
    "mpe": Text("最大允许误差（%）", "MPE (%)"),
    "quantity": Text("读数的量", "Quantity read"),
    "unit": Text("计量单位", "Unit"),
    "source": Text("来自", "From"),
    "target": Text("去向", "To"),
}
"""Columns of the list: those of tables B.3 to B.7 of JJF 1356, and what a balance needs."""
STATUSES: Final = {
    "qualified": Text("合格", "qualified"),
    "restricted": Text("准用", "restricted use"),
    "stopped": Text("停用", "stopped"),
}
NEEDED: Final = ("point", "level", "kind")
LEVEL_WORDS: Final = {"sub-unit": "sub_unit"}


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A point where a quantity of energy has to be measured, with its instrument where one is installed.

    Attributes are the columns of the list, see `COLUMNS`; `mpe` in % of the measured quantity; `quantity` a name of
    `drivers.roles.QUANTITIES`, empty for the usual one; `source` and `target` are nodes of the balance.
    """

    point: str
    level: str
    kind: str
    group: str = ""
    name: str = ""
    model: str = ""
    accuracy_class: str = ""
    range: str = ""
    maker: str = ""
    serial: str = ""
    label: str = ""
    place: str = ""
    period: str = ""
    status: str = "qualified"
    certificate: str = ""
    valid_until: date | None = None
    mpe: Decimal | None = None
    quantity: str = ""
    unit: str = ""
    source: str = ""
    target: str = ""

    @property
    def installed(self) -> bool:
        """Whether an instrument in use is there."""
        return bool(self.serial or self.label) and self.status != "stopped"


def read_points(path: Path) -> tuple[Point, ...]:
    """The measuring points of a file: CSV with the names of `COLUMNS` in its first line, or TOML with ``[[points]]``.

    Raises:
        RegisterError: The file cannot be used; every problem is named with its line.
    """
    try:
        rows = _toml(path) if path.suffix.lower() == ".toml" else _csv(path)
    except BadFile as error:
        raise RegisterError(path, [str(error)]) from error
    found, problems, seen = list[Point](), list[str](), dict[str, str]()
    for where, row in rows:
        wrong = list(_wrong(row))
        if row.get("point", "") in seen:
            wrong.append(f"point: {row['point']!r} stands in {seen[row['point']]} already")
        seen.setdefault(row.get("point", ""), where)
        problems += [f"{where}: {problem}" for problem in wrong]
        if not wrong:
            found.append(_point(row))
    if not problems and not found:
        problems.append("the list has no measuring point")
    if problems:
        raise RegisterError(path, problems)
    return tuple(found)


def _csv(path: Path) -> list[tuple[str, dict[str, str]]]:
    rows = [(line, [cell.strip() for cell in cells]) for line, cells in read_cells(path)]
    if not rows:
        raise BadFile("is empty")
    heads = [_column(cell) for cell in rows[0][1]]
    for needed in NEEDED:
        if needed not in heads:
            raise BadFile(f"line {rows[0][0]}: the column {needed} is missing")
    found = []
    for line, cells in rows[1:]:
        if len(cells) != len(heads):
            raise BadFile(f"line {line}: has {len(cells)} cells for {len(heads)} columns")
        found.append((f"line {line}", dict(zip(heads, cells, strict=True))))
    return found


def _toml(path: Path) -> list[tuple[str, dict[str, str]]]:
    rows: Any = read_toml(path).get("points")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadFile("[[points]]: these tables are missing")
    for n, row in enumerate(rows, 1):
        if unknown := set(row) - set(COLUMNS):
            raise BadFile(f"point {n}: {', '.join(sorted(unknown))}: not known; known are {', '.join(COLUMNS)}")
    return [(f"point {n}", {key: str(value).strip() for key, value in row.items()}) for n, row in enumerate(rows, 1)]


def _column(head: str) -> str:
    said = head.strip().casefold()
    for key, title in COLUMNS.items():
        if said in {key, title.zh.casefold(), title.en.casefold()}:
            return key
    raise BadFile(f"line 1: {clip(head)!r} is no column; there are {', '.join(COLUMNS)}")


def _wrong(row: Mapping[str, str]) -> list[str]:
    found = [f"{key}: is missing" for key in NEEDED if not row.get(key)]
    for key, known in (("kind", kinds()), ("group", groups()), ("status", STATUSES), ("level", levels())):
        given = row.get(key, "")
        if given and _key(given, known) is None:
            found.append(f"{key}: {clip(given)!r} is none of {', '.join(known)}")
    if row.get("mpe") and _mpe(row["mpe"]) is None:
        found.append(f"mpe: {clip(row['mpe'])!r} is no number above 0")
    if row.get("valid_until") and _day(row["valid_until"]) is None:
        found.append(f"valid_until: {clip(row['valid_until'])!r} is no day, such as 2026-11-30")
    if bool(row.get("source")) != bool(row.get("target")):
        found.append("source, target: both or none of them")
    elif row.get("source") and row["source"] == row["target"]:
        found.append("target: is the source too")
    if row.get("source") and not row.get("unit"):
        found.append("unit: is missing; a balance needs it")
    if row.get("unit") and _unit(row["unit"]) is None:
        found.append(f"unit: {clip(row['unit'])!r} is not known")
    return found


def _point(row: Mapping[str, str]) -> Point:
    given: dict[str, Any] = {key: value for key, value in row.items() if value}
    for key, known in (("kind", kinds()), ("group", groups()), ("status", STATUSES), ("level", levels())):
        if key in given:
            given[key] = _key(given[key], known)
    if "mpe" in given:
        given["mpe"] = _mpe(given["mpe"])
    if "unit" in given:
        given["unit"] = _unit(given["unit"])
    if "valid_until" in given:
        given["valid_until"] = _day(given["valid_until"])
    return Point(**given)


def _key(given: str, known: Mapping[str, Text]) -> str | None:
    said = LEVEL_WORDS.get(given.casefold(), given.casefold())
    return next((k for k, text in known.items() if said in {k, text.zh.casefold(), text.en.casefold()}), None)


def _mpe(text: str) -> Decimal | None:
    try:
        value = to_decimal(text)
    except ValueError:
        return None
    return value if value > 0 else None


def _unit(text: str) -> str | None:
    try:
        return unit(text).symbol
    except UnitError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
