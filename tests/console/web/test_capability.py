"""The page of the capability map in a browser: regions, their cells, an institute left out, what is refused."""

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from registers.capabilities import DEMANDS, Demand
from registers.change import Change
from registers.organisations import ORGANISATIONS, Organisation
from services.register.book import changing
from tests.console.web.conftest import ROOT, Served
from tests.console.web.test_looking import looked
from tests.services.standards.test_capability_map import fill


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console on a store with the standards of three institutes."""
    folder: Path = tmp_path_factory.mktemp("capability") / "lab"
    shutil.copytree(ROOT / "config", folder)
    served = Served(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("STEELYARD_KEYS", str(folder / "keys"))
        changing(str(served.store), "V001", "test", _fill)
    served.start()
    yield served
    served.stop()


def _fill(change: Change) -> None:
    fill(change)
    change.edit(ORGANISATIONS, "B", name="乙院<b>", name_en="Institute <b>B")
    change.add(ORGANISATIONS, Organisation(name="空"), "EMPTY")
    change.add(DEMANDS, Demand(quantity="Q" * 60, unit="°C", upper=Decimal(1), limit=Decimal(1), division="5303"))


def test_a_region_leads_to_its_cells(page: Page) -> None:
    page.goto("/capability?lang=en&date=2026-11-23")
    looked(page)
    expect(page.locator("[data-mark=rate]")).to_contain_text("57.14 % (4 of 7 cells)")
    row = page.locator("[data-mark=matrix] tbody tr").filter(has_text="Jia 5301")
    expect(row).to_contain_text("✗ 1/2")
    row.get_by_role("link").click()
    expect(page).to_have_url(re.compile("region=5301.*|.*date=2026-11-23"))
    looked(page)
    expect(page.locator("[data-mark=cells] tbody tr")).to_have_count(2)
    expect(page.locator("[data-mark=cells]")).to_contain_text("A1: U too large")
    expect(page.locator("[data-mark=gaps] tbody tr")).to_have_count(3)


def test_an_institute_is_left_out_by_keyboard(page: Page) -> None:
    page.goto("/capability?lang=en&date=2026-11-23")
    looked(page)
    page.get_by_label("As if this institute served nobody").select_option("B")
    page.get_by_role("button", name="Search").press("Enter")
    looked(page)
    expect(page.locator("[data-mark=gaps] tbody tr")).to_have_count(4)
    expect(page.locator("[data-mark=institutes] tbody tr").filter(has_text="Institute <b>B")).to_contain_text("nobody")


@pytest.mark.parametrize("address", ["?date=yesterday", "?without=NOBODY"])
def test_what_is_refused_is_said(page: Page, address: str) -> None:
    page.goto(f"/capability{address}&lang=en")
    looked(page)
    expect(page.get_by_role("alert")).to_be_visible()


def test_it_fits_a_phone_in_chinese(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 740})
    page.goto("/capability?lang=zh&type=large&region=5303&date=2026-11-23")
    looked(page)
    expect(page.locator("[data-mark=cells]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
