"""The compact form of certificates: what the customer needs, and what stays in the record."""

from collections.abc import Callable
from pathlib import Path

from msgspec import structs

from records.entries import Policy
from records.event import Event
from records.register import LaboratoryFile, read
from records.register_documents import Documents
from reports.documents import write_documents
from reports.read_back import page_texts
from reports.signatures.places import Role, places
from tests.real_runs import CONFIG
from tests.reports.conftest import FAILS, INCOMPLETE, scale_run
from tests.reports.examples import example_run

Run = Callable[..., list[Event]]
COMPACT = Policy(certificate="compact")


def printed(events: list[Event], folder: Path) -> list[str]:
    return page_texts(write_documents(events, folder)[0].read_bytes())


def test_the_demonstration_laboratory_prints_the_compact_form() -> None:
    assert read(CONFIG / "laboratory.toml", LaboratoryFile).documents == Documents(certificate="compact", seal="left")


def test_an_older_run_that_states_no_form_is_printed_in_full() -> None:
    assert Policy().certificate == "full"


def test_it_has_fewer_pages_and_still_every_result_with_limit_and_clause(scale: Run, tmp_path: Path) -> None:
    full, compact = printed(scale(), tmp_path / "1"), printed(scale(policy=COMPACT), tmp_path / "2")
    assert len(compact) <= len(full) / 2
    text = "".join(compact)
    for said in ("III级合格", "±7.5", "−1.5", "JJG539-2016称量/OIMLR76-1A.4.4.1", "M1等级标准砝码组", "2027-05-30"):
        assert said in text
    for said in ("总体的数据状态为“未核实”", "逐项列于原始记录", "读数来源：人工", "软件版本", "记录链末端校验值"):
        assert said in text
    assert "计算式" not in text


def test_most_regulations_take_two_pages(tmp_path: Path) -> None:
    for regulation in ("JJG 229", "JJG 162"):
        assert len(printed(list(example_run(regulation)), tmp_path)) == 2


def test_a_notice_names_every_result_that_is_outside(scale: Run, tmp_path: Path) -> None:
    cover, *inner = printed(scale(FAILS, policy=COMPACT), tmp_path)
    assert "不合格项目" in cover
    assert "−8.0" in "".join(inner)
    assert "".join(inner).count("不合格") >= 2


def test_a_statement_is_always_in_full(tmp_path: Path) -> None:
    assert "计算式" in "".join(printed(scale_run(INCOMPLETE, policy=COMPACT), tmp_path))


def test_the_seal_stands_on_the_side_that_the_laboratory_says(scale: Run, tmp_path: Path) -> None:
    at = {}
    for side in ("left", "right"):
        policy = structs.replace(COMPACT, seal=side)
        at[side] = places(write_documents(scale(policy=policy), tmp_path / side)[0].read_bytes())
    assert at["left"][Role.SEAL][0] < at["left"][Role.APPROVER][0]
    assert at["right"][Role.APPROVER][0] < at["right"][Role.SEAL][0] < 595 - 57
