"""Decisions about the integrity of units at the console, in a browser: roles, the password, reasons, who was first."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from services.accounts import passwords
from tests.console.conftest import Lab
from tests.console.web.conftest import ROOT, Served
from tests.console.web.shown_lab import COOKIE
from tests.services.accounts.conftest import PASSWORD, QUICK, filled

MARKET = "9153010200000001AK"
TABLES = ("organisations", "catalogue", "instruments", "verifications", "findings")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Users of instruments with facts about them, people and their accounts."""
    folder: Path = tmp_path_factory.mktemp("integrity") / "lab"
    shutil.copytree(ROOT / "config", folder)
    with pytest.MonkeyPatch.context() as patch:
        found = Lab(folder, patch)
        patch.chdir(folder)
        for name in TABLES:
            assert found(name, "import", folder / f"tables/{name}.csv").code == 0
        patch.setattr(passwords, "HASHER", QUICK)
        filled(str(found.store)).close()
        yield found


@pytest.fixture(scope="module")
def console(lab: Lab) -> Iterator[Served]:
    """Its console, with accounts."""
    served = Served(lab.folder)
    served.start()
    yield served
    served.stop()


def log_in(page: Page, console: Served, person: str) -> None:
    """The page belongs to somebody from now on."""
    form = {"person": person, "password": PASSWORD}
    assert page.request.post("/login", form=form, headers={"Origin": console.url}, max_redirects=0).status == 303
    context: BrowserContext = page.context
    cookie = next(c for c in context.cookies() if c["name"] == COOKIE)
    context.add_cookies([{"name": COOKIE, "value": cookie["value"], "url": console.url}])


def fill(page: Page, text: str, password: str = "") -> None:
    """Give a reason in the dialog, press its button; then the password, where it is wanted."""
    page.get_by_role("dialog").locator("textarea").fill(text)
    page.get_by_role("dialog").locator("button.sy-act").click()
    if password:
        page.locator("input[type=password]").fill(password)
        page.keyboard.press("Enter")


def rows(lab: Lab, register: str) -> list[dict[str, Any]]:
    """The rows of a register."""
    found: list[dict[str, Any]] = lab(register, "list", "--json").document
    return found


def test_a_proposal_is_entered_by_a_checker_and_decided_by_an_approver_with_password_and_reason(
    page: Page, lab: Lab, console: Served
) -> None:
    log_in(page, console, "R001")
    page.goto("/integrity?lang=en")
    page.locator("[data-mark=propose]").click()
    fill(page, "")
    expect(page.get_by_role("link", name=re.compile("proposals wait for a decision"))).to_be_visible()
    page.goto(f"/integrity/{MARKET}?lang=en")
    expect(page.get_by_text("Approvers decide")).to_be_visible()
    expect(page.locator("[data-mark^=accept-]")).to_have_count(0)

    log_in(page, console, "A001")
    page.goto(f"/integrity/{MARKET}?date=2026-06-30&lang=en")  # a past day: nothing is decided on it
    expect(page.get_by_role("link", name="Decisions are made on the page of today")).to_be_visible()
    expect(page.locator("[data-mark^=accept-]")).to_have_count(0)
    page.goto(f"/integrity/{MARKET}?lang=zh")
    page.locator("[data-mark^=accept-]").first.click()
    fill(page, " ")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_have_text("请写明理由。")
    fill(page, "现场核实", "a wrong password it is")
    expect(page.locator(".sy-problem")).to_be_visible()
    assert all(row["state"] == "open" for row in rows(lab, "proposals"))
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="现场核实")).to_contain_text("A001")
    decided = next(row for row in rows(lab, "proposals") if row["unit"] == MARKET)
    assert (decided["state"], decided["decided_by"], decided["reason"]) == ("accepted", "A001", "现场核实")
    last = lab("proposals", "history", decided["key"], "--json").document
    assert "A001" in str(last)


def test_an_appeal_is_filed_and_settled_and_who_was_first_is_told(page: Page, lab: Lab, console: Served) -> None:
    log_in(page, console, "A001")
    page.goto(f"/integrity/{MARKET}?lang=en")
    page.locator("[data-mark=file]").click()
    page.get_by_role("dialog").locator("input").first.fill("the market")
    fill(page, "another stall")
    expect(page.get_by_role("status").filter(has_text="waits for a decision")).to_be_visible()
    (key,) = (row["key"] for row in rows(lab, "appeals"))
    page.locator(f"[data-mark=refuse-{key}]").click()
    settled = lab(
        "integrity", "settle", key, "accept", "--by", "A002", "--reason", "so it is"
    )  # somebody else, meanwhile
    assert settled.code == 0
    fill(page, "no", PASSWORD)
    alert = page.get_by_role("dialog").get_by_role("alert")
    expect(alert).to_contain_text(f"{key} was decided already, by A002")
    expect(page.get_by_role("dialog").locator("textarea")).to_have_value("no")  # what was written stays
    page.keyboard.press("Escape")
    assert rows(lab, "appeals")[0]["state"] == "accepted"


def test_whose_role_ended_meanwhile_decides_nothing(page: Page, lab: Lab, console: Served) -> None:
    log_in(page, console, "E001")  # a reader sees nothing of it
    page.goto("/integrity?lang=en")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("[data-mark=propose]")).to_have_count(0)
    page.goto("/integrity?date=20261123&lang=en")
    expect(page.get_by_role("alert")).to_have_text("A day is written like 2026-11-23.")
    page.goto("/confirmation?to=0001-01-01&lang=en")
    expect(page.get_by_role("alert")).to_have_count(0)
