"""Two people, each in a browser of their own: neither touches the work of the other; steps ask for the password."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from records.entries import opened
from records.store import Store
from registers.work import JOBS
from services.register.book import opened_book
from tests.console.web.conftest import QUICK_HANDS
from tests.console.web.shown_lab import Shown, begin_works
from tests.services.accounts.conftest import PASSWORD

Window = Callable[[str], Page]
PATIENCE = 60_000
ASKED = "() => document.activeElement?.closest('#question') && performance.now() - window.syShown.since > 310"


@pytest.fixture
def window(browser: Browser, shown: Shown) -> Iterator[Window]:
    """A browser of its own for a person who has logged in."""
    made = []

    def entered(person: str) -> Page:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, base_url=shown.served.url)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(QUICK_HANDS)
        made.append(context)
        if not shown.asking:
            shown.log_in(context, "V001")
            begin_works(shown, context.request)
        shown.log_in(context, person)
        return context.new_page()

    yield entered
    for context in made:
        context.close()


def state(shown: Shown, job: str) -> tuple[str, str]:
    """State of a job, and whose it is."""
    with opened_book(str(shown.served.store)) as book:
        record = book.get(JOBS, job).record
    return record.state, record.assigned


def test_the_work_of_another_is_looked_at_and_not_touched(shown: Shown, window: Window) -> None:
    other = window("V002")
    other.goto(f"/run/{shown.asking}?lang=en")
    expect(other.locator("#question")).to_contain_text("performs this run; you are looking on")
    before = other.locator("#question [data-number]").get_attribute("data-number")
    other.evaluate("""n => document.querySelector('#question').dispatchEvent(
        new CustomEvent('answer', { detail: { number: Number(n), text: '1' } }))""", before)  # fmt: skip
    expect(other.locator(".q-notification")).to_contain_text("no role of V002 allows this")
    assert other.locator("#question [data-number]").get_attribute("data-number") == before


def test_starting_the_queue_never_begins_the_job_of_another(shown: Shown, window: Window) -> None:
    job = shown.jobs["of V001"]
    other = window("V002")
    other.goto("/?lang=en")
    row = other.locator("[data-mark=queue] tr", has_text=job)
    expect(row).to_contain_text("V001's job")
    assert row.get_by_role("link").count() == 0
    expect(other.locator("[data-mark=next]")).not_to_contain_text(shown.serials["of V001"])
    other.goto(f"/start?job={job}&lang=en")
    expect(other.locator("#main")).to_contain_text("V001", timeout=PATIENCE)
    runs = len(Store(str(shown.served.store), read_only=True).names())
    other.keyboard.press("Enter")
    expect(other.get_by_role("alert").first).to_contain_text("V001")
    assert "/start" in other.url
    assert state(shown, job) == ("at-bench", "V001")
    assert len(Store(str(shown.served.store), read_only=True).names()) == runs


def test_two_people_work_on_two_benches_at_once(shown: Shown, window: Window) -> None:
    pages = {person: window(person) for person in ("V001", "V002")}
    for person, page in pages.items():
        page.goto(f"/start?job={shown.jobs[person]}&lang=en")
        expect(page.locator("[data-mark=begin]")).to_be_visible(timeout=PATIENCE)
    for page in pages.values():
        page.keyboard.press("Enter")
    for _ in range(4):  # in turn: what one gives answers nothing of the other
        for page in pages.values():
            page.wait_for_function(ASKED, timeout=PATIENCE)
            number = page.locator("#question [data-number]").get_attribute("data-number")
            check = page.locator("#question [data-number]").get_attribute("data-kind") == "check"
            page.keyboard.type("1" if check else "20.5")
            if not check:
                page.keyboard.press("Enter")
            page.wait_for_function(
                "n => document.querySelector('#question [data-number]')?.dataset.number !== n", arg=number
            )
    runs = {shown.serials[person]: person for person in pages}
    store = Store(str(shown.served.store), read_only=True)
    for run in store.names()[-2:]:
        events = store.events(run)
        began = opened(events)
        assert began.people.operator.id == runs.pop(began.subject.serial)
        given = [e.address for e in events if e.kind in {"observation", "finding"}]
        assert len(given) == len(set(given)) == 4
    assert runs == {}
    store.close()
    for person, page in pages.items():
        page.goto("/?lang=en")
        mine = page.locator("[data-mark=running] li", has_text=shown.serials[person])
        expect(mine.get_by_role("link")).to_be_visible(timeout=PATIENCE)
        assert shown.serials[person] not in page.locator("[data-mark=next]").inner_text()


def test_a_job_that_two_people_begin_at_once_is_begun_once(shown: Shown, window: Window) -> None:
    pages = [window(person) for person in ("V001", "V002")]
    for page in pages:
        page.goto(f"/start?job={shown.job}&lang=en")
        expect(page.locator("[data-mark=begin]")).to_be_visible(timeout=PATIENCE)
    before = len(Store(str(shown.served.store), read_only=True).names())
    for page in pages:
        page.keyboard.press("Enter")
    for page in pages:
        page.wait_for_function("() => location.pathname.startsWith('/run/') || document.querySelector('[role=alert]')")
    began = [page for page in pages if "/run/" in page.url]
    assert len(began) == 1
    (other,) = (page for page in pages if page not in began)
    whose = state(shown, shown.job)[1]
    expect(other.get_by_role("alert").first).to_contain_text(whose)
    expect(began[0].locator("[data-result]")).to_be_visible(timeout=PATIENCE)
    assert len(Store(str(shown.served.store), read_only=True).names()) == before + 1


def test_each_step_of_a_result_wants_its_own_person_and_a_password(shown: Shown, window: Window) -> None:
    address = f"/done/{shown.conform}?lang=en"
    verifier = window("V001")
    verifier.goto(address)
    expect(verifier.locator("[data-mark=state]")).to_be_visible()
    assert verifier.locator("[data-mark=step]").count() == 0
    for person, reached in (("R001", "Checked"), ("A001", "Approved"), ("C001", "Issued")):
        page = window(person)
        page.goto(address)
        expect(page.locator("[data-mark=step]")).to_be_visible()
        page.keyboard.press("F9")
        if person == "R001":  # sooner than the password is asked for: what is typed now is no code
            page.keyboard.type("X-9")
            page.keyboard.press("Enter")
        if person != "C001":
            field = page.get_by_label("Password", exact=True)
            expect(field).to_be_focused()
            page.keyboard.type("this is not it")
            page.keyboard.press("Enter")
            expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
            field.fill(PASSWORD)
            page.keyboard.press("Enter")
        expect(page.locator("[data-mark=state]")).to_contain_text(reached)
    with opened_book(str(shown.served.store)) as book:
        (job,) = (row.record for row in book.rows(JOBS) if row.record.state == "issued")
    assert (job.verifier, job.checker, job.approver) == ("V001", "R001", "A001")
