"""Journals as the sequencer writes them, made by hand for the documents' tests."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.text import Text
from records import entries
from records.event import GENESIS, Event, digest, encode

OPENED = json.loads((Path(__file__).parent / "opened.json").read_text(encoding="utf-8"))
UP = [("0", "0.5"), ("100", "0.5"), ("2500", "-0.5"), ("5000", "1.0"), ("10000", "-1.5"), ("15000", "2.0")]


class Journal:
    """Seals entries one after another."""

    def __init__(self, run: str = "20261123T071140-8f3a4c2e9b10") -> None:
        self.run = run
        self.events: list[Event] = []

    def add(self, kind: str, body: Mapping[str, Any], address: str = "") -> None:
        seq = len(self.events)
        prev = self.events[-1].hash if self.events else GENESIS
        time = f"2026-11-23T07:{seq // 60:02d}:{seq % 60:02d}.123456+00:00"
        sealed = digest(self.run, seq, time, kind, address, encode(body), prev)
        self.events.append(Event(self.run, seq, time, kind, address, body, prev, sealed))

    def write(self, entry: entries.Entry, address: str = "") -> None:
        self.add(entry.entry_kind, entry.body(), address)

    def observe(self, address: str, text: str, value: str, unit: str, role: str, method: str) -> None:
        self.write(
            entries.Observation(
                role=role,
                method=method,
                how="instrument",
                text=text,
                value=entries.Number(number=value, unit=unit),
                elapsed="12.5",
                words=entries.Asked(question=t("示值？", "Shown?")),
            ),
            address,
        )

    def conclude(
        self, item: str, address: str, label: Text, outcome: Any = "conform", words: Any = None, **more: Any
    ) -> None:
        said = entries.ConclusionWords(label=label, **(words or {}))
        self.write(entries.Conclusion(item=item, outcome=outcome, words=said, **more), address)


def t(zh: str, en: str | None = None) -> Text:
    return Text(zh, zh if en is None else en)


def column(key: str, zh: str, en: str, unit: str = "") -> entries.Column:
    return entries.Column(key=key, name=t(zh, en), unit=unit)


ERRORS = [
    column("I", "示值 I", "Indication", "g"),
    column("dL", "附加砝码 ΔL", "Additional load", "g"),
    column("E", "误差 E", "Error", "g"),
    column("Ec", "修正误差 E₀", "Corrected error", "g"),
    column("MPE", "最大允许误差", "MPE", "g"),
]
ROOM = [column("value", "测得值", "Measured"), column("limit", "要求", "Required")]
AIR = tuple(
    entries.PlannedCondition(
        quantity=key, role="room", method=key, unit=unit, watched="60", words=entries.PlannedConditionWords(name=name)
    )
    for key, unit, name in (
        ("temperature", "°C", t("环境温度", "Air temperature")),
        ("humidity", "%RH", t("相对湿度", "Relative humidity")),
    )
)
ITEMS = [
    ("environment", "5.1", t("环境条件", "Environment"), ROOM),
    ("appearance", "6.1", t("外观及标志", "Appearance and marks"), []),
    ("weighing", "7.3.2", t("称量", "Weighing performance"), ERRORS),
    ("eccentricity", "7.3.3", t("偏载", "Eccentricity"), ERRORS),
    ("repeatability", "7.3.4", t("重复性", "Repeatability"), [column("R", "极差", "Range", "g")]),
]


def planned(key: str, clause: str, name: Text, columns: Any = (), reason: Text | None = None) -> entries.PlannedItem:
    words = entries.PlannedItemWords(name=name, reason=reason or t(""), status="secondary", columns=tuple(columns))
    return entries.PlannedItem(key=key, clause=clause, applicable=reason is None, words=words)


def plan() -> entries.Plan:
    tare = planned(
        "tare",
        "7.3.6",
        t("除皮后称量", "Weighing with tare"),
        (),
        t("本秤没有除皮装置。", "This scale has no tare device."),
    )
    why = entries.PlannedPointWords(
        point="2500 g", reason=t("最大允许误差改变前的最后一点", "last load with the smaller MPE")
    )
    points = (entries.PlannedPoint(item="weighing", words=why),)
    return entries.Plan(items=(*(planned(*item) for item in ITEMS), tare), points=points, conditions=AIR)


def read_room(journal: Journal, key: str, when: Text, temperature: str) -> None:
    address = f"environment/{key}"
    journal.observe(f"{address}/temperature", f"T= {temperature} 'C", temperature, "°C", "room", "temperature")
    journal.observe(f"{address}/humidity", "RH= 45.1 %RH", "45.1", "%RH", "room", "humidity")
    for quantity, name, value in (
        ("temperature", "环境温度 / °C", temperature),
        ("humidity", "相对湿度 / %RH", "45.1"),
    ):
        label, values = t(f"{when.zh}{name}"), {"value": value, "limit": ""}
        journal.conclude("environment", f"{address}/{quantity}", label, values=values)


def weigh(journal: Journal, item: str, address: str, load: str, direction: str, error: str) -> None:
    mpe = "2.5" if int(load) <= 2500 else "5.0" if int(load) <= 10000 else "7.5"
    journal.observe(f"{address}/I", f"S S {load:>10} g", load, "g", "scale", "indication")
    outcome = "conform" if abs(Decimal(error)) <= Decimal(mpe) else "not_conform"
    decision = entries.Comparison(
        rule="simple acceptance",
        unrounded=error,
        limit=(f"-{mpe}", mpe),
        acceptance=(f"-{mpe}", mpe),
        unit="g",
        clause="7.3.2",
    )
    words = {
        "formula": "E = I + e/2 − ΔL − L",
        "substitution": f"{load} + 2.5 − 2.0 − {load}",
        "compared": f"|{error}| ≤ {mpe}",
        "status": "secondary",
    }
    plot = entries.PlotPoint(series=direction, x=load, y=error, lower=f"-{mpe}", upper=mpe, unit="g")
    values = {"I": load, "dL": "2.0", "E": error, "Ec": error, "MPE": f"±{mpe}"}
    arrow = "↑" if direction == "up" else "↓"
    drawn = plot if item == "weighing" else None
    label = t(f"{load} g {arrow}")
    journal.conclude(item, address, label, outcome, words, values=values, decision=decision, plot=drawn)


def measure(journal: Journal, failed: tuple[str, ...]) -> None:
    read_room(journal, "before", t("检定前", "Before"), "20.3")
    asked = entries.Asked(question=t("标志齐全？", "Complete?"))
    journal.write(entries.Finding(answer="conform", how="operator", elapsed="3", words=asked), "appearance/marks")
    journal.conclude("appearance", "appearance/marks", t("标志齐全", "Marks complete"))
    problem = entries.Objection(problem=t("示值不是分度值的整数倍", "not a multiple of d"))
    journal.write(entries.Refused(text="=2503", code="x", how="operator", words=problem), "weighing/up/2500g/I#1")
    for direction, loads in (("up", UP), ("down", UP[-2::-1])):
        for load, error in loads:
            wrong = "weighing" in failed and load == "15000"
            weigh(journal, "weighing", f"weighing/{direction}/{load}g", load, direction, "-9.5" if wrong else error)
    for corner in range(1, 5):
        weigh(journal, "eccentricity", f"eccentricity/{corner}", "5000", "up", "0.5")
    journal.conclude("repeatability", "repeatability", t("5 次", "5 times"), values={"R": "0.5"})
    read_room(journal, "after", t("检定后", "After"), "20.6")


def decided_item(journal: Journal, key: str, clause: str, name: Text, outcome: Any, reason: Text, status: str) -> None:
    words = entries.ItemWords(name=name, reason=reason, status=status)
    journal.write(entries.ItemResult(key=key, clause=clause, outcome=outcome, words=words), key)


def conclude_run(journal: Journal, outcome: Any, failed: tuple[str, ...]) -> None:
    for key, clause, name, _ in ITEMS:
        found, reason = (outcome, t("原因甲", "reason one")) if key in failed else ("conform", t("", ""))
        decided_item(journal, key, clause, name, found, reason, "secondary")
    lists = {"failed" if outcome == "not_conform" else outcome: tuple(failed)} if failed else {}
    pedigree = (t("表 6 的数据引自间接来源", "Table 6 is taken from a secondary source"),)
    words = entries.VerdictWords(grade=t("III 级", "class III"), unverified=pedigree)
    journal.write(entries.Verdict(outcome=outcome, words=words, **lists))
    journal.write(entries.Closed(entries=len(journal.events) + 1, outcome=outcome))


def scale_run(
    outcome: str = "conform", failed: tuple[str, ...] = (), *, stop: bool = False, **changes: Any
) -> list[Event]:
    """A scale's run; `stop` ends it before its verdict, `changes` replace fields of the `opened` entry."""
    journal = Journal()
    journal.add("opened", {**OPENED["scale"], **changes})
    journal.write(plan())
    measure(journal, failed)
    if stop:
        journal.write(entries.Interrupted(reason="stopped by SIGINT"))
    else:
        conclude_run(journal, outcome, failed)
    return journal.events


def gauge_run(**changes: Any) -> list[Event]:
    """A gauge that fails on hysteresis, its data verified, no curve, no standards entered."""
    journal = Journal("g1")
    journal.add("opened", {**OPENED["gauge"], **changes})
    name = t("回程误差", "Hysteresis")
    columns = (column("H", "回程误差", "Hysteresis", "MPa"), column("limit", "允许值", "Limit", "MPa"))
    words = entries.PlannedItemWords(name=name, status="verified", columns=columns)
    item = entries.PlannedItem(key="hysteresis", clause="5.4", applicable=True, words=words)
    journal.write(entries.Plan(items=(item,), conditions=AIR))
    for point, value in (("0.4", "0.010"), ("-0.05", "-0.0125"), ("1.2", "0.04")):
        values = {"H": value, "limit": "0.0256"}
        outcome = "not_conform" if point == "1.2" else "conform"
        journal.conclude("hysteresis", f"hysteresis/{point}MPa", t(f"{point} MPa"), outcome, values=values)
    decided_item(
        journal, "hysteresis", "5.4", name, "not_conform", t("1.2 MPa 处超差", "too large at 1.2 MPa"), "verified"
    )
    journal.write(entries.Verdict(outcome="not_conform", failed=("hysteresis",), words=entries.VerdictWords()))
    journal.write(entries.Closed(entries=len(journal.events) + 1, outcome="not_conform"))
    return journal.events


@pytest.fixture
def scale() -> Callable[..., list[Event]]:
    """See `scale_run`."""
    return scale_run


@pytest.fixture
def gauge() -> Callable[..., list[Event]]:
    """See `gauge_run`."""
    return gauge_run
