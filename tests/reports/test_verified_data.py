"""A certificate whose data were all checked against the printed regulation says nothing of data that were not."""

import shutil
from pathlib import Path

import pytest

from records.event import Event
from reports.documents import write_documents
from sequencer.session import StoppedClock, perform
from services.laboratory.prepare import prepare
from tests.real_runs import CONFIG, DAY, Answers, Chained
from tests.reports.test_documents import kind, pages

SHIPPED = Path(__file__).parents[2] / "procedures/pressure/jjg_52_2013"
UNCHECKED = ("未核实", "间接来源", "notverified", "secondarysource", "数据来源说明")


def run_on_data_that_are(status: str, folder: Path) -> list[Event]:
    """A gauge by a regulation of the laboratory: that of JJG 52, all its data with one status."""
    shutil.copytree(CONFIG, folder)
    own = folder / "regulations"
    own.mkdir()
    shutil.copy(SHIPPED.with_suffix(".py"), own / "gauges.py")
    data = SHIPPED.with_suffix(".toml").read_text("utf-8").replace('id = "JJG 52-2013"', 'id = "JJG(示) 52-2013"')
    for other in ("unverified", "secondary"):
        data = data.replace(f'status = "{other}"', f'status = "{status}"')
    (own / "gauges.toml").write_text(data, "utf-8")
    with (folder / "laboratory.toml").open("a", encoding="utf-8") as file:
        file.write('\n[plugins]\nregulations = ["regulations"]\n')
    files = folder / "benches/gauge-by-hand.toml", folder / "subjects/gauge.toml"
    setup = prepare("JJG(示) 52", *files, stage="initial", on=DAY, seed=7, operator="").setup
    journal = Chained()
    perform(setup, journal, Answers({}), StoppedClock())
    return journal.events


def test_verified_data_are_not_called_unverified(tmp_path: Path) -> None:
    written = write_documents(run_on_data_that_are("verified", tmp_path / "lab"), tmp_path)
    assert kind(written[0]) == "certificate.pdf"
    printed = "".join(pages(written[0]))
    assert "1.6级合格" in printed
    assert [text for text in UNCHECKED if text in printed] == []


@pytest.mark.parametrize(("status", "words"), [("unverified", "未核实"), ("secondary", "间接来源")])
def test_data_that_are_not_are_named(status: str, words: str, tmp_path: Path) -> None:
    printed = "".join(pages(write_documents(run_on_data_that_are(status, tmp_path / "lab"), tmp_path)[0]))
    assert f"总体的数据状态为“{words}”" in printed
