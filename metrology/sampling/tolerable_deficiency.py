"""Tolerable deficiency T of the net content of prepackages (允许短缺量), by kind of quantity.

JJF 1070, annex on tolerable deficiency; the nine steps for mass and volume are those of OIML R 87 and 76/211/EEC.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from metrology.exact import Number, divide, multiply, plain, to_decimal
from metrology.rounding import round_to_interval
from metrology.status import Source, Status


class ContentKind(StrEnum):
    """How a net content is declared; the unit in which T and the nominal quantity are given stands beside each."""

    MASS = "mass"  # g
    VOLUME = "volume"  # mL
    LENGTH = "length"  # m
    AREA = "area"  # dm² or any one unit of area
    COUNT = "count"  # pieces


@dataclass(frozen=True, slots=True)
class TolerableDeficiency:
    """T for one nominal quantity, in the unit of that quantity.

    Attributes:
        nominal: Nominal quantity Qn.
        exact: T as the step of the table gives it.
        value: T rounded as the table prescribes; this one is compared with.
        source: Clause and status.
    """

    nominal: Decimal
    exact: Decimal
    value: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class _Step:
    """One line of a table: up to and including `upper`, either a share of Qn in per cent or a fixed amount."""

    upper: str
    percent: str = ""
    amount: str = ""


MASS_AND_VOLUME = (  # Qn in g or mL
    _Step("50", percent="9"),
    _Step("100", amount="4.5"),
    _Step("200", percent="4.5"),
    _Step("300", amount="9"),
    _Step("500", percent="3"),
    _Step("1000", amount="15"),
    _Step("10000", percent="1.5"),
    _Step("15000", amount="150"),
    _Step("50000", percent="1"),
)
LENGTH = (_Step("5", amount="0"), _Step("Infinity", percent="2"))  # Qn in m
AREA = (_Step("Infinity", percent="3"),)
COUNT = (_Step("50", amount="0"), _Step("Infinity", percent="1"))  # a fraction always becomes the next whole piece

_STEPS = {
    ContentKind.MASS: MASS_AND_VOLUME,
    ContentKind.VOLUME: MASS_AND_VOLUME,
    ContentKind.LENGTH: LENGTH,
    ContentKind.AREA: AREA,
    ContentKind.COUNT: COUNT,
}
SOURCE_2005 = Source(
    "JJF 1070-2005, annex on tolerable deficiency", Status.SECONDARY, "equal to OIML R 87 for mass and volume"
)
SOURCE_2023 = Source(
    "JJF 1070-2023, annex on tolerable deficiency", Status.SECONDARY, "table of the 2005 edition; 2023 print not seen"
)


def tolerable_deficiency(
    nominal: Number, kind: ContentKind | str = ContentKind.MASS, *, source: Source = SOURCE_2023
) -> TolerableDeficiency:
    """Return T for a nominal quantity.

    Mass and volume: rounded half-even to 0.1 up to 1000 (1 kg, 1 L) and to 1 above. Count: always up to the next whole
    piece. Length and area: not rounded.

    Args:
        nominal: Qn in g, mL, m, the unit of area, or pieces.
        kind: What the label declares.
        source: Pedigree that the result carries (the edition's).

    Raises:
        TypeError: A binary float.
        ValueError: Qn is not positive, lies above the last step of the table (50 kg), or is not whole for a count.
    """
    content, what = to_decimal(nominal), ContentKind(kind)
    if content <= 0:
        raise ValueError(f"a nominal quantity must be positive, not {plain(content)}")
    if what is ContentKind.COUNT and content != content.to_integral_value():
        raise ValueError(f"a nominal count must be whole, not {plain(content)}")
    exact = _at(_STEPS[what], content)
    return TolerableDeficiency(content, exact, _rounded(exact, content, what), source)


def _at(steps: tuple[_Step, ...], content: Decimal) -> Decimal:
    for step in steps:
        if content <= Decimal(step.upper):
            if step.amount:
                return Decimal(step.amount)
            return divide(multiply(content, Decimal(step.percent)), 100)
    raise ValueError(f"the table of T ends at {steps[-1].upper}; {plain(content)} lies beyond it")


def _rounded(exact: Decimal, content: Decimal, kind: ContentKind) -> Decimal:
    if kind is ContentKind.COUNT:
        return exact.to_integral_value(ROUND_CEILING)
    if kind in (ContentKind.MASS, ContentKind.VOLUME):
        return round_to_interval(exact, Decimal("0.1") if content <= 1000 else Decimal(1))
    return exact
