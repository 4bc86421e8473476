"""Sampling plans for the net content of prepackages, by edition (净含量计量检验抽样方案)."""

import math
from dataclasses import dataclass
from decimal import Decimal

from metrology.sampling import tolerable_deficiency as table
from metrology.status import Source, Status


@dataclass(frozen=True, slots=True)
class NetContentPlan:
    """One line of the table of sampling plans.

    Attributes:
        smallest_lot, largest_lot: Lot sizes N that the line covers; largest_lot is None where it is open.
        n: Sample size; None means the whole lot.
        correction_factor: lambda of the mean test; None where the mean is not tested.
        allowed_beyond_t: Number of items allowed to be short by more than T (and at most 2 T).
        allowed_beyond_2t: Number of items allowed to be short by more than 2 T.
    """

    smallest_lot: int
    largest_lot: int | None
    n: int | None
    correction_factor: Decimal | None
    allowed_beyond_t: int
    allowed_beyond_2t: int = 0

    def sample_size(self, lot_size: int) -> int:
        """Return the number of items to draw from a lot."""
        return lot_size if self.n is None else self.n


@dataclass(frozen=True, slots=True)
class NetContentEdition:
    """The rules of one edition: its plans and where its tables come from."""

    name: str
    plans: tuple[NetContentPlan, ...]
    plan_source: Source
    deficiency_source: Source

    def plan(self, lot_size: int) -> NetContentPlan:
        """Return the plan for a lot.

        Raises:
            ValueError: The lot is empty, or smaller than the smallest lot of the edition.
        """
        for plan in self.plans:
            if plan.smallest_lot <= lot_size and (plan.largest_lot is None or lot_size <= plan.largest_lot):
                return plan
        raise ValueError(f"{self.name} has no plan for a lot of {lot_size}")


# n and lambda of the printed table; 0.848 is printed although t_0.995(12)/sqrt(13) is 0.847.
_PLANS = (
    NetContentPlan(1, 10, None, None, 0),
    NetContentPlan(11, 50, 10, Decimal("1.028"), 0),
    NetContentPlan(51, 99, 13, Decimal("0.848"), 1),
    NetContentPlan(100, 500, 50, Decimal("0.379"), 3),
    NetContentPlan(501, 3200, 80, Decimal("0.295"), 5),
    NetContentPlan(3201, None, 125, Decimal("0.234"), 7),
)

JJF_1070_2005 = NetContentEdition(
    "JJF 1070-2005",
    _PLANS,
    Source("JJF 1070-2005, table of sampling plans", Status.SECONDARY, "read in a copy of the table"),
    table.SOURCE_2005,
)
JJF_1070_2023 = NetContentEdition(
    "JJF 1070-2023",
    _PLANS,
    Source(
        "JJF 1070-2023, table of sampling plans",
        Status.UNVERIFIED,
        "figures of the 2005 edition: the 2023 table has not been read; a published answer says the plan was optimised",
    ),
    table.SOURCE_2023,
)
EDITIONS = {edition.name: edition for edition in (JJF_1070_2005, JJF_1070_2023)}


def net_content_edition(name: str) -> NetContentEdition:
    """Return an edition by its name, e.g. "JJF 1070-2005".

    Raises:
        ValueError: No such edition is implemented.
    """
    try:
        return EDITIONS[name]
    except KeyError:
        raise ValueError(f"no net-content edition {name!r}; there are {', '.join(EDITIONS)}") from None


def net_content_plan(lot_size: int, edition: str | NetContentEdition = JJF_1070_2023) -> NetContentPlan:
    """Return the sampling plan for a lot under an edition.

    Raises:
        ValueError: Unknown edition, or a lot without a plan.
    """
    return (net_content_edition(edition) if isinstance(edition, str) else edition).plan(lot_size)


def correction_factor(n: int, confidence: float = 0.995) -> float:
    """Return lambda = t_p(n - 1) / sqrt(n), one-sided, from which the printed factors were rounded.

    Raises:
        ValueError: n < 2 or a confidence outside (0.5, 1).
    """
    if n < 2 or not 0.5 < confidence < 1:
        raise ValueError(f"lambda needs n >= 2 and 0.5 < p < 1, not n={n}, p={confidence}")
    from scipy.special import stdtrit

    return float(stdtrit(n - 1, confidence)) / math.sqrt(n)
