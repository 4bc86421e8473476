"""A calibration certificate: results with U, conformity only by a rule that was agreed, nothing of a verification."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from records.entries import Conclusion as Entry
from records.entries import EarlierRun, of_kind
from records.event import Event
from reports.content.document import document
from reports.content.record import record
from reports.identity import title
from reports.model import read_run
from reports.record.rows import sheets
from reports.view import RunView
from sequencer.session import StoppedClock, perform
from services.laboratory.prepare import prepare
from tests.real_runs import CONFIG, DAY, Answers, Chained, performed

BAD = {f"dc_voltage/10V/5V/x{n}": "5.002" for n in range(1, 6)}
EARLIER = EarlierRun(
    run="r1", regulation="JJF 1587-2016", kind="calibration", stage="initial", date="2026-01-01", outcome="not_conform"
)
VERIFICATION = ("检定证书", "检定结果通知书", "检定专用章", "检定员", "检定日期", "有效期至", "合格")


def texts(part: Any) -> list[str]:
    """Every text of a part of a document."""
    if isinstance(part, Mapping):
        return [text for value in part.values() for text in texts(value)]
    if isinstance(part, list | tuple):
        return [text for value in part for text in texts(value)]
    return [part] if isinstance(part, str) else []


@cache
def agreed(rule: str, *, bad: bool = False, months: int = 0) -> tuple[Event, ...]:
    """A calibration of a meter whose customer agreed to a rule."""
    plate = (CONFIG / "subjects/multimeter-with-defect.toml").read_text("utf-8")
    lines = [line for line in plate.splitlines() if not line.startswith(("decision_rule", "recalibration_months"))]
    lines += [f'decision_rule = "{rule}"'] if rule else []
    lines += [f"recalibration_months = {months}"] if months else []
    with TemporaryDirectory() as folder:
        file = Path(folder) / "subject.toml"
        file.write_text("\n".join(lines), "utf-8")
        bench = CONFIG / "benches/multimeter.toml"
        job = prepare("JJF 1587", bench, file, stage="initial", on=DAY, seed=7, operator="")
    journal = Chained()
    perform(job.setup, journal, Answers(BAD if bad else {}), StoppedClock())
    return tuple(journal.events)


def plain(given: Mapping[str, str] = {}) -> RunView:  # it is not changed
    return read_run(performed("JJF 1587", dict(given), earlier=(EARLIER,)))


@pytest.mark.parametrize("given", [{}, BAD], ids=["within", "beyond"])
def test_without_a_rule_no_part_of_its_documents_says_that_it_conforms_or_not(given: dict[str, str]) -> None:
    run = plain(given)
    content = document(run)
    said = [t for t in (*texts(content), *texts([row for s in sheets(run) for row in s.rows])) if "合格" in t]
    assert said == []
    rows = [row for item in content["items"] if item["key"] == "dc_voltage" for row in item["rows"]]
    assert {row["outcome"]["key"] for row in rows} == {"stated"}
    assert not any(item["judged"] for item in content["items"] if item["key"] != "appearance")
    assert content["rules"][0]["zh"] == "未与委托方约定判定规则，本证书不作符合性声明。"
    assert len(content["rules"]) == 1
    assert any("包含概率 95.45 %，" in note["zh"] for note in content["notes"])
    (head, *_) = [item["columns"] for item in content["items"] if item["key"] == "dc_voltage"]
    assert [column["zh"] for column in head] == ["标准值", "示值", "示值误差", "扩展不确定度", "包含因子"]


def test_its_title_statements_and_file_cannot_be_taken_for_those_of_a_verification() -> None:
    run = plain()
    content = document(run)
    kind, name = title(run).kind, title(run).name
    assert (str(kind), name.zh, name.en) == ("calibration", "校准证书", "Calibration Certificate")
    said = [text.replace("不是检定证书", "") for text in texts(content)]
    for word in VERIFICATION:
        assert not any(word in text for text in said), word
    assert content["cover"]["conclusion"]["zh"] == "见校准结果页"
    assert [d["name"]["zh"] for d in content["cover"]["dates"]] == ["校准日期"]
    assert [s["name"]["zh"] for s in content["cover"]["signatures"]] == ["批准人", "核验员", "校准员"]


def test_a_date_of_recalibration_is_printed_only_where_it_was_agreed() -> None:
    dates = document(read_run(agreed("", months=12)))["cover"]["dates"]
    assert [(d["name"]["zh"], d["year"], d["month"], d["day"]) for d in dates] == [
        ("校准日期", "2026", "11", "23"), ("约定复校日", "2027", "11", "23"),
    ]  # fmt: skip


@pytest.mark.parametrize(("rule", "bad", "key", "said"), [
    ("jjf_1094", False, "conform", "各校准点均符合约定的允许误差"),
    ("guard_band", True, "not_conform", "有校准点不符合约定的允许误差"),
])  # fmt: skip
def test_an_agreed_rule_is_stated_with_limits_and_a_statement_at_each_point(
    rule: str, bad: bool, key: str, said: str
) -> None:
    run = read_run(agreed(rule, bad=bad))
    content = document(run)
    assert title(run).name.zh == "校准证书"
    assert (content["cover"]["conclusion"]["key"], content["cover"]["conclusion"]["zh"]) == (key, said)
    assert content["cover"]["conclusion"]["name"]["zh"] == "符合性声明"
    assert content["rules"][0]["zh"].startswith("与委托方约定的判定规则：")
    (item,) = (item for item in content["items"] if item["key"] == "dc_voltage")
    assert [column["zh"] for column in item["columns"]][-1] == "最大允许误差"
    stated = {row["outcome"]["zh"] for row in item["rows"]}
    assert stated == ({"符合", "不符合"} if bad else {"符合"})
    assert not any("合格" in text for text in texts(content))


@pytest.mark.parametrize(("answer", "word"), [("conform", "符合"), ("not_conform", "不符合")])
def test_what_was_seen_is_still_stated(answer: str, word: str) -> None:
    content = document(read_run(performed("JJF 1587", {"appearance/sound": answer})))
    (item,) = (item for item in content["items"] if item["key"] == "appearance")
    assert item["outcome"]["zh"] == word


def test_a_calibration_that_was_stopped_gets_a_statement() -> None:
    run = read_run(performed("JJF 1587", {"appearance/sound": "not_conform"}))
    content = document(run)
    assert (str(title(run).kind), content["title"]["zh"]) == ("report", "校准未完成说明")
    assert "不是校准报告" in content["cover"]["remark"]["zh"]


def test_the_record_has_the_budget_of_every_point() -> None:
    events = performed("JJF 1587", {})
    run = read_run(events)
    (sheet,) = (s for s in sheets(run) if s.name.zh == "不确定度分量")
    stated = [c for _, c in of_kind(events, Entry) if c.uncertainty is not None]
    assert len(sheet.rows) == sum(len(c.uncertainty.components) + 1 for c in stated if c.uncertainty)
    first = sheet.rows[:5]
    assert [row[3] for row in first] == [
        "示值重复性 Repeatability of the indication", "被校表分辨力 Resolution of the meter",
        "标准源校准值 Calibration of the source",
        "标准源最大允许误差（漂移、温度、调节） Specification of the source (drift, temperature, regulation)",
        "合成 combined (error)",
    ]  # fmt: skip
    assert first[1][4:10] == ("0.00000288675", "V", "均匀 rectangular", "∞", "1", "0.00000288675")
    assert first[4][4:] == ("0.0000109848", "V", "p = 0.9545", "∞", "", "", "2", "0.000022")
    assert any(part["name"]["zh"] == "不确定度分量" for part in record(run)["sheets"])


def test_the_trace_of_a_result_stands_in_the_record() -> None:
    run = plain()
    (decisions,) = (s for s in sheets(run) if s.name.zh == "计算")
    at = [head.en for head in decisions.heads].index("Formula")
    assert "E = Σ(x − x₀) / 5" in {row[at] for row in decisions.rows}
