"""Classes of an investigation, the words they are told in, and what no text of an investigation may say."""

import re
from pathlib import Path
from typing import Any

import pytest

from metrology.decision import combine
from procedures.findings import Finding, finding_of, outcome_in
from procedures.investigations.evidence import Evidence, probability, together
from procedures.registry import applicable, implemented, named
from procedures.regulation import Work
from procedures.text import Text
from records.entries import Opened, read
from reports.content.document import document
from reports.identity import Kind, title
from reports.model import read_run
from sequencer.errors import Refused
from services.laboratory.purpose import Purpose
from tests.real_runs import DAY, performed

ROOT = Path(__file__).parents[3]
INVESTIGATIONS = [p for p in implemented().editions if p.regulation.work == Work.ANTI_FRAUD]
TEXTS = [
    *sorted((ROOT / "procedures/investigations").glob("*.*")),
    *(
        ROOT / name
        for name in (
            "procedures/findings.py",
            "reports/anti_fraud.py",
            "drivers/roles/anti_fraud.py",
            "drivers/roles/anti_fraud_scales.py",
            "drivers/roles/anti_fraud_taximeters.py",
            "drivers/roles/anti_fraud_meters.py",
        )
    ),
]
GUILT = re.compile(
    r"有罪|犯罪|罪|违法|不法|嫌疑|骗子|诈骗|欺诈|舞弊|作弊者|作弊人|当事人|责任人"
    r"|\b(guilt\w*|crim\w+|culprit\w*|offend\w*|fraudster\w*|swindl\w*|cheater\w*|accus\w*|perpetrat\w*|illegal\w*|thief|theft)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_no_text_of_an_investigation_is_a_word_of_guilt(file: Path) -> None:
    assert GUILT.findall(file.read_text("utf-8")) == []
    assert GUILT.findall("the culprit 犯罪") != []


def test_the_gravest_class_is_the_class_of_the_whole() -> None:
    assert [combine(f.outcome for f in some) for some in ([Finding.NONE, Finding.OPEN], list(Finding))] == [
        Finding.OPEN.outcome, Finding.REPRODUCED.outcome,
    ]  # fmt: skip
    assert {finding_of(f.outcome): f for f in Finding} == {f: f for f in Finding}
    assert finding_of("incomplete") is None


def test_only_an_investigation_is_told_in_classes() -> None:
    assert [outcome_in("anti-fraud", o).zh for o in ("conform", "undecided", "not_conform", "invalid")] == [
        "无异常", "异常待查", "作弊功能证实（已复现）", "无效",
    ]  # fmt: skip
    assert outcome_in("investigation", "not_conform").zh == "不合格"


def test_a_probability_is_never_printed_as_certain() -> None:
    printed = [probability(p).replace("\N{NO-BREAK SPACE}", " ") for p in (0.0, 1e-4, 0.0123, 0.5, 0.99951, 1.0, None)]
    assert printed == ["< 0.0001", "0.0001", "0.012", "0.5", "> 0.999", "> 0.999", "—"]
    assert (together([0.02, 0.5]), together([0.9, 0.8]), together([])) == (0.04, 1.0, None)
    assert Evidence(Finding.NONE, 6, Text.same("x")).columns["power"] == "—"


@pytest.mark.parametrize("edition", INVESTIGATIONS, ids=lambda e: e.regulation.id)
def test_an_investigation_is_no_verification_and_no_regulation_to_compare_with(edition: Any) -> None:
    for work in ("verification", "calibration", "screening", "investigation"):
        with pytest.raises(Refused, match="serves no"):
            Purpose(work).checked(edition, "initial")
    assert Purpose().checked(edition, "initial").kind == "anti-fraud"
    assert edition not in applicable(edition.regulation.kind, DAY)
    assert named(edition.regulation.number)[-1] is edition
    assert [i.key for i in edition.items()][-2:] == ["coverage", "classification"]


@pytest.mark.parametrize(("case", "said"), [("conform", "无异常"), ("not_conform: 破裂", "作弊功能证实（已复现）")])
def test_every_class_gets_an_evidence_report(case: str, said: str) -> None:
    events = performed("JJG 52", {"appearance/case": case}, simulated=False, kind="anti-fraud")
    run = read_run(events)
    assert read(events[0], Opened).kind == "anti-fraud"
    assert title(run).kind is Kind.STATEMENT
    content = document(run)
    assert content["title"]["zh"] == "防作弊检测证据报告"
    assert content["cover"]["conclusion"]["zh"] == said
    assert "不涉及任何人" in content["cover"]["remark"]["zh"]
    told = str([content["title"], content["cover"]["conclusion"], content["cover"]["dates"], content["summary"]])
    assert GUILT.findall(str(content)) == []
    assert not re.search("合格|检定证书|有效期", told)
