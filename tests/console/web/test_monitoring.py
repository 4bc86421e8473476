"""The page Monitoring in a browser: alarms on top, acknowledged with a key; it updates itself; who may acknowledge."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from monitoring.sample import Sample
from services.accounts.roles import Action, Role, may
from services.monitoring.board import Board, monitors_in
from tests.console.web.conftest import ROOT, Served
from tests.monitoring.watched import GAS, HEAD, Watched


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("monitoring") / "lab"
    shutil.copytree(ROOT / "config", folder)
    for path in (folder / "monitors").glob("*.toml"):
        path.unlink()
    return folder


@pytest.fixture(scope="module")
def watched(laboratory: Path) -> Iterator[Watched]:
    """The only monitor of the laboratory; it has an alarm."""
    one = Watched(laboratory / "monitors")
    one.see("1", "30")
    yield one
    one.store.close()


@pytest.fixture(scope="module")
def console(laboratory: Path, watched: Watched) -> Iterator[Served]:
    served = Served(laboratory)
    served.start()
    yield served
    served.stop()


def test_an_alarm_is_acknowledged_with_a_key_and_the_page_updates_itself(page: Page, watched: Watched) -> None:
    page.goto("/monitoring?lang=en")
    alarms, points = page.locator('[data-mark="open-alarms"]'), page.locator('[data-mark="points"]')
    expect(alarms).to_contain_text("G-1 gas_content: 30 %, at or above 25 %")
    expect(points).to_contain_text("30 %")
    expect(points.locator("tbody tr")).to_have_count(3)
    page.keyboard.press("F8")
    expect(alarms).to_contain_text("acknowledged, still there")
    assert watched.alarms.open()[0].acknowledged is not None
    watched.see("12.5")  # by another process, as it were
    expect(points).to_contain_text("12.5 %")
    expect(page.get_by_text("No alarm is open")).to_be_visible()
    page.goto("/monitoring?lang=zh")
    expect(page.get_by_text("没有未关闭的报警")).to_be_visible()


def test_an_alarm_of_a_monitor_that_is_not_shown_is_not_overlooked(
    page: Page, laboratory: Path, watched: Watched
) -> None:
    watched.see("1", "31")
    quiet = laboratory / "monitors" / "a.toml"
    quiet.write_text(HEAD.replace('"safety"', '"a"').replace("safety.sqlite", "a.sqlite"))
    try:
        page.goto("/monitoring?lang=en")  # that of an open alarm comes first
        expect(page.get_by_role("heading", name="safety")).to_be_visible()
        page.goto("/monitoring?lang=en&monitor=a")
        elsewhere = page.locator('[data-mark="alarms-elsewhere"]')
        expect(elsewhere).to_contain_text("Monitor safety: open alarms 1, not acknowledged 1")
        elsewhere.get_by_role("link").click()
        expect(page.locator('[data-mark="open-alarms"]')).to_contain_text("G-1 gas_content")
        expect(page.locator('[data-mark="alarms-elsewhere"]')).to_be_empty()
    finally:
        quiet.unlink()


@pytest.mark.parametrize("role", list(Role))
def test_who_only_looks_does_not_acknowledge(role: Role) -> None:
    expected = role in {Role.OPERATOR, Role.CHECKER, Role.APPROVER, Role.MANAGER}
    assert may({role}, Action.ACKNOWLEDGE) is expected


def test_what_is_new_is_read_once_and_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "monitors").mkdir()
    watched = Watched(tmp_path / "monitors")
    (tmp_path / "monitors" / "bad.toml").write_text("[monitor]\nname = 3\n")
    assert [(one.name, bool(one.problems)) for one in monitors_in(tmp_path)] == [("bad", True), ("safety", False)]
    board = Board(watched.path)
    watched.see("1", "2", "30")
    first = board.look()
    row = first.points[0]
    assert (row.point, row.value, row.severity, row.trend) == (GAS, "30", "alarm", (1.0, 2.0, 30.0))
    watched.keep("NaN")
    watched.store.keep([Sample(GAS, int(watched.clock.now()) - 90, Decimal(7), "%", "back-filled", 1.0)])
    row = board.look().points[0]
    assert (row.value, row.trend) == ("NaN", (1.0, 2.0, 30.0))
    board.close()
    assert board.look().began is False
    watched.store.close()
