"""The file of a lot: whose law, which kind of meter, which plan; and the list of its members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inputs.bounded import BadFile, read_rows, read_text, read_toml
from records.errors import RegisterError

if TYPE_CHECKING:
    from pathlib import Path

    from procedures.lots import LotScheme

FIELDS = {"id": str, "jurisdiction": str, "kind": str, "plan": str, "members": str, "plan_for": int}


@dataclass(frozen=True, slots=True)
class LotFile:
    """A lot as its file describes it.

    Attributes:
        id: Name of the lot.
        jurisdiction, kind, plan: Whose law, kind of meter, ``single`` or ``double``.
        plan_for: Size of a larger lot whose plan is chosen; 0 for that of this lot.
        path: The file.
        rows: The members, each with its properties.
    """

    id: str
    jurisdiction: str
    kind: str
    plan: str
    plan_for: int
    path: Path
    rows: tuple[dict[str, str], ...]

    @property
    def serials(self) -> list[str]:
        """Serial numbers, in the order of the list."""
        return [row["serial"] for row in self.rows]

    def common(self, scheme: LotScheme) -> dict[str, str]:
        """What all members have in common.

        Raises:
            RegisterError: They differ in something that all meters of a lot must share; each is named.
        """
        problems, common = [], {}
        for key in scheme.same:
            values = sorted({row.get(key, "").strip() for row in self.rows})
            if values == [""] or "" in values:
                problems.append(f"members: column {key!r} is missing or has empty fields")
            elif len(values) > 1:
                problems.append(f"members: {key} must be the same for all meters of a lot, not {', '.join(values[:5])}")
            else:
                common[key] = values[0]
        if problems:
            raise RegisterError(self.path, problems)
        return common


def read_lot(path: Path) -> LotFile:
    """Read the file of a lot, one table ``[lot]``, and its list of members, a CSV file beside it.

    Raises:
        RegisterError: A file cannot be used; every problem is named.
    """
    try:
        table: Any = read_toml(path).get("lot")
    except BadFile as error:
        raise RegisterError(path, [str(error)]) from error
    problems = []
    if not isinstance(table, dict):
        raise RegisterError(path, ["[lot]: this table is missing"])
    for field, type_ in FIELDS.items():
        if field in table and not isinstance(table[field], type_):
            problems.append(f"lot.{field}: is {table[field]!r}, not of type {type_.__name__}")
        elif field not in table and field != "plan_for":
            problems.append(f"lot.{field}: is missing")
    problems += [f"lot.{field}: is not known; known are {', '.join(FIELDS)}" for field in table if field not in FIELDS]
    if problems:
        raise RegisterError(path, problems)
    rows = _members(path.parent / table["members"])
    return LotFile(
        table["id"], table["jurisdiction"], table["kind"], table["plan"], int(table.get("plan_for", 0)), path, rows
    )


def _members(path: Path) -> tuple[dict[str, str], ...]:
    try:
        lines = list(read_rows(read_text(path)))
    except BadFile as error:
        raise RegisterError(path, [str(error)]) from error
    header = [name.strip() for name in lines[0][1]] if lines else []
    wrong = [
        f"line 1: column {name!r} stands more than once" for name in dict.fromkeys(header) if header.count(name) > 1
    ]
    wrong += [
        f"line {line}: {len(cells)} cells under {len(header)} columns; a decimal or thousands comma? write a point as "
        "decimal sign, and a text with a comma in quotation marks"
        for line, cells in lines[1:]
        if len(cells) != len(header) and any(cells)
    ]
    if wrong:
        raise RegisterError(path, wrong[:20])
    rows = [dict(zip(header, cells, strict=True)) for _, cells in lines[1:] if any(cells)]
    if not rows or "serial" not in rows[0]:
        raise RegisterError(path, ["needs a column `serial` and a line for each meter"])
    serials = [row["serial"].strip() for row in rows]
    twice = sorted({s for s in serials if serials.count(s) > 1}) if len(set(serials)) < len(serials) else []
    problems = [f"serial {s!r} stands in it more than once" for s in twice[:10]]
    problems += [f"line {n}: no serial number" for n, s in enumerate(serials, 2) if not s]
    if problems:
        raise RegisterError(path, problems)
    return tuple({**row, "serial": row["serial"].strip()} for row in rows)
