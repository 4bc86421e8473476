"""What contradicted when another store was taken in: kept until a person has looked at it."""

from __future__ import annotations

from typing import Annotated, Final

from metrology.text import Text
from registers.record import Record, title
from registers.register import Register


class MergeConflict(Record, frozen=True, kw_only=True):
    """An event of another store that was not applied; its key is ``NAME:CHANGE:PLACE``, so that it stands here once."""

    store: Annotated[str, title("来源库", "Other store")] = ""
    register: Annotated[str, title("登记", "Register")] = ""
    row: Annotated[str, title("本库编号", "Row here")] = ""
    change: Annotated[int, title("来源变更号", "Change there")] = 0
    fields: Annotated[tuple[str, ...], title("相矛盾的字段", "Fields that differ")] = ()
    settled: Annotated[bool, title("已处理", "Settled")] = False
    note: Annotated[str, title("处理说明", "How")] = ""


CONFLICTS: Final = Register(
    "merge_conflict",
    MergeConflict,
    Text("并入时的冲突", "conflicts of merges"),
    search=("store", "register", "row"),
    indexes=(("store",),),
    listed=("store", "register", "row", "change", "fields", "settled"),
)
