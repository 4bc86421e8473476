"""Journals as the sequencer writes them, made by hand for the documents' tests."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

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

    def observe(self, address: str, text: str, value: str, unit: str, role: str, method: str) -> None:
        at = {"driver": "simulated", "how": "instrument", "elapsed": "12.5", "trail": []}
        body = {"text": text, "value": value, "unit": unit, "role": role, "method": method, **at}
        self.add("observation", body, address)

    def conclude(self, item: str, address: str, label: Any, outcome: str = "conform", **more: Any) -> None:
        body = {"item": item, "label": label, "outcome": outcome, "values": {}, "reason": t("", ""), **more}
        self.add("conclusion", body, address)


def t(zh: str, en: str | None = None) -> dict[str, str]:
    return {"zh": zh, "en": zh if en is None else en}


def column(key: str, zh: str, en: str, unit: str = "") -> dict[str, str]:
    return {"key": key, "zh": zh, "en": en, "unit": unit}


ERRORS = [
    column("I", "示值 I", "Indication", "g"),
    column("dL", "附加砝码 ΔL", "Additional load", "g"),
    column("E", "误差 E", "Error", "g"),
    column("Ec", "修正误差 E₀", "Corrected error", "g"),
    column("MPE", "最大允许误差", "MPE", "g"),
]
ROOM = [column("t", "温度", "Temperature", "°C"), column("h", "湿度", "Humidity", "%RH")]
ITEMS = [
    ("environment", "5.1", t("环境条件", "Environment"), ROOM),
    ("appearance", "6.1", t("外观及标志", "Appearance and marks"), []),
    ("weighing", "7.3.2", t("称量", "Weighing performance"), ERRORS),
    ("eccentricity", "7.3.3", t("偏载", "Eccentricity"), ERRORS),
    ("repeatability", "7.3.4", t("重复性", "Repeatability"), [column("R", "极差", "Range", "g")]),
]


def plan() -> dict[str, Any]:
    def planned(key: str, clause: str, name: Any, columns: Any) -> dict[str, Any]:
        pedigree = {"status": "secondary", "columns": columns}
        return {"key": key, "clause": clause, "name": name, "applicable": True, "reason": t("", ""), **pedigree}

    tare = planned("tare", "7.3.6", t("除皮后称量", "Weighing with tare"), [])
    tare |= {"applicable": False, "reason": t("本秤没有除皮装置。", "This scale has no tare device.")}
    why = t("最大允许误差改变前的最后一点", "last load with the smaller MPE")
    points = [{"item": "weighing", "point": "2500 g", "reason": why}]
    return {"items": [*(planned(*item) for item in ITEMS), tare], "points": points}


def read_room(journal: Journal, when: Any, temperature: str) -> None:
    address = f"环境条件/{when['zh']}"
    journal.observe(f"{address}/温度", f"T= {temperature} 'C", temperature, "°C", "room", "temperature")
    journal.observe(f"{address}/湿度", "RH= 45.1 %RH", "45.1", "%RH", "room", "humidity")
    journal.conclude("environment", address, when, values={"t": temperature, "h": "45.1"})


def weigh(journal: Journal, item: str, address: str, load: str, direction: str, error: str) -> None:
    mpe = "2.5" if int(load) <= 2500 else "5.0" if int(load) <= 10000 else "7.5"
    journal.observe(f"{address}/I", f"S S {load:>10} g", load, "g", "scale", "indication")
    outcome = "conform" if abs(Decimal(error)) <= Decimal(mpe) else "not_conform"
    limits = {"limit": [f"-{mpe}", mpe], "acceptance": [f"-{mpe}", mpe], "compared": f"|{error}| ≤ {mpe}"}
    worked = {"formula": "E = I + e/2 − ΔL − L", "substitution": f"{load} + 2.5 − 2.0 − {load}", "unrounded": error}
    source = {"rule": "simple acceptance", "U": "", "unit": "g", "clause": "7.3.2", "status": "secondary"}
    plot = {"series": direction, "x": load, "y": error, "lower": f"-{mpe}", "upper": mpe, "unit": "g"}
    more: dict[str, Any] = {"plot": plot} if item == "weighing" else {}
    values = {"I": load, "dL": "2.0", "E": error, "Ec": error, "MPE": f"±{mpe}"}
    decision = {"outcome": outcome, "rounded": "", **limits, **worked, **source}
    arrow = "↑" if direction == "up" else "↓"
    journal.conclude(item, address, t(f"{load} g {arrow}"), outcome, values=values, decision=decision, **more)


def measure(journal: Journal, failed: tuple[str, ...]) -> None:
    read_room(journal, t("检定前", "Before"), "20.3")
    seen = {
        "answer": "conform",
        "note": "",
        "how": "operator",
        "elapsed": "3",
        "question": t("标志齐全？", "Complete?"),
    }
    journal.add("finding", seen, "外观及标志/标志")
    journal.conclude("appearance", "外观及标志/标志", t("标志齐全", "Marks complete"))
    problem = t("示值不是分度值的整数倍", "not a multiple of d")
    journal.add("refused", {"text": "=2503", "problem": problem, "reason": ""}, "称量/up/2500 g/I#1")
    for direction, loads in (("up", UP), ("down", UP[-2::-1])):
        for load, error in loads:
            wrong = "weighing" in failed and load == "15000"
            weigh(journal, "weighing", f"称量/{direction}/{load} g", load, direction, "-9.5" if wrong else error)
    for corner in range(1, 5):
        weigh(journal, "eccentricity", f"偏载/{corner}", "5000", "up", "0.5")
    journal.conclude("repeatability", "重复性", t("5 次", "5 times"), values={"R": "0.5"})
    read_room(journal, t("检定后", "After"), "20.6")


def conclude_run(journal: Journal, outcome: str, failed: tuple[str, ...]) -> None:
    for key, clause, name, _ in ITEMS:
        found, reason = (outcome, t("原因甲", "reason one")) if key in failed else ("conform", t("", ""))
        body = {"key": key, "clause": clause, "name": name, "outcome": found, "reason": reason, "status": "secondary"}
        journal.add("item", body, key)
    lists: dict[str, list[str]] = {"failed": [], "incomplete": [], "invalid": []}
    lists["failed" if outcome == "not_conform" else outcome] = list(failed)
    pedigree = [t("表 6 的数据引自间接来源", "Table 6 is taken from a secondary source")]
    journal.add("verdict", {"outcome": outcome, **lists, "unverified": pedigree, "grade": t("III 级", "class III")})
    journal.add("closed", {"entries": str(len(journal.events) + 1), "outcome": outcome})


def scale_run(
    outcome: str = "conform", failed: tuple[str, ...] = (), *, stop: bool = False, **changes: Any
) -> list[Event]:
    """A scale's run; `stop` ends it before its verdict, `changes` replace fields of the `opened` entry."""
    journal = Journal()
    journal.add("opened", {**OPENED["scale"], **changes})
    journal.add("plan", plan())
    measure(journal, failed)
    if stop:
        journal.add("interrupted", {"reason": "stopped by SIGINT", "safe": []})
    else:
        conclude_run(journal, outcome, failed)
    return journal.events


def gauge_run(**changes: Any) -> list[Event]:
    """A gauge that fails on hysteresis, its data verified, no curve, no standards entered."""
    journal = Journal("g1")
    journal.add("opened", {**OPENED["gauge"], **changes})
    hysteresis = {"key": "hysteresis", "clause": "5.4", "name": t("回程误差", "Hysteresis"), "status": "verified"}
    columns = [column("H", "回程误差", "Hysteresis", "MPa"), column("limit", "允许值", "Limit", "MPa")]
    journal.add("plan", {"items": [{**hysteresis, "columns": columns}], "points": []})
    for point, value in (("0.4", "0.010"), ("-0.05", "-0.0125"), ("1.2", "0.04")):
        values = {"H": value, "limit": "0.0256"}
        bad = point == "1.2"
        outcome = "not_conform" if bad else "conform"
        journal.conclude("hysteresis", f"回程误差/{point}", t(f"{point} MPa"), outcome, values=values)
    journal.add("item", {**hysteresis, "outcome": "not_conform", "reason": t("1.2 MPa 处超差", "too large at 1.2 MPa")})
    journal.add("verdict", {"outcome": "not_conform", "failed": ["hysteresis"]})
    journal.add("closed", {"entries": str(len(journal.events) + 1), "outcome": "not_conform"})
    return journal.events


@pytest.fixture
def scale() -> Callable[..., list[Event]]:
    """See `scale_run`."""
    return scale_run


@pytest.fixture
def gauge() -> Callable[..., list[Event]]:
    """See `gauge_run`."""
    return gauge_run
