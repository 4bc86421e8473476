"""The tables of a campaign file about a reference material."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from metrology.units import unit
from procedures.campaigns.file import TableModel

Count = Annotated[int, Field(ge=1)]
TimeUnit = Literal["d", "month"]
RULES = ("JJF 1343", "ISO 33405")
"""By which text homogeneity is decided: by F, or by how small the heterogeneity is."""


class Material(TableModel):
    """The table ``[material]``; texts in two languages are written ``中文 | English``."""

    name: str
    lot: str
    producer: str
    packing: str
    units: int = Field(ge=2)
    property: str
    unit: str
    expected: Decimal
    client: str = ""
    client_address: str = ""
    use: str = ""
    minimum_sample: str = ""
    storage: str = ""
    handling: str = ""
    traceability: str = ""
    method: str = ""
    safety: str = ""
    commutability: str = ""

    @field_validator("unit")
    @classmethod
    def _known(cls, symbol: str) -> str:
        return unit(symbol).symbol


class Homogeneity(TableModel):
    """The table ``[homogeneity]``."""

    units: int = Field(ge=2)
    portions: int = Field(ge=2)


class Stability(TableModel):
    """A table ``[short_term]`` or ``[long_term]``: what is measured at each time of storage."""

    times: tuple[Decimal, ...]
    time_unit: TimeUnit
    condition: str
    units: Count
    portions: Count

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if len(self.times) < 3 or list(self.times) != sorted(set(self.times)) or self.times[0] < 0:
            raise ValueError("times: at least three, ascending, each once, none below 0")
        return self


class Laboratory(TableModel):
    """A row of ``[[characterisation.laboratories]]``."""

    key: str
    name: str
    method: str = ""


class Characterisation(TableModel):
    """The table ``[characterisation]``."""

    portions: Count
    laboratories: tuple[Laboratory, ...]

    @model_validator(mode="after")
    def _several(self) -> Self:
        keys = [x.key for x in self.laboratories]
        if len(keys) < 2 or len(set(keys)) < len(keys):
            raise ValueError("laboratories: at least two, each with a key of its own")
        return self


class Claims(TableModel):
    """The table ``[claims]``: what the certificate is to state."""

    rule: Literal["JJF 1343", "ISO 33405"] = "JJF 1343"
    validity_months: int = Field(ge=1)
    transport_days: Decimal = Field(default=Decimal(0), ge=0)
    coverage_factor: Decimal = Field(default=Decimal(2), gt=0)
    largest_uncertainty: Decimal | None = Field(default=None, gt=0)
    reproducibility: Decimal | None = Field(default=None, gt=0)


class Tables(TableModel):
    """Every table of the kind."""

    material: Material
    claims: Claims
    homogeneity: Homogeneity | None = None
    short_term: Stability | None = None
    long_term: Stability | None = None
    characterisation: Characterisation | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        parts = (self.homogeneity, self.short_term, self.long_term, self.characterisation)
        if not any(parts):
            raise ValueError("nothing is studied: give [homogeneity], [short_term], [long_term] or [characterisation]")
        if self.characterisation and not (self.homogeneity and self.long_term):
            raise ValueError("a certified value needs [homogeneity] and [long_term] as well")
        if self.short_term and self.short_term.time_unit != "d":
            raise ValueError("short_term.time_unit: is days, d")
        if self.long_term and self.long_term.time_unit != "month":
            raise ValueError("long_term.time_unit: is month")
        return self
