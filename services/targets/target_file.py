"""`targets.toml`: the twenty-one targets, how each is counted, and the weights of the assessment of patrols."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from inputs.bounded import BadFile, read_text, read_toml
from messages import both
from metrology.text import NO_TEXT, Text
from services.laboratory.template import template
from services.targets.errors import BadTargets
from services.targets.target_lines import lines_of
from services.targets.target_rows import Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

FILE: Final = "targets.toml"
ROWS: Final = tuple(f"T{n}" for n in range(1, 22))
"""Every row that the file has to have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target, or a part of one.

    Attributes:
        key: Its name, such as ``T1`` or ``T17.2``.
        name, definition, source: What it is, how it is counted, who set it.
        kind: ``rate``, ``count``, ``recorded``, or ``parts`` where its parts decide.
        goal: What is to be reached; None where the programme names no figure.
        figure: Name of what is counted; empty for what is recorded.
        unit: Unit of a count or a recorded figure.
        sampled: Whether its bound is shown, since it is that of a sample.
        slices: Dimensions by which it is shown.
        parts: Its parts.
    """

    key: str
    name: Text
    kind: str
    goal: Fraction | None = None
    figure: str = ""
    unit: str = ""
    sampled: bool = False
    slices: tuple[str, ...] = ()
    definition: Text = NO_TEXT
    source: Text = NO_TEXT
    parts: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a part of the assessment of patrols counts: its weight and what is planned; the actual figure is recorded."""

    key: str
    name: Text
    weight: Fraction
    goal: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class TargetFile:
    """The file.

    Attributes:
        path: Where it lies.
        digest: SHA-256 of its text.
        name, source: The programme.
        targets: T1 to T21.
        inspections: Parts of the assessment of patrols; none where it is not used.
    """

    path: Path
    digest: str
    name: Text
    source: Text
    targets: tuple[Target, ...]
    inspections: tuple[Inspection, ...]

    def every(self) -> dict[str, Target]:
        """Every target and every part, by key."""
        return {one.key: one for row in self.targets for one in (row, *row.parts)}

    def recordable(self) -> dict[str, tuple[Text, str]]:
        """Name and unit of everything that a person records, by key."""
        found = {key: (t.name, t.unit) for key, t in self.every().items() if t.kind == "recorded"}
        return found | {i.key: (i.name, i.unit) for i in self.inspections}


def target_file(folder: Path) -> Path:
    """The file of a laboratory's folder, or the one that `steelyard init` copies where it has none."""
    own = folder / FILE
    return own if own.is_file() else template() / FILE


def read_targets(path: Path, figures: Mapping[str, tuple[str, Collection[str]]]) -> TargetFile:
    """Read the file.

    Args:
        path: The file.
        figures: Kind and dimensions of every figure that can be counted, by name.

    Raises:
        BadTargets: It cannot be used; every problem is named with its line and what to do.
    """
    try:
        text, content = read_text(path), read_toml(path)
    except BadFile as error:
        raise BadTargets(path, [both(str(error))]) from error
    reader = Reader(lines_of(text), figures)
    rows = reader.table(content, (), {"programme", "targets", "inspections"})
    programme = reader.table(rows.get("programme", {}), ("programme",), {"name", "source"})
    listed = rows.get("targets", {})
    if not isinstance(listed, dict):
        reader.wrong(("targets",), Text("应为表 [targets.T1] 等", "has to be tables, [targets.T1] and so on"))
        listed = {}
    for key in ROWS:
        if key not in listed:
            reader.wrong(
                ("targets", key), Text(f"缺少 [targets.{key}]；请补上该表，无法计数的写 kind = \"recorded\"",
                f'[targets.{key}] is missing; add it, with kind = "recorded" where nothing can be counted'),
            )  # fmt: skip
    for key in listed:
        if key not in ROWS:
            reader.wrong(
                ("targets", key), Text(f"{key} 不是 T1～T21 之一", f"{key} is none of T1 to T21; remove or rename it")
            )
    targets = tuple(_target(reader, listed[key], key) for key in ROWS if key in listed)
    inspections = _inspections(reader, rows.get("inspections", []))
    found = TargetFile(
        path,
        sha256(text.encode()).hexdigest(),
        reader.text(programme, ("programme",), "name"),
        reader.text(programme, ("programme",), "source", needed=False),
        targets,
        inspections,
    )
    _each_once(reader, found)
    if reader.problems:
        raise BadTargets(path, reader.problems)
    return found


def _target(reader: Reader, row: object, key: str) -> Target:
    at = ("targets", key)
    fields = reader.table(row, at, reader.FIELDS | {"parts"})
    if "parts" not in fields:
        return Target(key=key, **reader.counted(fields, at))
    parts = []
    for n, part in enumerate(reader.listed(fields["parts"], (*at, "parts")), 1):
        place = (*at, "parts", str(n))
        inner = reader.table(part, place, reader.FIELDS | {"key"})
        name = reader.word(inner, place, "key")
        if name and not name.startswith(f"{key}."):
            reader.wrong(
                (*place, "key"), Text(f"应以 {key}. 开头，如 {key}.{n}", f"has to begin with {key}., such as {key}.{n}")
            )
        parts.append(Target(key=name, **reader.counted(inner, place)))
    for field in sorted(set(fields) & {"kind", "target", "figure", "unit", "show_bound", "slices", "compare"}):
        reader.wrong(
            (*at, field), Text(f"有 parts 时不能再有 {field}", f"{field} cannot stand beside parts; give it in a part")
        )
    return Target(
        key=key, name=reader.text(fields, at, "name"), kind="parts", parts=tuple(parts),
        definition=reader.text(fields, at, "definition", needed=False), source=reader.text(fields, at, "source"),
    )  # fmt: skip


def _inspections(reader: Reader, rows: object) -> tuple[Inspection, ...]:
    found = []
    for n, row in enumerate(reader.listed(rows, ("inspections",)), 1):
        at = ("inspections", str(n))
        fields = reader.table(row, at, {"key", "name", "weight", "target", "unit"})
        weight, goal = reader.number(fields, at, "weight"), reader.number(fields, at, "target")
        for name, value in (("weight", weight), ("target", goal)):
            if value is not None and value <= 0:
                reader.wrong((*at, name), Text(f"{name} 须大于 0", f"{name} has to be above 0"))
        found.append(Inspection(
            reader.word(fields, at, "key"), reader.text(fields, at, "name"), weight or Fraction(0), goal or Fraction(1),
            reader.word(fields, at, "unit", needed=False),
        ))  # fmt: skip
    total = sum((i.weight for i in found), Fraction(0))
    if found and total != 1:
        said = Decimal(total.numerator) / Decimal(total.denominator)
        reader.wrong(
            ("inspections", str(len(found)), "weight"), Text(f"权重之和为 {said:f}，须正好等于 1；请更改 weight",
            f"the weights add up to {said:f} and have to be exactly 1; change a weight"),
        )  # fmt: skip
    return tuple(found)


def _each_once(reader: Reader, found: TargetFile) -> None:
    places = [(t.key, ("targets", row.key)) for row in found.targets for t in (row, *row.parts)]
    places += [(one.key, ("inspections", str(n))) for n, one in enumerate(found.inspections, 1)]
    seen: set[str] = set()
    for key, at in places:
        if key and key in seen:
            reader.wrong(at, Text(f"{key} 出现两次，请改名", f"{key} stands twice; rename one"))
        seen.add(key)
