"""From scan to certificate in a browser, by the keyboard alone: one gauge, three of a kind, a photographed code."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import segno
from playwright.sync_api import Page, expect

from registers.instruments import INSTRUMENTS
from registers.organisations import ORGANISATIONS, Organisation
from registers.work import JOBS
from services.register.book import changing, opened_book
from services.starting.intake import Intake, take_in_next
from tests.services.queue_laboratory import DAY, GAUGE

PATIENCE = 60_000


@pytest.fixture(scope="module")
def gauge(console: Any) -> str:
    """Key of the gauge that the registers of the console hold."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(console.folder / "keys"))

        def work(change):  # type: ignore[no-untyped-def]
            change.add(ORGANISATIONS, Organisation(name="示范热力有限公司", division="530103"), "HEAT")
            return change.add(INSTRUMENTS, GAUGE)

        key = changing(str(console.store), "C001", "set up", work)
        take_in_next(str(console.store), "X-9", Intake(like=key), DAY, "V002")
        return key


def mark(page: Page, name: str) -> Any:
    return page.locator(f"[data-mark={name}]")


def scan(page: Page, code: str) -> None:
    """As a scanner does: every character at once, wherever the focus is, then Enter."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def measured(page: Page) -> None:
    """Wait on the page of the run until it has ended; Enter shows the result."""
    expect(page.locator("[data-result]")).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/done/*")


def test_one_gauge_from_scan_to_certificate(page: Page, console: Any, gauge: str) -> None:
    page.goto("/?lang=en")
    expect(mark(page, "next")).to_be_visible(timeout=PATIENCE)
    scan(page, "PG-1")
    expect(mark(page, "take-in")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Enter")
    expect(mark(page, "gates")).to_contain_text("13 start gates are passed", timeout=PATIENCE)
    expect(mark(page, "instrument")).to_contain_text("G-2026-0101")
    page.keyboard.press("Enter")
    page.wait_for_url("**/run/*")
    measured(page)
    expect(mark(page, "verdict")).to_contain_text("Verdict: conform, valid until 2027-05-22", timeout=PATIENCE)
    sheet = mark(page, "sheets").locator("img").first
    expect(sheet).to_have_js_property("naturalWidth", 953, timeout=PATIENCE)
    for key, state in (("F9", "Checked"), ("F9", "Approved"), ("F9", "Issued")):
        page.keyboard.press(key)
        expect(mark(page, "state")).to_contain_text(state, timeout=PATIENCE)
    address = page.get_by_role("link", name="certificate_").get_attribute("href")
    answer = page.request.get(f"{console.url}{address}")
    assert answer.body().startswith(b"%PDF-")
    assert "inline" in answer.headers["content-disposition"]
    assert page.request.get(f"{console.url}/documents/last/..%2F..%2Flaboratory.toml").status == 404
    with opened_book(str(console.store)) as book:
        (job,) = book.rows(JOBS, lambda c: c.instrument == gauge)
    assert (job.record.verifier, job.record.checker, job.record.approver) == ("V001", "R001", "A001")


def test_three_gauges_of_a_kind_one_after_another(page: Page, console: Any, gauge: str) -> None:
    page.goto("/start?lang=zh")
    expect(page.get_by_text("请扫描")).to_be_visible(timeout=PATIENCE)
    scan(page, "N-1")
    expect(mark(page, "models").get_by_role("button")).to_have_count(1, timeout=PATIENCE)
    page.keyboard.press("Enter")
    expect(mark(page, "taken").locator("li")).to_have_count(1, timeout=PATIENCE)
    page.locator("h1").click()  # the focus is nowhere
    scan(page, "N-2")
    scan(page, "N-3")  # at once after the other
    scan(page, "N-2")
    expect(page.get_by_role("alert")).to_contain_text("已接收", timeout=PATIENCE)
    expect(mark(page, "count")).to_contain_text("3 台")
    for n, serial in enumerate(("N-1", "N-2", "N-3")):
        if n:
            expect(mark(page, "next")).to_contain_text(serial, timeout=PATIENCE)
        page.keyboard.press("Enter")
        expect(mark(page, "instrument")).to_contain_text(serial, timeout=PATIENCE)
        expect(mark(page, "begin")).to_be_visible(timeout=PATIENCE)
        page.keyboard.press("Enter")
        page.wait_for_url("**/run/*")
        measured(page)
        expect(mark(page, "verdict")).to_contain_text("合格", timeout=PATIENCE)
    expect(mark(page, "next")).not_to_contain_text("X-9")  # the job of somebody else
    with opened_book(str(console.store)) as book:
        rows = {row.key: row.record for row in book.rows(JOBS, lambda c: c.assigned == "V001")}
        serials = {book.get(INSTRUMENTS, job.instrument).record.serial for job in rows.values()}
    assert {"N-1", "N-2", "N-3"} <= serials
    assert all(job.as_left_result == "conform" for job in rows.values())


def test_a_photograph_in_place_of_a_scanner(page: Page, gauge: str) -> None:
    page.goto("/start?lang=en")
    picture = BytesIO()
    segno.make("PG-1").save(picture, kind="png", scale=8, border=4)
    files = page.locator("input[type=file]")
    files.set_input_files({"name": "photo.png", "mimeType": "image/png", "buffer": picture.getvalue()})
    expect(mark(page, "take-in")).to_be_visible(timeout=PATIENCE)
    files.set_input_files({"name": "photo.png", "mimeType": "image/png", "buffer": b"nothing"})
    expect(page.get_by_role("alert")).to_contain_text("no picture that can be read")


def test_gates_that_refuse_say_what_to_do_and_nothing_begins(page: Page, console: Any, gauge: str) -> None:
    people = console.folder / "people.toml"
    before = people.read_text("utf-8")
    people.write_text(before.replace('"JJG 52"', '"JJG 49"'), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(console.folder / "keys"))
        taken = take_in_next(str(console.store), "R-1", Intake(like=gauge), date.fromisoformat("2026-11-23"), "V001")
    page.goto(f"/start?job={taken.job}&lang=en")
    expect(mark(page, "gates")).to_contain_text("1 start gates refuse", timeout=PATIENCE)
    expect(page.get_by_text("What to do:")).to_contain_text("ask a manager to register the authorisation")
    again = mark(page, "again").element_handle()
    page.keyboard.press("Enter")
    page.wait_for_function("button => !button.isConnected && document.querySelector('[data-mark=again]')", arg=again)
    people.write_text(before, "utf-8")
    page.keyboard.press("Enter")
    expect(mark(page, "begin")).to_be_visible(timeout=PATIENCE)


def test_a_paper_form_is_copied_by_keyboard_and_survives_a_reload(page: Page, console: Any, gauge: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(console.folder / "keys"))
        job = take_in_next(str(console.store), "F-1", Intake(like=gauge), DAY, "V001").job
    page.goto(f"/start?job={job}&lang=en")
    expect(mark(page, "form")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("F6")
    rows = page.locator("input[data-address]")
    expect(rows.first).to_be_focused(timeout=PATIENCE)
    for text in ("20", "a lot"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(page.locator(".sy-form-problem").nth(1)).to_contain_text("number", timeout=PATIENCE)
    expect(rows.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(rows.nth(1)).to_be_focused()
    page.reload()
    expect(rows.nth(2)).to_be_focused(timeout=PATIENCE)
    assert [rows.nth(n).input_value() for n in range(3)] == ["20", "a lot", ""]
    expect(page.locator(".sy-form-problem").nth(1)).to_contain_text("number")
    page.keyboard.press("F9")
    expect(page.locator(".sy-message")).to_contain_text("the value is missing", timeout=PATIENCE)
