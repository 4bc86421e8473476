"""JJG 539-2016 数字指示秤 (digital indicating weighing instruments): classes III and IIII, examined as R 76 describes it."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from metrology.units import convert
from procedures.kit import Facts
from procedures.mass.r76.items import ScaleVerification
from procedures.mass.r76.nameplate import WeighingNameplate
from procedures.text import Text

facts = Facts.beside(__file__)
SUCCESSOR_FROM = date(2027, 1, 8)  # JJG 1204-2025 applies to price-computing scales


class IndicatingScale(WeighingNameplate):
    """A scale of the accuracy classes of this regulation."""

    accuracy_class: Literal["III", "IIII"] = Field(alias="class", title="准确度等级 | Accuracy class")


class JJG539(ScaleVerification[IndicatingScale]):
    """Verification of digital indicating scales."""

    facts, subject_model = facts, IndicatingScale

    @classmethod
    def refuses(cls, subject: Any, on: date) -> Text | None:
        """Price-computing scales of its size change to JJG 1204-2025."""
        small = convert(subject.max.value, subject.max.unit, "kg") <= facts.number("successor_kg")
        return facts.text("successor") if subject.price_computing and small and on >= SUCCESSOR_FROM else None
