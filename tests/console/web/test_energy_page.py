"""The page Energy in a browser: rates, what does not conform, certificates, the balance with its diagram, reports."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from reports.read_back import page_texts
from services.energy.issued import issue_report
from services.energy.making import Wanted, make
from services.energy.sites import issued_of, sites_in
from tests.console.conftest import Lab
from tests.console.web.conftest import ROOT, Served

ASKED = "/energy?lang=en&on=2025-11-23"


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("energy") / "lab"
    shutil.copytree(ROOT / "config", folder)
    served = Served(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.chdir(folder)
        assert Lab(folder, patch)("instruments", "import", "energy/instruments.csv").code == 0
        made = make(Wanted("balance", folder / "energy" / "site.toml"), str(served.store))
        on = datetime.now(UTC).astimezone().date()
        issue_report(made, str(served.store), folder / "laboratory.toml", folder / "documents", by="V001", on=on)
        (folder / "energy" / "broken.toml").write_text("[site]\nid = 3\n")
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def page(browser: Browser, console: Served) -> Iterator[Page]:
    context = browser.new_context(base_url=console.url, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(ASKED)
    yield page
    context.close()


def test_what_the_commands_compute_is_shown(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Energy metering: Demonstration foundry (simulated)")
    expect(page.locator("body")).to_contain_text("Site broken cannot be used")
    expect(page.locator("body")).to_contain_text("Simulated data")
    found = page.locator("[data-mark=nonconformities] tbody tr")
    expect(found).to_have_count(2)
    expect(found.first).to_contain_text("equipping rate 0.00 %, 95 % required; without: W2")
    expect(page.locator("body")).to_contain_text("There is no review by JJF 1356 of this site")
    certificates = page.locator("[data-mark=meters]").get_by_role("link")
    expect(certificates.first).to_have_text("N-2025-0101")
    expect(certificates.first).to_have_attribute("href", re.compile("^/instruments/"))
    said = page.locator("[data-mark=balance-said]")
    expect(said).to_contain_text("Electricity, workshop A: a leak, or a use that is not metered")
    pictures = page.locator(".sy-wide-picture svg")
    expect(pictures).to_have_count(4)
    expect(pictures.first).to_contain_text("not metered 490 kWh")
    expect(page.locator("[data-mark=issued]")).to_contain_text("SIM-20262589000001")


def test_the_reports_open_and_say_that_they_are_not_issued(page: Page, console: Served) -> None:
    links = {link.inner_text(): link.get_attribute("href") for link in page.get_by_role("link", name="(PDF)").all()}
    assert len(links) == 3
    for href in links.values():
        answer = httpx.get(f"{console.url}{href}", timeout=60)
        assert answer.headers["content-type"] == "application/pdf"
        assert all("非检定证书" in text and "模拟运行" in text for text in page_texts(answer.content))


@pytest.mark.parametrize(
    "path",
    ["none/rates.pdf", "F001/none.pdf", "F001/rates.pdf?on=x", "F001/review.pdf?run=none", "F001/balance.pdf?start=y",
     "..%2f..%2fpeople/rates.pdf", "broken/rates.pdf"],
)  # fmt: skip
def test_what_is_not_there_is_no_report(console: Served, path: str) -> None:
    assert httpx.get(f"{console.url}/energy/{path}", timeout=60).status_code == 404


def test_a_wrong_day_and_a_period_without_readings_are_said(page: Page) -> None:
    page.goto("/energy?lang=en&on=x&start=2026-11-02T00:00&end=y")
    expect(page.locator("body")).to_contain_text("'x': a day is wanted")
    expect(page.locator("body")).to_contain_text("a time with its offset is wanted")
    page.goto("/energy?lang=en&start=2020-01-01T00:00:00Z&end=2020-01-02T00:00:00Z")
    expect(page.locator("body")).to_contain_text("CO2-2024 came into force on 2024-12-20")


def test_reports_of_a_site_whose_name_begins_alike_are_told_apart(console: Served, tmp_path: Path) -> None:
    assert len(issued_of(str(console.store), "F001")) == 1
    for other in ("F00", "F00_", "%", "F001-5"):
        assert issued_of(str(console.store), other) == []
    assert issued_of(str(tmp_path / "none.sqlite"), "F001") == []
    assert sites_in(tmp_path) == []
