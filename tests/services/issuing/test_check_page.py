"""What is published for outsiders, and the page of the console for the laboratory's own network."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from console.language import Language
from console.web.check import check_routes
from console.web.console import Console
from metrology.text import Text
from reports.dcc.opening import open_dcc
from reports.errors import SignatureFault
from reports.signatures.qr import essentials, qr_text
from services.bench_work import BenchDesk
from services.issuing import steps
from services.issuing.check_page.publishing import publish
from services.issuing.issue import issue
from tests.real_runs import CONFIG
from tests.services.issuing.office import LABORATORY, SECRET, Office, office_of, signer_of
from tests.services.issuing.runs_of_every_kind import Kept

NAMED = "[documents]\n"
TODAY = datetime.now(UTC).astimezone().date()


@pytest.fixture(scope="module")
def office(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_of(kept, tmp_path_factory.mktemp("check")) as made:
        text = (CONFIG / "laboratory.toml").read_text("utf-8")
        assert NAMED in text
        seals = f'{NAMED}seals = ["{made.folder}/seal/seal.crt"]\n'
        (made.kept.folder / "laboratory.toml").write_text(text.replace(NAMED, seals), "utf-8")
        yield made


@pytest.fixture(scope="module")
def issued(office: Office) -> tuple[str, str]:
    """Number of a certificate that was issued on paper, and the text of its QR."""
    (made,) = issue(office.kept.url, ["conform"], office.folder / "out", LABORATORY, by="A001", on=TODAY, dcc=True)
    (attached,) = pypdf.PdfReader(made.files[0]).attachments["dcc.xml"]
    assert (attached, open_dcc(attached, "own", None).dcc.number) == (made.files[-1].read_bytes(), made.number)
    said, page = essentials(made.files[0].read_bytes())
    with office.kept.desk() as at:
        for state, person in (("checked", "R001"), ("approved", "A001"), ("issued", "seal")):
            steps.advance(at, made.number, state, person, TODAY)
    return made.number, qr_text(said, signer_of(office, "seal"), page)


@pytest.fixture(scope="module")
def told(office: Office) -> Callable[..., str]:
    """What the page of the console answers to a text; without one, the empty page."""
    folder = office.kept.folder
    console = Console(office.kept.url, folder, Text.same("示范院"), BenchDesk(office.kept.url), Language.EN)
    app = FastAPI()
    app.include_router(check_routes(console))

    async def ask(text: str | None, language: str) -> str:
        async with AsyncClient(transport=ASGITransport(app), base_url="http://here") as client:
            address = f"/check?lang={language}"
            made = client.get(address) if text is None else client.post(address, data={"text": text})
            return (await made).text

    return lambda text=None, language="en": asyncio.run(ask(text, language))


def test_the_folder_for_a_web_server(office: Office, issued: tuple[str, str], tmp_path: Path) -> None:
    page, states = publish(office.kept.url, tmp_path / "check", office.key("seal"), secret=lambda _: SECRET)
    listed = json.loads(json.loads(states.read_bytes())["list"])["documents"]
    assert [state for _, state, _ in listed.values()] == ["issued"]
    html = page.read_text("utf-8")
    for absent in ("http://", "https://", "G-2026-0101", "示范热力", "张检定"):
        assert absent not in html.replace("https 页面", "").replace("用 https", "") + states.read_text("utf-8")
    assert html.count("'sha256-") == 2
    (alone,) = publish(office.kept.url, tmp_path / "states.json", office.key("seal"), secret=lambda _: SECRET)
    assert json.loads(json.loads(alone.read_bytes())["list"])["documents"] == listed
    with pytest.raises(SignatureFault, match="not that of a seal"):
        publish(office.kept.url, tmp_path / "other", office.key("approver"), secret=lambda _: SECRET)
    assert not (tmp_path / "other").exists()


def test_the_console_tells_what_its_store_knows(
    office: Office, issued: tuple[str, str], told: Callable[..., str]
) -> None:
    number, text = issued
    assert number not in told()
    page = told(text)
    assert ("Valid<" in page, number in page, "G-2026-0101" in page) == (True, True, True)
    zh = told(text, "zh")
    assert ("有效" in zh, "Serial number" in zh) == (True, False)
    wrong = told(f"{text[:-4]}1234")
    assert (number in wrong, "Valid<" in wrong) == (False, False)
    assert "not that of a QR" in told("<script>")
    assert "<script>alert" not in told("<script>alert(1)</script>")
    with office.kept.desk() as at:
        steps.cancel(at, number, "A001", "client did not pay")
    gone = told(text)
    assert ("Cancelled" in gone, "did not pay" in gone) == (True, False)


def test_without_a_seal_nothing_is_told(office: Office, issued: tuple[str, str], told: Callable[..., str]) -> None:
    file = office.kept.folder / "laboratory.toml"
    before = file.read_text("utf-8")
    file.write_text(before.replace("seals =", "# seals ="), "utf-8")
    assert "No certificate of a seal is named" in told(issued[1])
    file.write_text(before.replace("/seal/seal.crt", "/seal/none.crt"), "utf-8")
    assert "cannot be read" in told(issued[1])
    file.write_text(before, "utf-8")
