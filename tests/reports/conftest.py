"""Journals as the sequencer writes them, made by hand for the documents' tests."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest

from records.event import GENESIS, Event, canonical, digest

RUN = "20261123T071140-8f3a4c2e9b10"


class Journal:
    """Seals entries one after another."""

    def __init__(self, run: str = RUN) -> None:
        self.run, self.events = run, []

    def add(self, kind: str, body: Mapping[str, Any], address: str = "") -> None:
        seq = len(self.events)
        prev = self.events[-1].hash if self.events else GENESIS
        time = f"2026-11-23T07:{seq // 60:02d}:{seq % 60:02d}.000000+00:00"
        digested = digest(self.run, seq, time, kind, address, canonical(body), prev)
        self.events.append(Event(self.run, seq, time, kind, address, body, prev, digested))


def t(zh: str, en: str | None = None) -> dict[str, str]:
    return {"zh": zh, "en": zh if en is None else en}


def opened(**changes: Any) -> dict[str, Any]:
    return {
        "format": 1, "stage": "subsequent", "date": "2026-11-23", "seed": "7", "simulated": False,
        "laboratory": {"name": t("华东某市质量技术监督检验测试研究院", "Institute of Quality and Technical Supervision, Testing and Research"),
                       "address": t("华东某市高新区科学大道 1866 号计量楼 3 层", "3rd floor, Metrology Building, 1866 Science Avenue, High-tech Zone"),
                       "authorisation": "（华）法计（2024）01006 号", "postcode": "230088", "phone": "0551-0000 0000", "email": "metrology@example.org"},
        "people": {"operator": {"id": "p1", "name": "欧阳晓雯"}, "reviewer": {"id": "p2", "name": "王建国"}, "approver": {"id": "p3", "name": "李敏"}},
        "bench": {"name": "bench", "sha256": "0" * 64, "roles": {}},
        "policy": {"decision": "simple", "unverified_data": "mark"},
        "code": {"version": "0.1.0", "manifest": "a" * 64},
        **changes,
    }  # fmt: skip


SCALE = {
    "regulation": {"id": "JJG 539-2016", "title": t("数字指示秤", "Digital Indicating Weighing Instruments"), "issued": "2016-11-30", "in_force": "2017-05-30",
                   "validity_months": "12", "status": "secondary", "statements": [t("规程的检定周期引自二手资料。", "The verification period is taken from a secondary source.")]},
    "subject": {"name": t("电子计价秤", "Price-computing scale"), "maker": "上海某某衡器制造有限公司", "model": "ACS-15", "serial": "SY-2026-0001",
                "client": "华东某市滨湖新区明珠农副产品批发市场经营管理有限责任公司第三分公司（水产品交易区）", "client_address": "华东某市滨湖新区明珠路 88 号",
                "specification": [{"name": t("最大秤量 Max", "Maximum capacity"), "value": "15 kg"}, {"name": t("最小秤量 Min", "Minimum capacity"), "value": "100 g"},
                                  {"name": t("检定分度值 e", "Verification interval"), "value": "5 g"}, {"name": t("实际分度值 d", "Actual interval"), "value": "5 g"},
                                  {"name": t("准确度等级", "Accuracy class"), "value": "III"}]},
    "standards": [{"id": "M1-01", "name": t("M₁ 级砝码组", "Set of weights, class M1"), "model": "F2-M1", "serial": "0786", "range": "1 g ～ 20 kg", "accuracy": "M₁ 级",
                   "certificate": "LSfm2026-01234", "issuer": "华东国家计量测试中心", "valid_until": "2027-05-30"},
                  {"id": "TH-01", "name": t("数字温湿度计", "Thermo-hygrometer"), "model": "HMT330", "serial": "K123", "range": "(-20 ～ 60) °C；(0 ～ 100) %RH", "accuracy": "U = 0.3 °C, U = 2.0 %RH (k = 2)",
                   "certificate": "RGth2026-00087", "issuer": "华东国家计量测试中心", "valid_until": "2027-03-14"}],
}  # fmt: skip

GAUGE = {
    "regulation": {"id": "JJG 52-2013", "title": t("弹性元件式一般压力表、压力真空表和真空表", "Elastic Element Pressure Gauges, Pressure-Vacuum Gauges and Vacuum Gauges for General Use"),
                   "issued": "2013-06-27", "in_force": "2013-12-27", "validity_months": "6", "status": "verified", "statements": []},
    "subject": {"name": t("一般压力表", "Pressure gauge"), "maker": "某某仪表厂", "model": "Y-100", "serial": "G-2026-0102", "client": "某某热力有限公司", "client_address": "",
                "specification": [{"name": t("测量范围", "Range"), "value": "(-0.1 ～ 1.6) MPa"}, {"name": t("准确度等级", "Accuracy class"), "value": "1.6 级"}]},
    "standards": [],
}  # fmt: skip

WEIGHING = [
    {"key": "I", **t("示值 I", "Indication"), "unit": "g"}, {"key": "dL", **t("附加砝码 ΔL", "Additional load"), "unit": "g"},
    {"key": "E", **t("误差 E", "Error"), "unit": "g"}, {"key": "Ec", **t("修正误差 E₀", "Corrected error"), "unit": "g"},
    {"key": "MPE", **t("最大允许误差", "MPE"), "unit": "g"},
]  # fmt: skip
ROOM_COLUMNS = [{"key": "when", **t("时间", "When"), "unit": ""}, {"key": "t", **t("温度", "Temperature"), "unit": "°C"}, {"key": "h", **t("湿度", "Humidity"), "unit": "%RH"}]
SCALE_ITEMS = [
    ("environment", "5.1", t("环境条件", "Environment"), ROOM_COLUMNS), ("appearance", "6.1", t("外观及标志", "Appearance and marks"), []),
    ("weighing", "7.3.2", t("称量", "Weighing performance"), WEIGHING), ("eccentricity", "7.3.3", t("偏载", "Eccentricity"), WEIGHING),
    ("repeatability", "7.3.4", t("重复性", "Repeatability"), [{"key": "R", **t("极差", "Range"), "unit": "g"}]),
]  # fmt: skip
LOADS = [("0", "0.5"), ("100", "0.5"), ("2500", "-0.5"), ("5000", "1.0"), ("10000", "-1.5"), ("15000", "2.0")]


def plan(items: Any, **changes: Any) -> dict[str, Any]:
    left_out = {"key": "tare", "clause": "7.3.6", "name": t("除皮后称量", "Weighing with tare"), "applicable": False, "status": "secondary",
                "reason": t("本秤没有除皮装置。", "This scale has no tare device."), "columns": []}  # fmt: skip
    planned = [{"key": k, "clause": c, "name": n, "applicable": True, "reason": t("", ""), "status": "secondary", "columns": cols} for k, c, n, cols in items]
    points = [{"item": "weighing", "point": "2500 g", "reason": t("最大允许误差 0.5 e 的最后一点", "last load with the smaller MPE")}]
    checks = [{"code": "n", "clause": "5.2", "text": t("检定分度数 n", "Number of intervals"), "value": "3000", "limit": "100 ～ 10000", "conforms": True, "status": "secondary"}]
    return {"items": [*planned, left_out], "points": points, "specification": checks, **changes}


def room(journal: Journal, when: str, temperature: str) -> None:
    for name, method, value, unit in (("温度", "temperature", temperature, "°C"), ("湿度", "humidity", "45.1", "%RH")):
        body = {"text": f"T= {value} 'C", "value": value, "unit": unit, "role": "room", "method": method, "driver": "hmt330", "how": "instrument", "elapsed": "0", "trail": []}
        journal.add("observation", body, f"环境条件/{when}/{name}")
    journal.add("conclusion", {"item": "environment", "label": t(when, "room"), "outcome": "conform", "values": {"when": when, "t": temperature, "h": "45.1"}, "reason": t("", "")}, f"环境条件/{when}")


def weigh(journal: Journal, item: str, name: str, load: str, direction: str, error: str, mpe: str) -> None:
    label = f"{load} g {'↑' if direction == 'up' else '↓'}"
    address = f"{name}/{direction}/{load} g"
    body = {"text": f"S S {load:>10} g", "value": load, "unit": "g", "role": "scale", "method": "indication", "driver": "mt_sics", "how": "instrument", "elapsed": "12.5", "trail": []}
    journal.add("observation", body, f"{address}/I")
    conforms = abs(Decimal(error)) <= Decimal(mpe)
    decision = {"outcome": "conform" if conforms else "not_conform", "rule": "simple acceptance", "formula": "E = I + e/2 − ΔL − L", "substitution": f"{load} + 2.5 − 2.0 − {load}", "unrounded": error, "rounded": "",
                "limit": [f"-{mpe}", mpe], "acceptance": [f"-{mpe}", mpe], "U": "", "unit": "g", "clause": "7.3.2", "status": "secondary", "compared": f"|{error}| ≤ {mpe}"}  # fmt: skip
    plot = {"series": direction, "x": load, "y": error, "lower": f"-{mpe}", "upper": mpe, "unit": "g"}
    journal.add("conclusion", {"item": item, "label": t(label), "outcome": decision["outcome"], "values": {"I": load, "dL": "2.0", "E": error, "Ec": error, "MPE": f"±{mpe}"},
                               "decision": decision, "reason": t("", ""), **({"plot": plot} if item == "weighing" else {})}, address)  # fmt: skip


def mpe_of(load: str) -> str:
    return "2.5" if int(load) <= 2500 else "5.0" if int(load) <= 10000 else "7.5"


def scale_journal(*, outcome: str = "conform", failed: tuple[str, ...] = (), end: str = "closed", **changes: Any) -> list[Event]:
    journal = Journal()
    journal.add("opened", opened(**{**SCALE, **changes}))
    journal.add("plan", plan(SCALE_ITEMS))
    room(journal, "检定前", "20.3")
    journal.add("finding", {"answer": "conform", "note": "", "how": "operator", "elapsed": "3", "question": t("标志齐全？", "Marks complete?")}, "外观及标志/标志")
    journal.add("conclusion", {"item": "appearance", "label": t("标志齐全", "Marks complete"), "outcome": "conform", "values": {}, "reason": t("", "")}, "外观及标志/标志")
    journal.add("refused", {"text": "2503", "problem": t("示值不是分度值的整数倍", "not a multiple of d"), "reason": ""}, "称量/up/2500 g/I#1")
    for direction, loads in (("up", LOADS), ("down", LOADS[-2::-1])):
        for load, error in loads:
            weigh(journal, "weighing", "称量", load, direction, "-9.5" if "weighing" in failed and load == "15000" else error, mpe_of(load))
    for corner in range(1, 5):
        weigh(journal, "eccentricity", f"偏载/{corner}", "5000", "up", "0.5", "5.0")
    journal.add("conclusion", {"item": "repeatability", "label": t("5 次", "5 times"), "outcome": "conform", "values": {"R": "0.5"}, "reason": t("", "")}, "重复性")
    room(journal, "检定后", "20.6")
    for key, clause, name, _ in SCALE_ITEMS:
        found = outcome if key in failed else "conform"
        journal.add("item", {"key": key, "clause": clause, "name": name, "outcome": found, "reason": t("", "") if found == "conform" else t("见表", "see the table"), "status": "secondary"}, key)
    lists = {"failed": [], "incomplete": [], "invalid": [], "failed" if outcome == "not_conform" else outcome: list(failed)}
    verdict = {"outcome": outcome, **{k: lists.get(k, []) for k in ("failed", "incomplete", "invalid")}, "unverified": [t("Table 6 的数据引自二手资料。", "Table 6 is taken from a secondary source.")], "grade": t("III 级", "class III")}
    if end == "interrupted":
        journal.add("interrupted", {"reason": t("操作者中断", "stopped by the operator"), "safe": []})
        return journal.events
    journal.add("verdict", verdict)
    journal.add("closed", {"entries": len(journal.events), "outcome": outcome})
    return journal.events


@pytest.fixture
def scale() -> Callable[..., list[Event]]:
    """A scale's run: `scale(outcome=…, failed=(…), simulated=…)`."""
    return scale_journal
