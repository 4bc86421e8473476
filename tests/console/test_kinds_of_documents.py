"""An in-service inspection and a calibration never get a verification certificate."""

from pathlib import Path
from typing import Any

import pypdf
import pytest


def cover(folder: Path) -> tuple[str, str]:
    (path,) = (p for p in folder.glob("*.pdf") if not p.name.startswith("record"))
    return path.name.partition("_")[0], "".join(pypdf.PdfReader(path).pages[0].extract_text().split())


@pytest.mark.parametrize(("subject", "code", "said"), [
    ("gauge", 0, "符合使用中检查的要求"), ("gauge-with-defect", 1, "不符合使用中检查的要求"),
])  # fmt: skip
def test_an_in_service_inspection_gets_a_report_without_validity(lab: Any, subject: str, code: int, said: str) -> None:
    assert lab.run("JJG 52", "--stage", "in-service", "--seed", 7, subject=subject).code == code
    assert lab("report", "last", "-o", lab.folder / "d").code == 0
    kind, text = cover(lab.folder / "d")
    assert kind == "report"
    assert said in text
    assert "使用中检查报告" in text
    for absent in ("检定证书", "检定结果通知书", "有效期至"):
        assert absent not in text.replace("不是检定证书", "")


def test_a_calibration_gets_results_without_a_conclusion(lab: Any) -> None:
    words = [
        line for line in lab("example", "JJF 1587", "-o", lab.folder / "e").out.splitlines() if "steelyard run" in line
    ]
    assert lab(*_words(words[0])).code == 0
    assert lab.events()[0].body["kind"] == "calibration"
    assert lab("report", "last", "-o", lab.folder / "d").code == 0
    kind, text = cover(lab.folder / "d")
    assert kind == "calibration"
    assert "校准证书" in text
    assert "见校准结果页" in text
    assert "合格" not in text
    assert "有效期至" not in text


def _words(line: str) -> list[str]:
    import shlex

    return shlex.split(line)[1:]
