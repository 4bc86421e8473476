"""Orden ICT/155/2020, annex XI (Spain): temperature recorders and thermometers of goods that are kept cold."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import MultiDisplay
from metrology.exact import plain, trimmed
from procedures.kit import Curve, Facts, Quantity, Requirements, Value, mean, quantity, within
from procedures.temperature.bath_thermometers import BathThermometer, BathThermometers

facts = Facts.beside(__file__)
HOUR, DAY = Decimal(3600), Decimal(86400)


class TemperatureRecorder(BathThermometer):
    """A recorder, or a thermometer that a person reads."""

    type: Literal["recorder", "air", "product"] = Field(
        title="类型 | Type",
        json_schema_extra={
            "recorder": "温度记录仪 | temperature recorder",
            "air": "测空气温度的温度计 | thermometer for air",
            "product": "测产品内部温度的温度计 | thermometer for the inside of goods",
        },
    )
    accuracy_class: Literal["0.2", "0.5", "1", "2"] = Field(title="准确度等级 | Accuracy class")
    record: Annotated[Quantity, quantity("h", above=0)] = Field(
        Quantity.parse("24 h"), title="受检记录的时长 | Duration of the record that is examined"
    )

    @property
    def records(self) -> bool:
        """Whether it records."""
        return self.type == "recorder"


class TemperatureRecordersES(BathThermometers[TemperatureRecorder]):
    """Product verification, verification after repair or modification, periodic verification."""

    facts, subject_model = facts, TemperatureRecorder
    time: MultiDisplay

    def requirements(self) -> Requirements:
        """The class is one of its kind, and the resolution is that of the class."""
        s, table = self.subject, facts.table(self.subject.type)
        known = s.accuracy_class in table
        yield self.require("class", s.accuracy_class, " / ".join(table.rows), known, s.type)
        if known:
            most, finer = self.of_class["resolution"], s.accuracy_class in facts.table("finer").texts(s.type)
            sign, fine = ("<", self.step < most) if finer else ("≤", self.step <= most)
            yield self.require("resolution", s.resolution, f"{sign} {plain(most)} °C", fine, s.type)

    @property
    def of_class(self) -> dict[str, Decimal]:
        """Row of the class."""
        return facts.table(self.subject.type).row(self.subject.accuracy_class)

    @facts.item("t0 tau E MPE")
    def accuracy(self) -> None:
        """The mean of several readings at the ends and in the middle of the measuring range."""
        s = self.subject
        low, high = s.ends
        for t in (low, (low + high) / 2, high):
            with self.at(t):
                self.held(t)
                errors = [tau - t0 for t0, tau in self.run.together("readings", self._readings)]
                self.compare(
                    within(self.of_class["mpe"]),
                    point=t,
                    source=facts.source(s.type),
                    curve=Curve("error"),
                    E=mean(errors),
                )

    @facts.item("dt MPE", unit="s")
    def clock(self) -> None:
        """Date and time that it shows, against a reference clock."""
        with self.at("now", words="当前 | now"):
            self.compare(within(facts.number("clock")), dt=self._clock("dt", "clock"))

    @facts.item("dt1 dt2 Et MPE", unit="s", key="time")
    def time_error(self) -> None:
        """What its clock gains or loses over a record; over a long one the error of date and time too."""
        seconds = self.subject.record.to("h").value * HOUR
        long = seconds > facts.number("days") * DAY
        limit = within(trimmed(facts.number("long" if long else "short") / 100 * seconds))
        with self.at("record", words="记录 | record"):
            begin, end = self._clock("dt1", "begin"), self._clock("dt2", "end")
            self.compare(limit, Et=end - begin)
            if long:
                with self.at("end", words="结束时刻 | at its end"):
                    self.compare(limit, dt2=end)

    def _clock(self, symbol: str, key: str) -> Value:
        return self.read(symbol, (self.time.indication_of, key), expect=0, bounded=False)

    def _readings(self) -> list[tuple[Value, Value]]:
        return list(self.pairs(int(facts.number("reads"))))
