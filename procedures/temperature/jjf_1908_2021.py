"""JJF 1908-2021 双金属温度计校准规范 (bimetallic thermometers): error, repeatability and hysteresis with U and k."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from procedures.kit import Agreed, Curve, Facts, Requirements, ascending, at_most, mean, spread, within
from procedures.temperature.bath_thermometers import BathThermometer, BathThermometers, Celsius

if TYPE_CHECKING:
    from procedures.kit import Value

facts = Facts.beside(__file__)


class Bimetal(BathThermometer, Agreed):
    """A bimetallic thermometer; without points it is calibrated at its limits and in the middle."""

    accuracy_class: Literal["1", "1.5", "2.5", "4"] | None = Field(
        None, alias="class", title="准确度等级 | Accuracy class"
    )
    points: Annotated[tuple[Celsius, ...], ascending] = Field((), title="约定的校准点 | Points agreed")

    @model_validator(mode="after")
    def _rule_needs_a_class(self) -> Self:
        if self.decision_rule and self.accuracy_class is None:
            raise ValueError("a decision rule was agreed: class, whose limits were agreed, is missing")
        return self


class JJF1908(BathThermometers[Bimetal]):
    """Calibration by comparison in a bath, the temperature rising and falling."""

    facts, subject_model = facts, Bimetal

    def prepare(self) -> None:
        """It is read to a part of its division."""
        super().prepare()
        self.step *= facts.number("estimated")

    def requirements(self) -> Requirements:
        """Points within the range."""
        low, high = self.subject.ends
        inside = all(low <= t <= high for t in self.temperatures)
        shown = ", ".join(f"{t:f}" for t in self.temperatures)
        yield self.require("points", f"{shown} °C", f"{low}～{high} °C", inside, "points")

    @property
    def temperatures(self) -> tuple[Decimal, ...]:
        """Points, rising."""
        low, high = self.subject.ends
        return tuple(p.to("°C").value for p in self.subject.points) or (low, (low + high) / 2, high)

    @property
    def mpe(self) -> Decimal | None:
        """The class is its error in % of the span; None without a class."""
        (low, high), accuracy = self.subject.ends, self.subject.accuracy_class
        return None if accuracy is None else Decimal(accuracy) * (high - low) / 100

    @facts.item("t0 tau R E U_exp k_exp/1 MPE?")
    def indication(self) -> None:
        """Several readings at each point, rising and falling."""
        limit, half = None if self.mpe is None else within(self.mpe), self.step / 2
        ways = (("up", self.temperatures), ("down", self.temperatures[-2::-1]))
        for direction, temperatures in ways:
            for t in temperatures:
                with self.at(direction, t):
                    self.held(t)
                    errors = [tau - t0 for t0, tau in self.run.together("readings", self._readings)]
                    self.kept[direction, t] = mean(errors)
                    self.calibrate(
                        "indication", limit=limit, point=t, curve=Curve(direction), repeated=errors,
                        given={"reading": half}, also=[spread(errors).named("R")], E=mean(errors),
                    )  # fmt: skip

    def _readings(self) -> list[tuple[Value, Value]]:
        return list(self.pairs(int(facts.number("reads"))))

    @facts.item("E_up E_down H U_exp k_exp/1 MPE?")
    def hysteresis(self) -> None:
        """Difference of both directions at each point that was come to from both sides."""
        half = self.step / 2
        for t in self.temperatures[:-1]:
            with self.at(t):
                up, down = self.kept["up", t].alone().named("E_up"), self.kept["down", t].alone().named("E_down")
                self.calibrate(
                    "hysteresis", limit=None if self.mpe is None else at_most(self.mpe),
                    given={"up": half, "down": half}, H=abs(up - down),
                )  # fmt: skip
