"""The HTTP interface: who may what, what is refused and how, events asked for again, two people at two benches."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from console.web.api.app import ADDRESS
from services.accounts.tokens import revoke_token
from tests.console.web.api_lab import ORIGIN, ApiLab, api_lab
from tests.services.accounts.conftest import ROLES
from tests.services.at_the_desk import events_after

EVERYBODY = tuple(ROLES)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiLab]:
    with api_lab(tmp_path_factory.mktemp("api") / "lab") as found:
        yield found


def events(text: str) -> list[tuple[int, str, Any]]:
    """Server-sent events as a browser reads them."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
        if "data" in fields:
            found.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
    return found


def test_a_run_with_entries_and_documents(api: ApiLab) -> None:
    listed = api.get("E001", "/runs").json()
    assert (listed["total"], listed["runs"][0]["run"], listed["runs"][0]["outcome"]) == (1, api.run, "conform")
    shown = api.get("E001", f"/runs/{api.run[:12]}").json()
    assert shown["run"] == api.run
    assert shown["conclusions"]
    kept = api.lab.events(api.run)
    first = api.get("E001", f"/runs/{api.run}/entries", limit=10).json()
    rest = api.get("E001", f"/runs/{api.run}/entries", after=first["next"]).json()
    assert [e["hash"] for e in first["entries"] + rest["entries"]] == [e.hash for e in kept]
    names = api.get("E001", f"/runs/{api.run}/documents").json()["documents"]
    assert names[0].startswith("certificate_")
    pdf = api.get("E001", f"/runs/{api.run}/documents/{names[0]}")
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert api.get("E001", f"/runs/{api.run}/verify").json()["intact"]
    assert api.get("E001", "/runs/last/replay").json()["identical"]


def test_registers_and_what_is_due(api: ApiLab) -> None:
    job = f"{api.orders['done']}/1"
    assert api.get("C001", f"/registers/jobs/{job}").json()["state"] == "measured"
    assert api.get("C001", "/registers/instruments", text="PG-0021").json()["rows"][0]["key"] == "D0021"
    cut = api.get("C001", "/registers/instruments", limit=5).json()
    assert (len(cut["rows"]), cut["more"]) == (5, True)
    assert api.get("C001", "/registers/orders", as_of="2020-01-01").json()["rows"] == []
    states = {row["state"] for row in api.get("C001", "/due").json()["rows"]}
    assert {"overdue", "never"} <= states
    assert api.get("C001", "/registers/people").status_code == 422
    today = api.get("V001", "/today").json()
    assert {one["job"] for one in today["waiting"]} == {f"{api.orders[of]}/1" for of in ("V001", "V002")}
    assert [(one["ready"], one["refused"]) for one in today["ready"]] == [(True, []), (True, [])]
    assert [(one["job"], one["step"]) for one in today["approvals"]] == [(job, "checked")]


@pytest.mark.parametrize("person", EVERYBODY)
def test_everybody_looks_and_only_an_operator_starts(api: ApiLab, person: str) -> None:
    assert api.get(person, "/me").json()["roles"] == [ROLES[person]]
    for path in ("/runs", "/works", "/registers/jobs", "/due"):
        assert api.get(person, path).status_code == 200
    able = ROLES[person] == "operator"
    assert api.post(person, "/works", {"order": "2020-00001"}).status_code == (409 if able else 403)
    assert api.post(person, "/works/resume", {"run": api.run, "operator": ""}).status_code in (
        {201, 403} if able else {403}
    )
    bodies = {
        "answer": {"number": 1, "text": ""},
        "correct": {"number": 1, "address": "a", "text": "1", "why": "w"},
        "remarks": {"text": "x"},
    }
    for step in (*bodies, "pause", "continue", "stop"):
        body = bodies.get(step)
        wanted = {404} if able or step == "stop" else {403}
        assert api.post(person, f"/works/0f0f/{step}", body).status_code in wanted


def test_two_people_at_two_benches_and_neither_in_the_run_of_the_other(api: ApiLab) -> None:
    works = {}
    for person in ("V001", "V002"):
        answer = api.post(person, "/works", {"order": api.orders[person]})
        assert answer.status_code == 201, answer.text
        works[person] = answer.json()["id"]
        assert answer.json()["person"] == person
        found = api.desk.find(works[person])
        assert found is not None
        while found.state().pending is None:
            assert events_after(found.events, found.events.newest, 30) or found.state().pending
    for person, other in (("V001", "V002"), ("V002", "V001")):
        theirs = works[other]
        question = api.get(person, f"/works/{theirs}").json()["pending"]
        for step, body in (("answer", {"number": question["number"], "text": "1"}), ("pause", None), ("continue", None),
                           ("remarks", {"text": "x"}), ("stop", None)):  # fmt: skip
            refused = api.post(person, f"/works/{theirs}/{step}", body)
            assert refused.status_code == 403
            assert other in refused.json()["refused"][0]["en"]
        assert api.get(person, f"/works/{theirs}").json()["pending"] == question
    mine = works["V001"]
    number = api.get("V001", f"/works/{mine}").json()["pending"]["number"]
    given = {"number": number, "text": "conform"}
    assert [api.post("V001", f"/works/{mine}/answer", given).json()["taken"] for _ in range(2)] == [
        "taken",
        "not-asked",
    ]
    noted = api.post("V001", f"/works/{mine}/remarks", {"text": "the pan is wet", "about": "appearance"})
    assert (noted.status_code, noted.json()["positions"][0]["notes"][0]["text"]) == (201, "the pan is wet")
    for wrong in ({"text": ""}, {"text": "x", "about": "项"}, {"photograph": {"name": "a.jpg", "content": "?"}}):
        assert api.post("V001", f"/works/{mine}/remarks", wrong).status_code == 409
    assert api.post("V001", f"/works/{mine}/pause").json()["phase"] in {"pausing", "paused"}
    assert api.post("V001", f"/works/{mine}/continue").status_code == 200
    assert api.post("M001", f"/works/{mine}/answer", given).status_code == 403  # a manager stops, and does not measure
    for person, who in (("V001", "M001"), ("V002", "V002")):
        assert api.post(who, f"/works/{works[person]}/stop").status_code == 200
        ended = api.desk.find(works[person])
        assert ended is not None
        ended.join(30)
        assert ended.over
    got = events(api.get("E001", f"/works/{mine}/events", seconds=0).text)
    assert [n for n, _, _ in got] == list(range(1, len(got) + 1))
    assert got[-1][1] == "ended"
    run = ended.state().positions[0].run
    refused = api.post("V001", "/works/resume", {"run": run})
    assert (refused.status_code, "this run is of V002" in refused.text) == (403, True)
    again = api.post("V002", "/works/resume", {"run": run})
    assert again.status_code == 201
    api.post("V002", f"/works/{again.json()['id']}/stop")


def test_events_go_on_where_a_browser_lost_the_connection(api: ApiLab) -> None:
    path, kept = f"{ADDRESS}/runs/{api.run}/events", api.lab.events(api.run)
    whole = events(api.by("E001").get(path).text)
    assert [n for n, _, _ in whole] == [e.seq + 1 for e in kept]
    assert whole[-1][1] == "closed"
    rest = events(api.by("E001").get(path, headers={"Last-Event-ID": "40"}).text)
    assert rest == whole[40:]
    assert api.by("E001").get(path, headers={"Last-Event-ID": str(len(kept))}).status_code == 204


def test_a_token_is_asked_instead_of_a_session(api: ApiLab) -> None:
    machine = api.machine("V001", "operator")
    assert machine.get(f"{ADDRESS}/me").json() == {
        "person": "V001", "name": "张检定", "roles": ["operator"], "machine": "m-V001-operator"}  # fmt: skip
    assert machine.post(f"{ADDRESS}/works", json={"order": "2020-00001"}).status_code == 409
    as_other = machine.post(f"{ADDRESS}/works", json={"order": "2020-00001", "operator": "V002"})
    assert (as_other.status_code, "nobody acts as V002" in as_other.text) == (403, True)
    reader = api.machine("E001", "reader")
    assert reader.get(f"{ADDRESS}/runs").status_code == 200
    assert reader.post(f"{ADDRESS}/works", json={"order": "2020-00001"}).status_code == 403
    revoke_token(api.accounts, "m-V001-operator", "test")
    refused = machine.get(f"{ADDRESS}/me")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")


def test_nobody_gets_an_answer_without_token_or_session(api: ApiLab) -> None:
    client = TestClient(api.app)
    for path in ("/me", "/runs", f"/runs/{api.run}/events", "/works", "/registers/jobs", "/due"):
        answer = client.get(f"{ADDRESS}{path}")
        assert (answer.status_code, list(answer.json())) == (401, ["refused"])
    assert client.post(f"{ADDRESS}/works", json={"order": "1"}).status_code == 401


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_a_page_of_somebody_else_starts_nothing(api: ApiLab, origin: str) -> None:
    client = TestClient(api.app, cookies=dict(api.by("V001").cookies), headers={"Origin": origin} if origin else {})
    answer = client.post(f"{ADDRESS}/works", json={"order": api.orders["V001"]})
    assert (answer.status_code, "does not come from a page" in answer.text) == (403, True)


PATHS = ("../../../../etc/passwd", "..%2f..%2fpeople.toml", "%2e%2e/people.toml", "....//people.toml", "/etc/passwd",
         "..\\people.toml", "people.toml", "%00", "runs.sqlite", "keys/station.pem")  # fmt: skip


@pytest.mark.parametrize("attack", PATHS)
def test_no_path_leads_out(api: ApiLab, attack: str) -> None:
    for path in (f"/runs/{attack}", f"/runs/{attack}/documents", f"/runs/{api.run}/documents/{attack}",
                 f"/works/{attack}", f"/registers/jobs/{attack}", f"/registers/{attack}"):  # fmt: skip
        answer = api.by("V001").get(f"{ADDRESS}{path}")
        assert answer.status_code in {303, 404, 422}, (path, answer.text)
        assert "root:" not in answer.text
        assert "[people" not in answer.text
    refused = api.post("V001", "/works", {"order": api.orders["V001"], "bench": attack})
    assert refused.status_code in {404, 422}


@pytest.mark.parametrize(("path", "query", "status"), [
    ("/runs/nothing-like-it", {}, 404), ("/runs/RUN/documents/none.pdf", {}, 404), ("/works/0f0f", {}, 404),
    ("/registers/jobs/none", {}, 404), ("/runs", {"limit": "0"}, 422), ("/due", {"on": "2026-13-01"}, 422),
    ("/nothing", {}, 404),
])  # fmt: skip
def test_a_refusal_says_why_in_both_languages(api: ApiLab, path: str, query: dict[str, str], status: int) -> None:
    answer = api.get("E001", path.replace("RUN", api.run), **query)
    assert answer.status_code == status
    assert all(reason["zh"] and reason["en"] for reason in answer.json()["refused"])


def test_a_body_without_end_is_cut_off(api: ApiLab) -> None:
    parts = (b"x" * 1_000_000 for _ in range(25))  # nothing says beforehand how much it is
    headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
    assert api.by("V001").post(f"{ADDRESS}/works", content=parts, headers=headers).status_code == 413
