"""A resume that was refused: why, what to do, and the way on once it was done; by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.console.web.conftest import Served
from tests.console.web.test_run import begin, its_turn, run_on
from tests.services.at_the_desk import by_person


@pytest.fixture
def stopped(page: Page, console: Served) -> Iterator[str]:
    """A run that was stopped at its first question, on the page that tells it; in the end its bench is free again."""
    begin(page, f"start?regulation=JJG 52&bench={by_person(console.folder)}&subjects=gauge")
    its_turn(page)
    run = run_on(page)
    stop(page)
    yield run
    stop(page)


def stop(page: Page) -> None:
    """Stop the run of the page."""
    page.keyboard.press("F9")
    page.keyboard.press("F9")
    expect(page.locator("#question")).to_contain_text("stopped by")


def pressed(page: Page, key: str) -> None:
    """Press a key that leads to the page of another work."""
    before = page.url.partition("?")[0]
    page.keyboard.press(key)
    page.wait_for_url(lambda url: "/run/" in url and not url.startswith(before))


def test_what_was_put_right_is_resumed_from_the_page_that_refused(page: Page, console: Served, stopped: str) -> None:
    bench = console.folder / "benches/gauge-read-by-person.toml"
    away = bench.rename(bench.with_suffix(".away"))
    pressed(page, "F8")
    expect(page.locator("#question")).to_contain_text("does not exist")
    expect(page.locator("#question")).to_contain_text("Put it right")
    away.rename(bench)
    pressed(page, "F8")
    its_turn(page)
    assert run_on(page) == stopped


def test_a_gate_that_refuses_a_resume_is_overridden_there(page: Page, console: Served, stopped: str) -> None:
    people = Path(console.folder / "people.toml")
    kept = people.read_text("utf-8")
    people.write_text(kept.replace('regulation = "JJG 52"', 'regulation = "JJG 539"'), "utf-8")
    try:
        pressed(page, "F8")
        expect(page.locator("#question")).to_contain_text("JJG 52")
        page.get_by_role("button", name="Override: verifier and reviewer").click()
        dialog = page.get_by_role("dialog")
        dialog.locator("input").first.fill("the authorisation lies before me on paper")
        before = page.url.partition("?")[0]
        dialog.get_by_role("button", name="Override").click()
        page.wait_for_url(lambda url: "/run/" in url and not url.startswith(before))
        its_turn(page)
        assert run_on(page) == stopped
    finally:
        people.write_text(kept, "utf-8")
