"""Gate: the laboratory's policy allows the pedigree of the regulation's data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.status import Status
from procedures.text import Text
from sequencer.engine import omission

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case


def unverified(case: Case) -> Iterable[Text]:
    """The policy refuses unverified data, and the run would rest on some."""
    if case.opened.policy.unverified_data != "refuse":
        return
    items = [item for item in case.procedure.own_items() if omission(case.procedure, item) is None]
    for source in case.procedure.general_sources({item.key for item in items}):
        if source.status is Status.UNVERIFIED:
            yield _refused(Text.same(source.clause))
    for item in items:
        if item.status is Status.UNVERIFIED:
            yield _refused(item.name)


def _refused(name: Text) -> Text:
    return Text(
        f"本实验室政策不允许使用未核实的规程数据：{name.zh}",
        f"this laboratory's policy refuses regulation data that is not verified: {name.en}",
    )
