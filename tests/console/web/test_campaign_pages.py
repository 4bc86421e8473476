"""The pages of campaigns, in a browser: from the list to a cell, its run, verdict and report; what roles allow."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from console.catalogue.web_parts import LOOKING
from services.accounts import passwords
from services.laboratory.example import FOLDER
from tests.console.conftest import DAY, Lab
from tests.console.web.conftest import ROOT, Served
from tests.console.web.shown_lab import COOKIE, of_gauges
from tests.services.accounts.conftest import PASSWORD, QUICK, filled


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Two gauges to be sampled, one of them done; and a study of a material, which is only planned."""
    folder: Path = tmp_path_factory.mktemp("campaigns") / "lab"
    shutil.copytree(ROOT / "config", folder)
    with pytest.MonkeyPatch.context() as patch:
        found = Lab(folder, patch)
        patch.chdir(folder)
        assert found("campaign", "plan", of_gauges(folder, 1)).code == 0
        shutil.copyfile(FOLDER / "reference_material/campaign.toml", folder / "study.toml")
        shutil.copyfile(FOLDER / "reference_material/bench.toml", folder / "benches/reference_material.toml")
        assert found("campaign", "plan", folder / "study.toml").code == 0
        bench = folder / "benches/gauge.toml"
        assert found("campaign", "run", "SP-1", "B1/U1", "--bench", bench, "--date", DAY, "--seed", "7").code == 0
        patch.setattr(passwords, "HASHER", QUICK)
        yield found


@pytest.fixture(scope="module")
def console(lab: Lab) -> Iterator[Served]:
    """Its console."""
    served = Served(lab.folder)
    served.start()
    yield served
    served.stop()


def looked(page: Page, address: str) -> None:
    """Go to a page and wait until it has looked up what it shows."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for text in LOOKING:
        expect(page.get_by_text(text)).to_have_count(0)


def test_the_list_leads_to_the_matrix_of_a_study(page: Page) -> None:
    looked(page, "/campaigns?lang=en")
    row = page.locator("[data-mark=campaigns] tbody tr").filter(has_text="RM-2026-01")
    expect(row).to_contain_text("0/16")
    row.get_by_role("link").click()
    expect(page.locator("[data-mark=progress]")).to_have_text("0 of 16 cells filled")
    cells = page.locator("[data-mark=cells]")
    expect(cells.get_by_role("rowheader")).to_have_count(16)
    expect(cells.get_by_role("columnheader").nth(1)).to_have_text("Condition")
    expect(cells.locator("tbody tr").filter(has_text="stored for 14 d")).to_contain_text("○ missing")
    expect(page.get_by_role("link", name="Begin: short_term/14d")).to_have_count(1)
    looked(page, "/campaigns/none?lang=zh")
    expect(page.get_by_role("alert")).to_contain_text("none")


def test_a_cell_is_begun_on_its_page_for_its_sample_alone_and_decided(page: Page, lab: Lab) -> None:
    looked(page, "/campaigns/SP-1?lang=en")
    expect(page.locator("[data-mark=missing]")).to_have_text("Missing (1): B2/U1")
    expect(page.locator("[data-mark=verdict]")).to_contain_text("… incomplete")
    expect(page.locator("[data-mark=cells] tr").filter(has_text="B1/U1")).to_contain_text("✓ conform")
    expect(page.locator("[data-mark=cells] tr").filter(has_text="B1/R1")).to_contain_text("– not needed")
    assert page.request.get("/campaigns/SP-1/report.pdf").status == 404  # nothing is decided
    page.locator("[data-mark=next-cell]").click()
    expect(page.locator("[data-mark=cell]")).to_contain_text("Campaign SP-1, cell B2/U1")
    expect(page.get_by_label("Bench")).to_be_visible()
    page.keyboard.type("G-A-1\n")  # a gauge of the other batch
    expect(page.get_by_role("alert")).to_contain_text("put the right sample on the bench")
    page.locator("[data-mark=begin]").click()
    page.locator("[data-result]").click(timeout=120_000)
    page.locator("[data-mark=next]").click()
    expect(page).to_have_url(re.compile("/campaigns/SP-1"))
    page.locator("[data-mark=decide]").click()
    expect(page.locator("[data-mark=report]")).to_be_visible()
    expect(page.locator("[data-mark=verdict]")).to_contain_text("Verdict: ✓ conform")
    report = page.request.get("/campaigns/SP-1/report.pdf")
    assert report.body().startswith(b"%PDF")
    assert "campaign_SP-1.pdf" in report.headers["content-disposition"]
    assert lab("campaign", "verify", "SP-1", "--json").document["identical"] is True
    looked(page, "/start?campaign=SP-1&cell=B2/U1&lang=en")
    expect(page.get_by_role("alert")).to_contain_text("campaign SP-1 is decided already")


def test_a_form_of_a_cell_is_copied_at_its_page(page: Page, lab: Lab) -> None:
    looked(page, "/form?campaign=RM-2026-01&cell=homogeneity&lang=en")
    expect(page.locator("[data-address]").first).to_be_visible()
    assert (lab.folder / "forms/RM-2026-01-homogeneity.csv").is_file()


def test_who_may_only_look_begins_and_decides_nothing(page: Page, lab: Lab, console: Served) -> None:
    filled(str(lab.store)).close()
    console.stop()
    console.start()
    form = {"person": "E001", "password": PASSWORD}
    answer = page.request.post("/login", form=form, headers={"Origin": console.url}, max_redirects=0)
    assert answer.status == 303
    cookie = next(c for c in page.context.cookies() if c["name"] == COOKIE)
    page.context.add_cookies([{"name": COOKIE, "value": cookie["value"], "url": console.url}])
    looked(page, "/start?campaign=RM-2026-01&lang=en")
    expect(page.locator("[data-mark=begin]")).to_have_count(0)
    assert lab("campaign", "show", "RM-2026-01", "--json").document["filled"] == 0
