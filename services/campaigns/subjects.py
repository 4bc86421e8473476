"""Whether the subject of a run is the sample of its cell, every field of its nameplate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from metrology.text import Text
from procedures import registry
from procedures.subject import subject_of
from services.laboratory.laboratory_folders import regulation_folders
from services.laboratory.prepare import nameplate_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from procedures.campaigns.plan import Cell, Plan
    from records.entries import Opened


def other_subject(began: Opened, plan: Plan, cell: Cell) -> Iterator[Text]:
    """What the run says otherwise of its subject than the plan says of the sample.

    Args:
        began: The first entry of the run.
        plan: The frozen plan.
        cell: Its cell.
    """
    folders = regulation_folders(Path(began.bench.file))
    procedure = registry.exactly(began.regulation.id, folders, figures=False)
    wanted = nameplate_entry(subject_of(plan.subject(cell), procedure.subject_model, Path(cell.key)))
    for field in sorted(wanted.keys() | began.nameplate.keys()):
        if str(wanted.get(field)) != str(began.nameplate.get(field)):
            is_, by = began.nameplate.get(field, "—"), wanted.get(field, "—")
            zh, en = f"铭牌 {field} 为 {is_}，方案为 {by}", f"nameplate {field} is {is_}; the plan says {by}"
            yield Text(f"单元 {cell.key}：{zh}", f"cell {cell.key}: {en}")
