"""The pages of the programme in a browser: for managers and auditors, from the scorecard down to instruments."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from registers.change import Change
from registers.people import PEOPLE, PersonRow
from services.accounts import passwords
from services.register.book import changing
from tests.console.web.conftest import ROOT, Served
from tests.console.web.test_login import COOKIE, session
from tests.console.web.test_looking import looked
from tests.services.accounts.conftest import PASSWORD, QUICK, filled
from tests.services.targets.conftest import instruments, regions


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console with accounts, one of them an auditor's, on a store with instruments."""
    folder: Path = tmp_path_factory.mktemp("programme") / "lab"
    shutil.copytree(ROOT / "config", folder)
    served = Served(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.setattr(passwords, "HASHER", QUICK)
        accounts = filled(str(served.store))
        changing(str(served.store), "C001", "test", _fill)
        accounts.add("U001", ["auditor"], PASSWORD, by="M001")
        accounts.close()
    served.start()
    yield served
    served.stop()


def _fill(change: Change) -> None:
    change.put_many(PEOPLE, [("U001", PersonRow(name="周监督"))])
    regions(change)
    instruments(change, 189, 200)


@pytest.fixture(scope="module")
def window(browser: Browser, console: Served) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=console.url, viewport={"width": 1366, "height": 768})
    context.add_cookies([{"name": COOKIE, "value": session(console, "U001"), "url": console.url}])
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    made = window.new_page()
    yield made
    made.close()


def test_from_the_scorecard_down_to_an_instrument_by_keyboard(page: Page) -> None:
    page.goto("/programme?lang=en&on=2026-11-23&known=2099-01-01")
    looked(page)
    rows = page.locator("[data-mark=scorecard] tbody tr")
    expect(rows).to_have_count(24)
    expect(rows.first).to_contain_text("94.50 %")
    expect(rows.first).to_contain_text("✗ not met")
    expect(rows.nth(20)).to_contain_text("? not known")
    expect(page.get_by_role("heading", name="Integrity: to be decided")).to_be_visible()
    expect(page.get_by_text("No proposal, appeal or repair waits")).to_be_visible()
    tile = page.locator("svg a").filter(has_text="Kunming")
    tile.focus()
    page.keyboard.press("Enter")
    looked(page)
    expect(page).to_have_url(re.compile(r"/programme/T1\?on=2026-11-23&known=2099-01-01&by=region&cell=5301"))
    expect(page.locator("[data-mark=behind] tbody tr")).to_have_count(11)
    expect(page.locator("[data-mark=behind]")).to_contain_text("never verified")
    page.locator("[data-mark=behind] a").first.click()
    expect(page).to_have_url(re.compile("/instruments/I0000190"))


def test_the_parts_of_a_target(page: Page) -> None:
    page.goto("/programme/T1?lang=zh&on=2026-11-23&known=2099-01-01&by=domain")
    looked(page)
    expect(page.locator("[data-mark=slices]")).to_contain_text("贸易结算")
    expect(page.locator("main")).not_to_contain_text("not met")
    page.goto("/programme/T17?lang=en")
    looked(page)
    expect(page.locator("[data-mark=parts] tbody tr")).to_have_count(3)


@pytest.mark.parametrize("address", ["?on=yesterday", "?known=soon", "/T99", "/T1?by=colour"])
def test_what_is_refused_is_said(page: Page, address: str) -> None:
    page.goto(f"/programme{address}{'&' if '?' in address else '?'}lang=en")
    looked(page)
    expect(page.get_by_role("alert").first).to_be_visible()


def test_it_fits_a_narrow_window(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/programme?lang=en&on=2026-11-23&known=2099-01-01")
    looked(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("person", "may"), [("M001", True), ("V001", False), ("E001", False), ("C001", False)])
def test_who_may_see_the_programme(browser: Browser, console: Served, person: str, may: bool) -> None:
    context = browser.new_context(base_url=console.url)
    context.add_cookies([{"name": COOKIE, "value": session(console, person), "url": console.url}])
    page = context.new_page()
    for address in ("/programme?lang=en", "/programme/T1?lang=en"):
        page.goto(address)
        looked(page)
        expect(page.locator("nav.sy-nav").get_by_role("link", name="Programme")).to_have_count(int(may))
        expect(page.locator("main")).to_contain_text("T1" if may else "role")
        expect(page.locator("[data-mark=scorecard], [data-mark=target]")).to_have_count(int(may))
    context.close()
