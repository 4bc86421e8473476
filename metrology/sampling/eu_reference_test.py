"""Reference test of the European directive on prepackages (76/211/EEC, annex II): a plan of its own, not to be mixed.

The defectives (short by more than the tolerable negative error) are judged by double sampling, the mean with k as
lambda of the same formula: conform when mean >= Qn - k s.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from metrology.decision import Outcome
from metrology.status import Source, Status

SOURCE: Final = Source(
    "76/211/EEC annex II", Status.SECONDARY, "read in the French decree of 1978 and in the UK schedule of 2006"
)
LARGEST_LOT: Final = 10_000


@dataclass(frozen=True, slots=True)
class EuropeanPlan:
    """Plan of the reference test for one lot.

    Attributes:
        n: Size of each sample of the check of contents.
        first: Acceptance and rejection number of the first sample.
        cumulative: The same for both samples together; None for a single sample (destructive test).
        mean_n: Items for the check of the mean.
        mean_factor: k of that check.
        source: Pedigree.
    """

    n: int
    first: tuple[int, int]
    cumulative: tuple[int, int] | None
    mean_n: int
    mean_factor: Decimal
    source: Source = SOURCE

    def judge_contents(self, first: int, second: int | None = None) -> Outcome:
        """Return the outcome for so many defectives in the first and, where it was drawn, the second sample.

        INCOMPLETE means that the second sample has to be drawn.

        Raises:
            ValueError: A negative count, or a second sample that the first one did not call for.
        """
        if first < 0 or (second is not None and second < 0):
            raise ValueError("a count cannot be negative")
        accept, reject = self.first
        if self.cumulative is None or not accept < first < reject:
            if second is not None:
                raise ValueError("the first sample decides; no second one may be drawn")
            return Outcome.CONFORM if first <= accept else Outcome.NOT_CONFORM
        if second is None:
            return Outcome.INCOMPLETE
        return Outcome.CONFORM if first + second <= self.cumulative[0] else Outcome.NOT_CONFORM


_LARGEST_AND_PLAN: Final = (
    (500, EuropeanPlan(30, (1, 3), (4, 5), 30, Decimal("0.503"))),
    (3200, EuropeanPlan(50, (2, 5), (6, 7), 50, Decimal("0.379"))),
    (LARGEST_LOT, EuropeanPlan(80, (3, 7), (8, 9), 50, Decimal("0.379"))),
)
_DESTRUCTIVE: Final = EuropeanPlan(20, (1, 2), None, 20, Decimal("0.640"))


def european_plan(lot_size: int, *, destructive: bool = False) -> EuropeanPlan:
    """Return the plan for a lot of 100 to 10 000 prepackages.

    Raises:
        ValueError: A lot of fewer than 100 (it is checked whole, and its mean must reach Qn), or of more than 10 000
        (it
            is divided).
    """
    if not 100 <= lot_size <= LARGEST_LOT:
        raise ValueError(f"the reference test is for lots of 100 to {LARGEST_LOT}, not {lot_size}")
    if destructive:
        return _DESTRUCTIVE
    return next(plan for largest, plan in _LARGEST_AND_PLAN if lot_size <= largest)
