"""OIML R 138:2007 Vessels for commercial transactions: capacity serving measures, 5.1.1 and annex A."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from metrology.exact import trimmed
from procedures.kit import Facts
from procedures.packages.bottles import CapacityTest, Vessels


class ServingMeasure(Vessels):
    """Measures that are poured out, or drunk from; the capacity is that at a filling mark, or to the brim."""

    use: Literal["transfer", "drinking"] = Field(
        title="用途 | Use", json_schema_extra={"transfer": "量取 | transfer", "drinking": "饮用 | drinking"}
    )
    to_brim: bool = Field(title="容量到满口 | Capacity to the brim")
    foaming: bool = Field(title="用于起泡饮料 | For foaming drinks")

    @property
    def brimful(self) -> bool:
        """Whether there is no filling mark."""
        return self.to_brim


class R138Serving(CapacityTest[ServingMeasure]):
    """Initial verification of a production, by the volume that is delivered (2.6 as amended in 2009)."""

    facts, subject_model, delivers = Facts.beside(__file__), ServingMeasure, True

    def permissible(self) -> Decimal:
        """Half of what lies between the limits."""
        low, high = self.limits()
        return (high - low) / 2

    def limits(self) -> tuple[Decimal, Decimal]:
        """Around the capacity at a mark; at the brim only above it."""
        s = self.subject
        row = self.facts.table("mpe").row(f"{s.use} {'brim' if s.to_brim else 'mark'}")
        mL, percent = (row["mL"], row["percent"]) if s.size < row["edge"] else (row["mL_from"], row["percent_from"])
        error = trimmed(mL + percent * s.size / 100)
        return (s.size if s.to_brim else s.size - error), s.size + error

    def marks(self) -> tuple[str, ...]:
        """The filling mark and its distances from the brim."""
        s = self.subject
        if s.to_brim:
            return super().marks()
        distant = s.use == "drinking" and s.size > self.facts.number("distant_from")
        return (*super().marks(), "gauge_mark", *(("from_brim",) * distant), *(("foam",) * s.foaming))
