"""Which other stores were taken into this one, and how far."""

from __future__ import annotations

from typing import Annotated, Final

from metrology.text import Text
from registers.record import Record, title
from registers.register import Register


class TakenStore(Record, frozen=True, kw_only=True):
    """Another store; its key is its identity. `count` is of its changes in the order in which its ledger states them."""

    name: Annotated[str, title("名称", "Name")] = ""
    change: Annotated[int, title("已并入到", "Taken up to")] = 0
    count: Annotated[int, title("已并入的变更数", "Changes taken")] = 0


TAKEN: Final = Register(
    "taken_store", TakenStore, Text("已并入的库", "stores that were taken in"), listed=("name", "change")
)
