"""From the scan of a serial number to the certificate that three people have signed, in a browser.

    python -m tests.evidence.scan_to_certificate [--keyboard | --mouse] [NAMES]

The benches are simulated, on real links; what a person reads or looks at is answered on the page. The verifier scans,
takes in, begins, answers, and looks at the result. Checker and approver log in each in a browser of their own, find the
result on Today, and give their password again for the step. Without an option every case is done by the keyboard alone
and by the mouse.
"""

import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Locator, expect, sync_playwright

from records.store import Store
from registers.documents import DOCUMENTS
from registers.instruments import INSTRUMENTS
from registers.work import JOBS
from services.register.book import opened_book
from tests.console.web.conftest import CHROMIUM, FLAGS, FORKS
from tests.console.web.hands import PATIENCE, Hands, How
from tests.evidence.scan_laboratory import CASES, Case, Laboratory, in_process, laboratory
from tests.services.accounts.conftest import PASSWORD

STEPS = (("R001", "Checked", True), ("A001", "Approved", True), ("C001", "Issued", False))
"""Who takes each step, what the page says then, and whether the password is given again for it."""


def mark(hands: Hands, name: str) -> Locator:
    """A part of the page."""
    return hands.page.locator(f"[data-mark={name}]")


def certified(at: Laboratory, case: Case, how: How) -> list[str]:
    """Take the instruments of a case from scan to certificate; returns the runs.

    Raises:
        AssertionError: Something on the way is not as it should be.
    """
    codes = case.codes(how)
    with at.person("V001", how, case) as verifier:
        taken_in(verifier, case, codes)
        if case.form:
            copied(verifier)
        else:
            measured(verifier)
        expect(mark(verifier, "verdict")).to_be_visible(timeout=PATIENCE)
        runs = runs_of(at, codes)
        assert len(runs) == len(codes), (runs, codes)
    for person, said, again in STEPS:
        with at.person(person, how) as hands:
            signed(hands, codes[0], said, again=again, several=len(codes) > 1)
            if not again:
                document = hands.page.get_by_role("link", name=".pdf").first
                document.wait_for(timeout=PATIENCE)
                answer = hands.page.request.get(f"{at.served.url}{document.get_attribute('href')}")
                assert answer.body().startswith(b"%PDF-"), answer.status
    for run in runs:
        held(at, run, case)
    return runs


def taken_in(hands: Hands, case: Case, codes: list[str]) -> None:
    """From the scan on Today to the start of the run."""
    page = hands.page
    hands.scan(codes[0])
    page.wait_for_url("**/start?code=*", timeout=PATIENCE)
    offered = mark(hands, "models").get_by_role("button").filter(has_text=f"{case.model}, ")
    hands.follow(offered)
    count = mark(hands, "count")
    for n, code in enumerate(codes, 1):
        if n > 1:
            hands.scan(code)
        expect(count).to_contain_text(f"{n} taken in", timeout=PATIENCE)
    hands.press(mark(hands, "all-scanned"), "Enter")
    if case.form:
        expect(mark(hands, "form")).to_be_visible(timeout=PATIENCE)
        hands.press(mark(hands, "form"), "F6")
        return
    hands.press(mark(hands, "begin"), "Enter")
    page.wait_for_url("**/run/*", timeout=PATIENCE)


def measured(hands: Hands) -> None:
    """Answer what is asked until the verdict, and look at the result."""
    while hands.answer():
        pass
    result = hands.page.locator("[data-result]").first
    expect(result).to_be_visible()
    hands.follow(result)
    hands.page.wait_for_url("**/done/*", timeout=PATIENCE)


def copied(hands: Hands) -> None:
    """Copy a paper form row by row, and decide by it."""
    page, rows = hands.page, hands.page.locator("input[data-address]")
    rows.first.wait_for(timeout=PATIENCE)
    expect(rows.first).to_be_focused(timeout=PATIENCE)
    for n in range(rows.count()):
        row = rows.nth(n)
        if hands.how == "mouse":
            row.click()
        page.keyboard.type(hands.answers.get(str(row.get_attribute("aria-label")), "y"))
        if hands.how == "keyboard":
            page.keyboard.press("Enter")
    hands.press(mark(hands, "decide"), "F9")
    page.wait_for_url("**/done/*", timeout=PATIENCE)


def signed(hands: Hands, code: str, said: str, *, again: bool, several: bool) -> None:
    """Find the result on Today and take the next step of its job, with the password where it is wanted."""
    hands.follow(mark(hands, "approvals").get_by_role("link").filter(has_text=code).first)
    hands.page.wait_for_url("**/done/*", timeout=PATIENCE)
    name, key = ("step-all", "F8") if several else ("step", "F9")
    hands.press(mark(hands, name), key)
    if again:
        hands.confirm(PASSWORD)
    expect(mark(hands, "state")).to_contain_text(said, timeout=PATIENCE)


def runs_of(at: Laboratory, codes: list[str]) -> list[str]:
    """The newest run of each instrument."""
    with opened_book(str(at.served.store)) as book:
        keys = {row.record.serial: row.key for row in book.rows(INSTRUMENTS, lambda c: c.serial.in_(codes))}
        jobs = {row.record.instrument: row.record for row in book.rows(JOBS)}
        return [jobs[keys[code]].as_left for code in codes if jobs[keys[code]].as_left]


def held(at: Laboratory, run: str, case: Case) -> None:
    """Three people took the steps, and the run conforms."""
    with opened_book(str(at.served.store)) as book:
        (job,) = (row.record for row in book.rows(JOBS, lambda c: c.as_left == run))
        documents = [row.record for row in book.rows(DOCUMENTS, lambda c: c.run == run)]
    assert (job.verifier, job.checker, job.approver) == ("V001", "R001", "A001"), job
    assert (job.state, job.as_left_result) == ("issued", "conform"), job
    assert [document.state for document in documents] == [case.state], documents
    store = Store(str(at.served.store), read_only=True)
    try:
        assert any(event.kind == "closed" for event in store.events(run))
    finally:
        store.close()


def main(words: list[str]) -> int:
    """Do the cases; 0 where all came to their certificate."""
    hows: list[How] = [how for how in ("keyboard", "mouse") if f"--{how}" in words] or ["keyboard", "mouse"]  # type: ignore[misc]
    names = [word for word in words if not word.startswith("--")] or list(CASES)
    cases, faults = [CASES[name] for name in names], 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="steelyard-scan-"))) / "lab"
        folder.mkdir()
        os.environ["STEELYARD_KEYS"] = str(folder / "keys")
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        stack.callback(browser.close)
        at = stack.enter_context(laboratory(folder, browser, in_process(folder), cases))
        for case in cases:
            for how in hows:
                begun = time.monotonic()
                try:
                    runs = certified(at, case, how)
                    sys.stdout.write(f"{case.name} by {how}: {len(runs)} certified, {time.monotonic() - begun:.1f} s\n")
                except Exception as error:  # noqa: BLE001  the other cases are done all the same
                    faults += 1
                    sys.stdout.write(f"{case.name} by {how}: {type(error).__name__}: {error}\n")
                sys.stdout.flush()
    FORKS.close()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
