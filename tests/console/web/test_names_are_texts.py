"""Every name and reason that somebody enters is shown as it stands, on every page, and never runs."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, expect

from console.catalogue import web_parts
from console.web.pages import PAGES
from records.register_changes import Reason
from records.store import Store
from registers.book import Book
from registers.people import PEOPLE
from services.accounts import passwords
from services.signing import signer
from tests.console.conftest import DAY, Lab
from tests.console.web.conftest import ROOT, Served
from tests.services.accounts.conftest import PASSWORD, QUICK, filled

ATTACKS = {
    "person": '<img src=x onerror="window.hit=1">',
    "laboratory": "</script><script>window.hit=2</script>",
    "instrument": "<svg onload=window.hit=3>",
    "serial": "{{constructor.constructor('window.hit=4')()}}",
    "order": "`${window.hit=5}` <b>bold</b>",
    "client": "[x](javascript:window.hit=6)<iframe srcdoc='<script>parent.hit=6</script>'>",
}


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console on a laboratory whose every name is an attack, with a run that was left unfinished."""
    folder: Path = tmp_path_factory.mktemp("names") / "lab"
    shutil.copytree(ROOT / "config", folder)
    served = Served(folder)
    with pytest.MonkeyPatch.context() as patch:
        lab = Lab(folder, patch)
        patch.chdir(folder)
        patch.setattr(passwords, "HASHER", QUICK)
        _replace(folder / "laboratory.toml", "name", ATTACKS["laboratory"])
        _replace(folder / "subjects/scale.toml", "name", ATTACKS["instrument"])
        _replace(folder / "subjects/scale.toml", "serial", ATTACKS["serial"])
        _replace(folder / "subjects/scale.toml", "client", ATTACKS["client"])
        filled(str(lab.store)).close()
        store = Store(str(lab.store))
        Book(store).change(
            signer(), Reason(ATTACKS["person"], ATTACKS["order"]),
            lambda change: change.edit(PEOPLE, "V001", name=ATTACKS["person"]),
        )  # fmt: skip
        store.close()
        files = ("--bench", "benches/scale-by-hand.toml", "--subject", "subjects/scale.toml")
        said = lab("run", "JJG 539", *files, "--date", DAY, "--order", ATTACKS["order"], stdin="")
        assert said.code == 3, said.err
    served.start()
    yield served
    served.stop()


WAITS = {"zh": web_parts.LOOKING.zh, "en": web_parts.LOOKING.en}
"""What a page shows until it has looked up what it shows."""


LOOKED_UP = (
    f"/runs?{urlencode({'serial': ATTACKS['serial'], 'client': ATTACKS['client']})}",
    "/runs/last",
    f"/runs/{quote(ATTACKS['instrument'], safe='')}",
    *(f"/{kind}/{quote(ATTACKS[name])}" for kind in ("instruments", "standards") for name in ("serial", "instrument")),
    f"/statistics?{urlencode({'month': ATTACKS['order']})}",
    f"/runs/last/traffic?{urlencode({'sought': ATTACKS['order'], 'role': ATTACKS['client']})}",
)
"""Pages that are led to by another one, and searches for a name."""


def _replace(file: Path, field: str, value: str) -> None:
    lines = file.read_text("utf-8").splitlines()
    found = [n for n, line in enumerate(lines) if line.split("=")[0].strip() == field]
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    lines[found[0]] = f'{field} = "{quoted}"'
    file.write_text("\n".join(lines), "utf-8")


def addresses(page: Page, console: Served) -> list[str]:
    """Every page, those of the run that was left and of a work that asks included."""
    store = Store(str(console.store), read_only=True)
    run = store.names()[-1]
    store.close()
    bench = {"regulation": "JJG 539", "bench": "scale-by-hand", "subjects": "scale"}
    answer = page.request.get("/test/start", params=bench)
    assert answer.ok, answer.text()
    serial = quote(ATTACKS["serial"], safe="")
    names = {"{run}": run, "{work}": str(answer.json()), "{name:path}": serial, "{key:path}": serial}
    found = []
    for one in PAGES:
        address = one.entry or one.address
        for name, value in names.items():
            address = address.replace(name, value)
        assert "{" not in address, f"say here what the page {one.address} shows"
        found.append(address)
    return found


def test_no_name_runs_on_any_page(page: Page, console: Served) -> None:
    stopped: list[str] = []
    page.on("console", lambda said: stopped.append(said.text) if "Content Security" in said.text else None)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto("/login?lang=en")
    page.fill("[name=person]", "V001")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".sy-user")).to_have_text(ATTACKS["person"])
    seen = ""
    for address in [*addresses(page, console), *LOOKED_UP]:
        for language in ("zh", "en"):
            page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            page.wait_for_load_state("networkidle")
            expect(page.get_by_text(WAITS[language])).to_have_count(0, timeout=30_000)
            assert page.evaluate("window.hit") is None, address
            assert page.locator("#main img[src=x], #main iframe, #main svg[onload]").count() == 0, address
            seen += page.locator("body").inner_text()
    assert ATTACKS["instrument"] in seen
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
