"""Special campaigns of the simulated year: which instruments, from when to when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from services.province.batch import MARK

if TYPE_CHECKING:
    from datetime import date

    from services.province.days import Year


class Special(NamedTuple):
    """A campaign: its name, the kinds of instruments, its first and its last day as days of the year."""

    name: str
    kinds: tuple[str, ...]
    first: int
    last: int


SPECIAL: Final = (
    Special(f"集贸市场衡器专项整治{MARK}", ("scale",), 90, 150),
    Special(f"加油机专项检查{MARK}", ("fuel-dispenser",), 180, 240),
    Special(f"基层医疗机构免费检定{MARK}", ("sphygmomanometer", "electrocardiograph"), 240, 300),
    Special(f"燃气安全专项整治{MARK}", ("gas-detector", "pressure-gauge"), 300, 350),
)


def campaign(kind: str, day: date, year: Year) -> str:
    """The campaign that a verification belongs to; empty for none."""
    of = (s.name for s in SPECIAL if kind in s.kinds and s.first <= (day - year.start) // timedelta(days=1) <= s.last)
    return next(of, "")
