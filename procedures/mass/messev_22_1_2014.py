"""MessEV § 22 with MessEG §§ 37, 39 (Germany): verification of non-automatic scales, and their inspection in use."""

from typing import Any, Literal

from pydantic import Field

from metrology.units import convert
from procedures.kit import Facts
from procedures.mass.r76.items import ScaleVerification
from procedures.mass.r76.nameplate import WeighingNameplate
from procedures.validity.laws import law

LARGE_KG = 3000
BOTH = ("livestock", "liquefied-gas")
"""Uses with a number of their own in annex 7, which a large scale comes under besides that of its size."""


class GermanScale(WeighingNameplate):
    """A scale, with what annex 7 makes its period depend on; one with digital indication is self-indicating."""

    use: Literal[
        "trade", "persons", "babies", "beds", "livestock", "building-material", "liquefied-gas", "fine", "other"
    ] = Field(
        "trade",
        title="用途 | Use",
        json_schema_extra={
            "trade": "贸易 | trade", "persons": "体重秤 | person scale", "babies": "婴儿秤 | baby scale", "beds": "床秤 | bed scale",
            "livestock": "牲畜秤 | livestock", "building-material": "建材秤 | building materials",
            "liquefied-gas": "液化气 | liquefied gas", "fine": "精密秤 | fine scale", "other": "其他 | other",
        },
    )  # fmt: skip
    place: Literal["hospital", "farm", "other"] = "other"


class MessEV22(ScaleVerification[GermanScale]):
    """Verification with the limits of a new scale; in use, after repair and on request with twice these."""

    facts, subject_model = Facts.beside(__file__), GermanScale

    @classmethod
    def validity_months(cls, subject: Any) -> int:
        """The period of annex 7; where two numbers apply to a large scale, that of its size, which is the shorter."""
        max_kg = convert(subject.max.value, subject.max.unit, "kg")
        traits = {"max_kg": f"{max_kg}", "self_indicating": "yes", "use": subject.use, "place": subject.place}
        key = "2.2.1" if max_kg >= LARGE_KG and subject.use in BOTH else "scale"
        return law("DE").period(key, traits).months or 0
