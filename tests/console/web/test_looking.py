"""The pages for looking things up, in a browser: search, record, checks, traffic; by keyboard and on a phone."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Page, expect

from console.catalogue.web_parts import LOOKING
from records.journal import Journal
from records.keys import StationKey
from records.store import Store
from sequencer.wire_log import pack
from tests.console.web.conftest import ROOT, Served
from tests.real_runs import performed

GAUGE, SCALE = "20261123-070000-8f3a4c2", "20261124-070000-8f3a4c2"

CASE = """
number = "2026-17"
title = "投诉"
kind = "complaint"
runs = ["{gauge}", "20200101-000000"]
[[photographs]]
file = "seal.jpg"
shows = "铅封"
taken = 2026-11-23T10:12:00+08:00
by = "V001"
[[custody]]
what = "G-1"
given = "V001"
taken = "示范市场监督管理局"
at = 2026-11-23T16:00:00+08:00
"""


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console on a store with the runs of a gauge and of a scale, that nobody had to wait for."""
    folder: Path = tmp_path_factory.mktemp("looking") / "lab"
    shutil.copytree(ROOT / "config", folder)
    served = Served(folder)
    store, key = Store(str(served.store), "NORMAL"), StationKey(Ed25519PrivateKey.generate())
    for run, regulation in ((GAUGE, "JJG 52"), (SCALE, "JJG 539")):
        journal = Journal(store, run, key)
        for event in performed(regulation):
            frames = [("1", "dut", "sent", b"READ?\n")] if event.address == "indication/up/0.4MPa/before" else []
            if event.kind == "verdict":  # what a person noted: a page that did not know it would stay empty
                journal.append("remark", {"text": "noted", "by": {"id": "V001", "name": "V"}})
            journal.append(event.kind, {**event.body, **({"traffic": pack(frames)} if frames else {})}, event.address)
        journal.close()
    store.close()
    served.start()
    yield served
    served.stop()


def looked(page: Page) -> None:
    """Wait until the page has looked up what it shows."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(LOOKING.en)).to_have_count(0, timeout=30_000)


def test_the_history_is_searched_by_keyboard_and_taken_away_as_a_table(page: Page) -> None:
    page.goto("/runs?lang=en")
    expect(page.locator("[data-mark=total]")).to_have_text("Runs: 2")
    page.get_by_label("Regulation").fill("jjg52")
    page.keyboard.press("Enter")
    expect(page.locator("[data-mark=total]")).to_have_text("Runs: 1")
    assert page.get_by_label("Regulation").input_value() == "jjg52"
    address = page.get_by_role("link", name="Download the table").get_attribute("href")
    answer = page.request.get(f"{address}&lang=zh")
    rows = list(csv.DictReader(io.StringIO(answer.text().lstrip("\ufeff"))))
    assert [(row["记录"], row["结论"]) for row in rows] == [(GAUGE, "合格")]
    page.get_by_role("link", name="中文").click()
    expect(page.locator("[data-mark=total]")).to_have_text("共 1 次检定")  # the search stays


def test_a_record_opens_and_is_verified_and_replayed_at_a_press(page: Page) -> None:
    page.goto(f"/runs/{GAUGE}?lang=en")
    looked(page)
    expect(page.locator("[data-mark=verdict]")).to_contain_text("Verdict: conform")
    expect(page.get_by_role("img", name="Error curve")).to_have_count(1)
    expect(page.get_by_text("remark (V): noted")).to_be_visible()
    expect(page.get_by_role("heading", name="Course")).to_be_visible()
    for press, said in (("verify", "Intact"), ("replay", "Identical")):
        page.locator(f"[data-mark={press}]").press("Enter")
        expect(page.locator("[data-mark=checked]")).to_contain_text(said, timeout=30_000)
    page.locator("[data-mark=readings] > summary").first.press("Enter")
    expect(page.locator("[data-mark=lines]").first).to_contain_text("indication/up/0.4MPa/before")
    page.get_by_role("link", name="Raw traffic").click()
    expect(page.locator("[data-mark=frames]")).to_contain_text(r"READ?\n")
    page.get_by_label("Holds").fill("nothing")
    page.keyboard.press("Enter")
    expect(page.locator("[data-mark=total]")).to_have_text("No frame answers this search.")


def test_an_instrument_leads_from_the_history_to_its_errors_and_back(page: Page) -> None:
    page.goto("/runs?lang=en&regulation=52")
    page.locator("[data-mark=runs] a").nth(1).click()
    looked(page)
    expect(page.locator("[data-mark=figures]")).to_contain_text("MPa")
    expect(page.get_by_role("img", name="errors over the runs")).to_have_count(1)
    page.locator("[data-mark=figures] a").first.click()
    expect(page).to_have_url(re.compile("/runs/"))
    looked(page)
    expect(page.locator("[data-mark=verdict]")).to_contain_text("conform")


def test_a_figure_of_the_statistics_leads_to_the_runs_it_counts(page: Page) -> None:
    page.goto("/statistics?lang=en&month=2026-11")
    looked(page)
    row = page.locator("[data-mark=benches] tbody tr").filter(has_text="gauge")
    expect(row.locator("td").nth(1)).to_have_text("1")
    row.locator("a").first.click()
    expect(page.locator("[data-mark=total]")).to_have_text("Runs: 1")


def test_a_standard_leads_from_the_list_to_its_chain(page: Page) -> None:
    page.goto("/standards?lang=en")
    looked(page)
    page.locator("[data-mark=standards] a").first.click()
    expect(page).to_have_url(re.compile("/standards/"))
    looked(page)
    expect(page.locator("[data-mark=chain] tbody tr")).not_to_have_count(0)
    expect(page.locator("[data-mark=standing]")).to_contain_text("usable")
    page.goto("/standards/none?lang=en")
    looked(page)
    expect(page.get_by_role("alert")).to_have_text("There is no such standard.")


def test_a_run_that_is_none_is_said(page: Page) -> None:
    page.goto("/runs/19990101-0?lang=en")
    looked(page)
    expect(page.get_by_role("alert")).to_contain_text("no run")


def test_pages_fit_a_phone_in_large_type_and_in_one_language(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 740})
    for address in ("/runs", f"/runs/{GAUGE}", f"/runs/{GAUGE}/traffic", "/statistics?month=2026-11", "/standards"):
        page.goto(f"{address}{'&' if '?' in address else '?'}lang=en&type=large")
        looked(page)
        expect(page.locator(".sy-table").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_a_case_leads_to_its_runs_and_says_what_is_missing(page: Page, console: Served) -> None:
    folder = console.folder / "cases"
    folder.mkdir(exist_ok=True)
    (folder / "2026-17.toml").write_text(CASE.format(gauge=GAUGE), "utf-8")
    (folder / "2026-18.toml").write_text('number = "2026-18"\nreporter = "somebody"\n', "utf-8")
    page.goto("/runs?lang=en")
    page.get_by_role("link", name="Cases").click()
    looked(page)
    expect(page.get_by_role("alert")).to_contain_text("2026-18.toml")
    expect(page.get_by_role("alert")).not_to_contain_text("somebody")
    page.get_by_role("link", name="2026-17").press("Enter")
    looked(page)
    expect(page.get_by_role("alert")).to_contain_text("seal.jpg: not beside the case file")
    rows = page.locator("[data-mark=runs] tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("conform")
    expect(rows.nth(1)).to_contain_text("no run")
    expect(page.locator("[data-mark=custody]")).to_contain_text("示范市场监督管理局")
    expect(page.get_by_text("Fewer than two instruments")).to_be_visible()
    rows.nth(0).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"/runs/{GAUGE}"))
    page.goto("/cases/people?lang=en")
    looked(page)
    expect(page.get_by_role("alert")).to_have_text("There is no such case.")
