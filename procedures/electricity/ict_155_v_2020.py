"""Orden ICT/155/2020, anexo V (Spain): meters of reactive energy before they are put on the market."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from metrology.exact import plain
from procedures.kit import Facts, Nameplate, Quantity, ReadItems, Requirements, quantity
from procedures.standards import measuring
from procedures.text import Text

Amperes = Annotated[Quantity, quantity("A", above=0)]
DIRECT_ONLY, THROUGH_TRANSFORMERS = ("1",), ("0.5S", "1S")


class ReactiveMeter(Nameplate):
    """A static meter of reactive energy; the loads that it is tested with, each as current, sin φ and L or C."""

    accuracy_class: Literal["0.5S", "1S", "1", "2", "3"] = Field(alias="class", title="准确度等级 | Accuracy class")
    connection: Literal["direct", "ct"] = Field(
        title="接入方式 | Connection",
        json_schema_extra={"direct": "直接接入 | direct", "ct": "经互感器接入 | through transformers"},
    )
    system: Literal["1P2W", "3P4W"] = Field(
        title="相线 | System",
        json_schema_extra={"1P2W": "单相二线 | single phase", "3P4W": "三相四线 | three phases, four wires"},
    )
    ib: Amperes = Field(title="基本（额定）电流 | Basic (rated) current")
    imax: Amperes = Field(title="最大电流 | Maximum current")

    @model_validator(mode="after")
    def _columns(self) -> Self:
        wrong = DIRECT_ONLY if self.connection == "ct" else THROUGH_TRANSFORMERS
        if self.accuracy_class in wrong:
            raise ValueError(f"class {self.accuracy_class} has no limits for the connection {self.connection}")
        return self

    @property
    def edges(self) -> tuple[str, str, str]:
        """Currents at which the limits begin and change: parts of the basic or rated current."""
        if self.connection == "direct":
            return "0.05Ib", "0.1Ib", "0.2Ib"
        return "0.01In" if self.accuracy_class in THROUGH_TRANSFORMERS else "0.02In", "0.05In", "0.1In"

    @property
    def basic(self) -> str:
        """The basic or rated current."""
        return self.edges[0][-2:]

    @property
    def polyphase(self) -> bool:
        """Whether one element of several can be loaded."""
        return self.system == "3P4W"

    @property
    def quarter_single(self) -> bool:
        """Whether limits with one element loaded are stated at sin φ 0.25."""
        return self.polyphase and self.accuracy_class not in ("2", "3")

    @property
    def low_1(self) -> tuple[str, ...]:
        """Below the first change, sin φ 1."""
        return _loads((self.edges[0],), "1")

    @property
    def high_1(self) -> tuple[str, ...]:
        """From the first change on, sin φ 1."""
        return _loads((self.edges[1], self.basic, "Imax"), "1")

    @property
    def low_05(self) -> tuple[str, ...]:
        """Below the second change, sin φ 0.5."""
        return _loads((self.edges[1],), "0.5")

    @property
    def high_05(self) -> tuple[str, ...]:
        """From the second change on, sin φ 0.5."""
        return _loads((self.edges[2], self.basic, "Imax"), "0.5")

    @property
    def high_025(self) -> tuple[str, ...]:
        """From the second change on, sin φ 0.25."""
        return _loads((self.edges[2], self.basic, "Imax"), "0.25")

    @property
    def one_1(self) -> tuple[str, ...]:
        """One element loaded, sin φ 1."""
        return _elements((self.edges[1], self.basic, "Imax"), "1")

    @property
    def one_05(self) -> tuple[str, ...]:
        """One element loaded, sin φ 0.5."""
        return _elements((self.edges[2], self.basic, "Imax"), "0.5")

    @property
    def one_025(self) -> tuple[str, ...]:
        """One element loaded, sin φ 0.25."""
        return _elements((self.edges[2], self.basic, "Imax"), "0.25")


def _loads(currents: tuple[str, ...], sine: str) -> tuple[str, ...]:
    return tuple(f"{current} sin{sine}{sign}" for current in currents for sign in "LC")


def _elements(currents: tuple[str, ...], sine: str) -> tuple[str, ...]:
    return tuple(f"{element} {current} sin{sine}L" for element in "ABC" for current in currents)


class ICT155V(ReadItems[ReactiveMeter]):
    """Verification of the product: errors that a person reads on a bench."""

    facts, subject_model = Facts.beside(__file__), ReactiveMeter
    under_test = "source"

    def requirements(self) -> Requirements:
        """U of the bench, which table 5 states for sin φ 1 and doubles for every other."""
        most = self.facts.table("uncertainty").numbers(self.subject.accuracy_class)[0]
        for standard in measuring(self.run.standards("readout"), "%"):
            U = standard.expanded_uncertainty(Decimal(0))
            yield self.require("U", f"{plain(U)} %", f"≤ {plain(most)} %", most >= U, "standard")

    def omits(self, key: str) -> Text | None:
        """A meter of one element is not loaded with one element of several."""
        single = key.startswith("one_") and not self.subject.polyphase
        return Text("单相电能表", "a meter of one element") if single else super().omits(key)
