"""Every text that somebody can write, and every word of an address, is shown as it stands and never runs."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, expect

from console.catalogue import web_history, web_parts
from console.web import pages
from console.web.pages import PAGES
from tests.console.web.attacked_lab import Attacked, attack, attacked_lab, reasons_at_the_bench
from tests.thorough import THOROUGH, part

WAITS = {"zh": web_parts.LOOKING.zh, "en": web_parts.LOOKING.en}
"""What a page shows until it has looked up what it shows."""
GOT_IN = "() => document.querySelectorAll('#main img[src=x], #main script, #main iframe, a[href^=javascript]').length"
OPENED = """() => { window.since ??= performance.now(); return performance.now() - window.since > 20000
    || [...document.querySelectorAll('details > div')].every(one => one.childElementCount); }"""
"""Each part that opens is filled, or stays empty for two seconds; the clock of these tests is ten times as quick."""
ASKED = re.compile(r"""query(?:\.get\(|\[)"(\w+)"|for name in \(([^)]*)\)""")
"""How the pages read a word of their address."""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    with attacked_lab(tmp_path_factory.mktemp("attacked") / "lab") as found:
        yield found


@pytest.fixture(scope="module")
def console(attacked: Attacked) -> object:
    """The console of this module."""
    return attacked.served


def test_most_fields_take_a_text_and_what_takes_one_is_attacked(attacked: Attacked) -> None:
    files = {"laboratory.name", "people.name", "standards.name", "standards.number", "scale.serial"}
    registers = {"instrument", "organisation", "person", "standard", "job", "work_order"}
    assert files <= set(attacked.files)
    assert registers <= set(attacked.fields)
    assert sum(map(len, attacked.fields.values())) > 70


def addresses(at: Attacked) -> list[str]:
    """Every page with everything that it can show here, and with an attack in each word of its address."""
    name = quote(attack("name").replace("/", ""), safe="")
    serial = quote(attack("scale.serial"), safe="")
    of = {"{run}": [*at.runs, name], "{work}": [at.work, name], "{name:path}": [serial, "D0012", name],
          "{key:path}": ["PC-01", "TH-01", name], "{name}": ["2026-17", "SP-1", name],
          "{code}": ["9153010200000001AK", name], "{target}": ["T1", name]}  # fmt: skip
    found = []
    for page in PAGES:
        address = page.entry or page.address
        where = next((key for key in of if key in address), "")
        found += [address.replace(where, value) for value in of[where]] if where else [address]
        assert "{" not in found[-1], f"say here what the page {address} shows"
    found += [f"/start?job={quote(at.job)}", f"/form?job={quote(at.job)}", f"/start?code={serial}"]
    found += ["/start?campaign=SP-1", f"/start?campaign={name}", f"/form?campaign=SP-1&cell={name}"]
    folder = Path(pages.__file__).parent
    words = {word for file in folder.glob("*.py") for word in words_of(file.read_text("utf-8"))} - {"lang", "type"}
    assert {"job", "code", "like", "after", "sought", "month"} <= words
    words |= set(web_history.FIELDS)
    everything = urlencode({word: attack(word) for word in sorted(words)})
    found += [f"/runs?{urlencode({word: attack(word)})}" for word in part([*web_history.FIELDS], 5)]
    found += [f"{page.entry}?{everything}" for page in PAGES if page.entry]
    return [*found, f"/form?{everything}", f"/runs/{at.runs[-1]}/traffic?{everything}"]


def words_of(source: str) -> set[str]:
    """Words of an address that a module reads."""
    found = set()
    for one, several in ASKED.findall(source):
        found |= {one} if one else set(re.findall(r'"(\w+)"', several))
    return found


def test_nothing_that_was_written_runs_on_any_page(page: Page, attacked: Attacked) -> None:
    stopped: list[str] = []
    page.on("console", lambda said: stopped.append(said.text) if "Content Security" in said.text else None)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    reasons_at_the_bench(attacked, page.context.request)
    seen = ""
    for n, address in enumerate(addresses(attacked)):
        for language in ("zh", "en") if THOROUGH else (("zh", "en")[n % 2],):
            page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.get_by_text(WAITS[language])).to_have_count(0, timeout=60_000)
            page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
            page.wait_for_function(OPENED)
            assert page.evaluate("window.hit") is None, address
            assert page.evaluate(GOT_IN) == 0, address
            seen += page.locator("body").inner_text()
    for name in ("laboratory.name", "people.name", "batch", "adjusted", "override", "doubt", "correction", "check",
                 "missing", "remark", "scale.serial", "scale.name", "2026-17.title", "name", "campaign.title",
                 "batch.name"):  # fmt: skip
        assert name + "'" in seen, name
    assert "standard.name" in seen
    assert stopped == []


def test_a_script_that_got_into_a_page_would_not_run(page: Page) -> None:
    page.goto("/login")
    page.evaluate("""() => {
        const inline = document.createElement('script'); inline.textContent = 'window.hit = 7';
        const image = document.createElement('div'); image.innerHTML = '<img src=x onerror="window.hit=8">';
        const far = document.createElement('script'); far.src = 'data:text/javascript,window.hit=9';
        document.body.append(inline, image, far);
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
