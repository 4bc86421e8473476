"""JJG 1204-2025 电子计价秤（试行） (electronic price-computing scales, trial): JJG 539 with checks against fraud."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from metrology.units import convert
from procedures.kit import Facts
from procedures.mass.r76.items import ScaleVerification
from procedures.mass.r76.nameplate import WeighingNameplate
from procedures.subject import Marked
from procedures.text import Text

facts = Facts.beside(__file__)
CODES = (
    ("production_code", "生产码 | production code"),
    ("maintenance_code", "维修码 | maintenance code"),
    ("verification_code", "检定码 | verification code"),
)


class PriceComputingScale(WeighingNameplate):
    """A price-computing scale with the codes that it bears."""

    accuracy_class: Literal["III", "IIII"] = Field(alias="class", title="准确度等级 | Accuracy class")
    price_computing: Literal[True]
    production_code: Marked = Field(title="生产码 | Production code")
    maintenance_code: Marked = Field(title="维修码 | Maintenance code")
    verification_code: Marked = Field(title="检定码 | Verification code")


class JJG1204(ScaleVerification[PriceComputingScale]):
    """Verification of price-computing scales."""

    facts, subject_model = facts, PriceComputingScale

    @classmethod
    def refuses(cls, subject: Any, on: date) -> Text | None:
        """A larger scale is none of this regulation."""
        del on
        large = convert(subject.max.value, subject.max.unit, "kg") > facts.number("max_kg")
        return facts.text("scope") if large else None

    @facts.item("stated found", unit="")
    def codes(self) -> None:
        """Three codes on the scale are those on record, and those of the register on line."""
        for name, words in CODES:
            stated = str(getattr(self.subject, name))
            with self.at(name, words=words):
                self.agrees(stated, self.text("found", (self.inspector.read_text, name), expect=stated))
        self.look("registered")
