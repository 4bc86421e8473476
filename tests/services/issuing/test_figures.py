"""A certificate has no figure that its original record does not have."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from reports.documents import write_documents
from services.issuing.figures import compare, figures_of, strangers
from tests.real_runs import CONFIG, SHIPPED, performed, setup_of


@pytest.mark.parametrize("regulation", SHIPPED)
@pytest.mark.parametrize("form", ["compact", "full"])
def test_every_figure_of_a_certificate_stands_in_its_record(regulation: str, form: str, tmp_path: Path) -> None:
    policy = replace(setup_of(regulation).opened.policy, certificate=form)
    legal, record, table, _ = write_documents(performed(regulation, simulated=False, policy=policy), tmp_path)
    (tmp_path / "laboratory.toml").write_text((CONFIG / "laboratory.toml").read_text("utf-8"), "utf-8")
    assert strangers(legal, record) == []
    assert strangers(legal, table) == []


def test_a_figure_that_was_changed_is_found() -> None:
    known = "0.4 MPa 0.40 -0.02 JJG 52-2013 2026-11-23 a096bf91"
    pages = ["示值 0.40 −0.02\nJJG 52-2013 第 1 页 共 3 页\n3. 台账 a096bf91", "误差 0.02 0.41\n2026 年 11 月 24 日"]
    found = [(of.page, of.figure) for of in compare(pages, known)]
    assert found == [(2, "0.02"), (2, "0.41"), (2, "24")]
    assert figures_of("-0.5 1-2 (3)-4") == ["-0.5", "1", "2", "3", "4"]
