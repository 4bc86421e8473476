"""Every page: axe finds nothing, it fits every screen and larger type, and it looks as it is kept.

``make pictures`` keeps what is drawn now. Ids and times, which differ from run to run, are replaced before.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from console.catalogue import web_parts
from console.web.pages import PAGES
from tests.console.web.looks import axe_script, fits, found, problems
from tests.console.web.shown_lab import COOKIE, Shown, begin_works
from tests.pictures import RENEW, hold
from tests.thorough import THOROUGH

PATIENCE = 60_000
KEPT = Path(__file__).parent / "pictures"
EXAMPLES = {
    "/": {"today": "/"},
    "/start": {"start": "/start", "cell": "/start?campaign=SP-1", "proposal": "/start?job={job}",
               "gates": "/start?job={refusing}",               "unknown": "/start?code=NEW-1"},
    "/run": {"works": "/run"},
    "/run/{work}": {"question": "/run/{asking}", "positions": "/run/{many}", "refused": "/run/{ended}",
                    "no-work": "/run/none"},
    "/done/{run}": {"conform": "/done/{conform}", "not-conform": "/done/{refused}", "no-run": "/done/none"},
    "/runs": {"history": "/runs"},
    "/runs/{run}": {"record": "/runs/{conform}"},
    "/runs/{run}/traffic": {"traffic": "/runs/{conform}/traffic"},
    "/standards": {"standards": "/standards"},
    "/capability": {"capability": "/capability?region=5301"},
    "/standards/{key:path}": {"standard": "/standards/PC-01"},
    "/statistics": {"statistics": "/statistics"},
    "/monitoring": {"monitoring": "/monitoring"},
    "/energy": {"energy": "/energy?site=F001&on=2025-11-23", "bad-energy": "/energy?on=x&start=y"},
    "/programme": {"programme": "/programme"},
    "/programme/{target}": {"target": "/programme/T1?by=region", "no-target": "/programme/T99"},
    "/instruments/{name:path}": {"instrument": "/instruments/D0021"},
    "/cases": {"cases": "/cases"},
    "/cases/{name}": {"case": "/cases/2026-17", "no-case": "/cases/none"},
    "/integrity": {"integrity": "/integrity", "bad-day": "/integrity?date=x"},
    "/integrity/{code}": {"unit": "/integrity/9153010200000001AK", "no-unit": "/integrity/none"},
    "/confirmation": {"confirmation": "/confirmation"},
    "/campaigns": {"campaigns": "/campaigns"},
    "/campaigns/{name}": {"campaign": "/campaigns/SP-1", "no-campaign": "/campaigns/none"},
    "/form": {"form": "/form?job={refusing}"},
    "/login": {"login": "/login", "locked": "/login"},
    "/password": {"password": "/password"},
    "/none": {"missing": "/none"},
}  # fmt: skip
"""By the address of a page: what it is called here, and where it is."""
SHOWN = [(page, name) for page, found in EXAMPLES.items() for name in found]
LOOKING = {"/integrity": "A001", "/programme": "M001"}
"""Who looks at pages that not everybody may see."""
ALL = THOROUGH or RENEW in os.environ
CASES = [
    pytest.param(page, name, language, id=f"{name}-{language}")
    for n, (page, name) in enumerate(SHOWN)
    for m, language in enumerate(("zh", "en"))
    if ALL or (n + m) % 2
]
"""Each page in one of the two languages in turn; in both where the tests are thorough or pictures are kept."""
KEEP = frozenset({
    "login", "locked", "password", "missing", "unknown", "gates", "no-work", "refused", "not-conform",
    "record", "instrument", "standard", "standards",
})  # fmt: skip
"""Pages of which a picture is kept: what the others show follows from the time of day and from the tests before."""
FONT = "Noto Sans CJK SC"
"""The kept pictures are drawn with it; on a computer without it nothing is compared."""
STEADY = """() => {
  const steady = (text) => text
    .replace(/[0-9]{8}-[0-9]{6}-[0-9a-f]{6,}/g, '20261123-120000-0a1b2c')
    .replace(/[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?/g, '2026-11-23 12:00')
    .replace(/\\b[0-9]{2}:[0-9]{2}(:[0-9]{2})?\\b/g, '12:00');
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const told = steady(walk.currentNode.nodeValue);
    if (told !== walk.currentNode.nodeValue) walk.currentNode.nodeValue = told;
  }
  document.activeElement?.blur();
}"""
STILL = "*, *::before, *::after { animation: none !important; transition: none !important; }"


@pytest.fixture(scope="module")
def axe() -> str:
    """The program that looks for what people with a disability cannot use."""
    return axe_script()


@pytest.fixture(scope="module")
def look(browser: Browser, shown: Shown) -> Iterator[Page]:
    """One window for all pages, of somebody who is logged in."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce", bypass_csp=True)
    shown.log_in(context, "V001")
    begin_works(shown, context.request)
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def arrive(page: Page, shown: Shown, address: str, name: str, language: str) -> None:
    """Go to a page and wait until it has looked up what it shows."""
    if name in {"login", "locked"}:
        page.context.clear_cookies(name=COOKIE)
    else:
        shown.log_in(page.context, next((who for at, who in LOOKING.items() if address.startswith(at)), "V001"))
    if name == "locked":
        shown.log_in(page.context, "V002")
        page.context.request.post(f"{shown.served.url}/login/lock", headers={"Origin": shown.served.url})
        shown.sessions.pop("V002", None)
    where = EXAMPLES[address][name].format_map(vars(shown))
    page.goto(f"{shown.served.url}{where}{'&' if '?' in where else '?'}lang={language}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for text in (web_parts.LOOKING.zh, web_parts.LOOKING.en):
        expect(page.get_by_text(text)).to_have_count(0, timeout=PATIENCE)
    if name in {"question", "positions"}:
        expect(page.locator("#question [data-number]")).to_be_visible(timeout=PATIENCE)
    if name in {"conform", "not-conform"}:
        expect(page.locator("[data-mark=sheets] img").first).to_have_js_property("complete", True, timeout=PATIENCE)
    page.wait_for_function("() => document.fonts.status === 'loaded'")


def has_font() -> bool:
    """Whether this computer draws as the one that kept the pictures."""
    said = subprocess.run(["fc-match", FONT], capture_output=True, text=True, check=False).stdout
    return f'"{FONT}"' in said


def test_axe_finds_what_is_wrong(look: Page, axe: str) -> None:
    look.set_content("<html lang=en><title>t</title><main><h1>A</h1><img src='data:,'><input></main>")
    assert problems(look, axe) != []
    assert {one["id"] for one in found(look)} >= {"image-alt", "label"}


def test_every_page_has_an_example() -> None:
    assert {page.address for page in PAGES} | {"/login", "/password", "/none"} == set(EXAMPLES)


@pytest.mark.parametrize(("address", "name", "language"), CASES)
def test_a_page(look: Page, shown: Shown, axe: str, address: str, name: str, language: str) -> None:
    look.set_viewport_size({"width": 1366, "height": 768})
    arrive(look, shown, address, name, language)
    look.add_style_tag(content=STILL)
    look.evaluate(STEADY)
    kept = KEPT / f"{name}-{language}.png"
    differs = hold(look.screenshot(animations="disabled"), kept) if name in KEEP and has_font() else ""
    assert problems(look, axe) == []
    fits(look)
    assert differs == ""


def test_the_pictures_are_small_and_each_is_of_a_page() -> None:
    kept = sorted(KEPT.glob("*.png"))
    assert {file.stem for file in kept} == {f"{name}-{language}" for name in KEEP for language in ("zh", "en")}
    assert {name for _, name in SHOWN} >= KEEP
    assert sum(file.stat().st_size for file in kept) < 1_000_000
