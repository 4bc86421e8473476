"""Dialogs: each asks what it should, axe finds nothing in it, it fits every screen, and Esc leaves without a step."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.console.web.looks import axe_script, fits, problems
from tests.console.web.shown_lab import Shown, begin_works
from tests.thorough import THOROUGH

PATIENCE = 60_000
Opened = Callable[[Page, Shown], None]


def an_override(page: Page, shown: Shown) -> None:
    """Somebody lets a start gate pass."""
    page.goto(f"/start?job={shown.refusing}")
    page.locator("[data-mark=override-standard_due]").click(timeout=PATIENCE)


def a_step_of_an_order(page: Page, shown: Shown) -> None:
    """The password before a step of every job of an order."""
    page.goto(f"/done/{shown.pair}")
    expect(page.locator("[data-mark=step-all]")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("F8")


def a_remark(page: Page, shown: Shown) -> None:
    """A remark beside a question."""
    page.goto(f"/run/{shown.asking}")
    expect(page.locator("#question [data-number]")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("F6")


def an_entry_of_proposals(page: Page, shown: Shown) -> None:
    """What follows from the scores of units is entered."""
    page.goto("/integrity")
    page.locator("[data-mark=propose]").click(timeout=PATIENCE)


CASES: dict[str, tuple[str, Opened]] = {
    "override": ("V001", an_override),
    "order": ("R001", a_step_of_an_order),
    "remark": ("V001", a_remark),
    "proposals": ("A001", an_entry_of_proposals),
}


@pytest.mark.parametrize(
    ("name", "language"),
    [(name, lang) for n, name in enumerate(CASES) for m, lang in enumerate(("zh", "en")) if THOROUGH or (n + m) % 2],
)
def test_a_dialog(browser: Browser, shown: Shown, name: str, language: str) -> None:
    person, opened = CASES[name]
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, base_url=shown.served.url, reduced_motion="reduce", bypass_csp=True
    )
    try:
        if not shown.asking:
            shown.log_in(context, "V001")
            begin_works(shown, context.request)
        shown.log_in(context, person)
        page = context.new_page()
        page.goto(f"/run?lang={language}")
        opened(page, shown)
        dialog = page.get_by_role("dialog")
        expect(dialog.locator("input, textarea").first).to_be_visible(timeout=PATIENCE)
        page.wait_for_function("() => document.activeElement.closest('.q-dialog')")
        assert problems(page, axe_script()) == []
        fits(page, "document.querySelector('.sy-dialog')")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
    finally:
        context.close()
