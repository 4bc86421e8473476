"""The page Run in a browser: JJG 52 by keyboard alone, a second window, a reload, stop and resume, a server killed."""

import re
import signal
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from records.entries import Verdict, read
from records.store import Store
from tests.console.web.conftest import Served
from tests.services.at_the_desk import by_person

GAUGE = "regulation=JJG 52&bench=gauge-read-by-person&subjects=gauge"


def gauge(console: Served) -> str:
    """A gauge that a person reads."""
    return f"start?regulation=JJG 52&bench={by_person(console.folder)}&subjects=gauge"


SETTLED = "() => performance.now() - window.syShown.since > 320"


@pytest.fixture(scope="module", autouse=True)
def bench(console: Served) -> None:
    """A bench whose pressure is simulated on a link and whose gauge a person reads."""
    by_person(console.folder)


def begin(page: Page, what: str) -> str:
    """Start a run and look at it; returns the id of the work."""
    answered = page.request.get(f"/test/{what}")
    assert answered.ok, answered.text()
    work = str(answered.json())
    page.goto(f"/run/{work}?lang=en")
    return work


def number(page: Page) -> int:
    """The number of the question on the screen; 0 where there is none."""
    found = page.evaluate("document.querySelector('#question [data-number]')?.dataset.number")
    return int(found or 0)


def next_question(page: Page, after: int) -> int:
    """Wait for another question, or for the end; returns its number, 0 at the end."""
    page.wait_for_function(
        "n => { const q = document.querySelector('#question [data-number]'); "
        "return q ? q.dataset.number !== n && q.contains(document.activeElement) "
        ": document.querySelector('#stop').classList.contains('hidden'); }",
        arg=str(after),
    )
    return number(page)


def its_turn(page: Page) -> None:
    """Wait until a question is asked; a work that ended instead says why."""
    expect(page.locator(".sy-phase")).to_have_text(re.compile("Your turn|Ended"), timeout=30_000)
    assert "Why it ended" not in page.locator("#question").inner_text()


def key_in(page: Page, upto: int = 10_000) -> int:
    """Answer by keyboard alone as an ideal instrument shows it; returns the question that is left, 0 at the end."""
    now = next_question(page, 0)
    while now and now < upto:
        kind = page.locator("#question [data-number]").get_attribute("data-kind")
        page.wait_for_function("() => document.activeElement && document.activeElement.closest('#question')")
        if kind == "reading":
            asked = page.locator("#ask").inner_text()
            value = re.search(r"([\d.]+) MPa", asked)
            page.keyboard.type(value[1] if value else "0")
            page.keyboard.press("Enter")
        else:  # what settles a second Enter is a time, so the key is pressed until it is taken
            page.wait_for_function(SETTLED)
            page.keyboard.press("1" if kind == "check" else "Enter")
        now = next_question(page, now)
    return now


def entries(console: Served, run: str) -> list[tuple[str, str]]:
    store = Store(str(console.store), read_only=True)
    try:
        return [(e.kind, e.address) for e in store.events(run)]
    finally:
        store.close()


def outcome(console: Served, run: str) -> str:
    store = Store(str(console.store), read_only=True)
    try:
        return next(read(e, Verdict).outcome for e in store.events(run) if e.kind == "verdict")
    finally:
        store.close()


def run_on(page: Page) -> str:
    found = re.search(r"\d{8}-\d{6}-\w+", page.locator(".sy-head").inner_text())
    assert found is not None
    return found[0]


def no_entry_twice(console: Served, run: str) -> bool:
    told = Counter(address for kind, address in entries(console, run) if kind in {"observation", "finding"})
    return max(told.values()) == 1


def test_a_gauge_by_keyboard_alone_from_start_to_verdict(page: Page, console: Served) -> None:
    begin(page, gauge(console))
    assert key_in(page) == 0
    expect(page.locator("#question")).to_contain_text("Verdict: ✓ conform")
    expect(page.locator("#question")).to_contain_text("Why it ended: the run is complete")
    run = run_on(page)
    assert (outcome(console, run), no_entry_twice(console, run)) == ("conform", True)
    assert page.locator(".sy-curve canvas").count() == 1
    assert not re.search("[\u4e00-\u9fff]", page.locator(".sy-run").inner_text())


def test_two_windows_a_reload_and_a_double_enter_make_no_entry_twice(page: Page, console: Served) -> None:
    work = begin(page, f"start?{GAUGE}")
    next_question(page, 0)
    other = page.context.new_page()
    other.goto(f"/run/{work}?lang=zh")
    next_question(other, 0)
    assert (number(page), number(other)) == (1, 1)
    page.wait_for_function(SETTLED)
    page.keyboard.press("1")
    page.evaluate("""() => { for (let i = 0; i < 3; i++)
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true })) }""")
    assert (next_question(page, 1), next_question(other, 1)) == (2, 2)
    other.evaluate("""() => document.querySelector('#question').dispatchEvent(
        new CustomEvent('answer', { detail: { number: 1, text: 'not_conform' } }))""")
    expect(other.locator(".q-notification")).to_contain_text("已在别处回答")
    page.reload()
    assert next_question(page, 0) == 2
    run = run_on(page)
    assert [kind for kind, _ in entries(console, run)].count("finding") == 1
    page.keyboard.press("F9")
    page.keyboard.press("F9")
    expect(page.locator("#question")).to_contain_text("stopped by")


def test_pause_stop_and_resume_from_the_page(page: Page, console: Served) -> None:
    begin(page, gauge(console))
    at = key_in(page, upto=12)
    page.keyboard.press("F8")
    expect(page.locator(".sy-phase")).to_have_text("Paused")
    page.evaluate(
        """n => document.querySelector('#question').dispatchEvent(
        new CustomEvent('answer', { detail: { number: n, text: 'conform' } }))""",
        at,
    )
    expect(page.locator(".q-notification").last).to_contain_text("press Continue first")
    page.keyboard.press("F8")
    expect(page.locator(".sy-phase")).to_have_text("Your turn")
    page.wait_for_function("() => document.activeElement.closest('#question')")  # the keyboard goes on where it was
    run = run_on(page)
    page.locator("#stop").click()
    expect(page.locator("#stop")).to_contain_text("Press again")
    page.locator("#stop").click()
    expect(page.locator("#question")).to_contain_text("Why it ended: stopped by")
    before = page.url.partition("?")[0]
    page.get_by_role("button", name="Resume").click()
    page.wait_for_url(lambda url: "/run/" in url and not url.startswith(before))
    its_turn(page)
    assert run_on(page) == run
    assert key_in(page) == 0
    assert (outcome(console, run), no_entry_twice(console, run)) == ("conform", True)


def test_a_remark_and_a_correction_by_keyboard(page: Page, console: Served) -> None:
    begin(page, gauge(console))
    at = key_in(page, upto=12)
    page.keyboard.press("F7")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("up 1.2 MPa: Indication after tapping: 1.2 MPa")
    dialog.locator("input").first.fill("1.21")
    dialog.locator("input").last.fill("misread by one division")
    page.keyboard.press("Enter")
    at = next_question(page, at)
    page.keyboard.press("F6")
    dialog.locator("textarea").fill("the pointer sticks")
    dialog.get_by_role("button", name="Put on record").click()
    expect(page.locator(".sy-noted")).to_contain_text("the pointer sticks")
    expect(page.locator(".sy-noted")).to_contain_text("corrected 1.2 → 1.21")
    assert number(page) == at
    told = entries(console, run_on(page))
    assert [kind for kind, _ in told if kind in {"correction", "remark"}] == ["correction", "remark"]
    page.keyboard.press("F9")
    page.keyboard.press("F9")
    expect(page.locator("#question")).to_contain_text("stopped by")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "ended"])
def test_a_server_that_ends_in_mid_run_loses_nothing(page: Page, console: Served, how: signal.Signals) -> None:
    begin(page, gauge(console))
    key_in(page, upto=9)
    run = run_on(page)
    before = entries(console, run)
    console.stop(how)
    console.start()
    expect(page.locator("#main")).to_contain_text("Every reading that was written is kept", timeout=30_000)
    page.get_by_role("link", name="To Today").click()
    page.get_by_role("button", name="Resume").first.click(timeout=15_000)
    page.wait_for_url("**/run/*")
    its_turn(page)
    assert run_on(page) == run
    assert key_in(page) == 0
    after = entries(console, run)
    assert after[: len(before)] == before
    assert (outcome(console, run), no_entry_twice(console, run)) == ("conform", True)


def test_a_refused_start_says_why_and_an_unknown_work_where_to_look(page: Page) -> None:
    begin(page, "start?regulation=JJG 52&bench=gauge&subjects=gauge&day=2031-01-01")
    expect(page.locator("#question")).to_contain_text("PC-01")
    assert page.get_by_role("button", name="Resume").count() == 0
    page.goto("/run/none?lang=en")
    expect(page.locator("#main")).to_contain_text("Unfinished runs stand under Today".lower()[:15], ignore_case=True)
