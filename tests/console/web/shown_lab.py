"""A laboratory in which every page has something to show: people, a queue, runs that ended, works at the bench."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import APIRequestContext, BrowserContext

from registers.steps import take
from services.accounts import passwords
from services.register.book import changing
from tests.console.conftest import CONFIG, DAY, Lab
from tests.console.web.conftest import Served
from tests.services.accounts.conftest import PASSWORD, QUICK, filled
from tests.services.at_the_desk import by_person, second_verifier

QUEUE = ("PG-0022", "PG-0016", "SC-0009", "TS-0023", "EM-0025")
"""Instruments of the demonstration register that wait."""
OWN = {
    "V001": ("PG-0017", "G-2026-0107", "gauge-by-hand"),
    "V002": ("SC-0010", "SY-2026-0010", "scale-by-hand"),
    "of V001": ("PG-0018", "G-2026-0108", "gauge"),
}
"""Instruments of two people: their number, serial number and bench."""
THERMOMETER = ("valid_from = 2026-05-20\nvalid_until = 2027-05-19", "valid_from = 2025-05-20\nvalid_until = 2026-05-19")
"""The certificate of the standard thermometer has ended in this laboratory."""
COOKIE = "steelyard"


@dataclass
class Shown:
    """The laboratory and what lies in it.

    Attributes:
        served: Its console.
        conform, refused: Runs that have ended.
        job: A job that waits.
        refusing: One that a start gate refuses, which somebody may let pass.
        pair: One of two runs of an order that wait to be checked.
        jobs: A job for each of two people, on benches that ask; and one that is V001's already.
        serials: Serial numbers of the instruments of these.
        asking, many, ended: Works at the bench: one that asks, one at twelve positions, one that was stopped.
    """

    served: Served
    conform: str = ""
    refused: str = ""
    job: str = ""
    refusing: str = ""
    pair: str = ""
    asking: str = ""
    many: str = ""
    ended: str = ""
    jobs: dict[str, str] = field(default_factory=dict)
    serials: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def log_in(self, context: BrowserContext, person: str) -> None:
        """Give a context the session of a person; each person has one."""
        context.clear_cookies(name=COOKIE)  # who logs in at the session of another ends it
        if person not in self.sessions:
            form = {"person": person, "password": PASSWORD}
            answer = context.request.post(
                f"{self.served.url}/login", form=form, headers={"Origin": self.served.url}, max_redirects=0
            )
            assert answer.status == 303, answer.text()
            self.sessions[person] = next(c["value"] for c in context.cookies() if c["name"] == COOKIE)
        context.add_cookies([{"name": COOKIE, "value": self.sessions[person], "url": self.served.url}])


TABLES = (
    "organisations", "catalogue", "instruments", "verifications", "seals", "commitments", "findings", "requirements",
    "confirmation",
)  # fmt: skip


@contextmanager
def shown_lab(folder: Path) -> Iterator[Shown]:
    """Make one and serve it."""
    shutil.copytree(CONFIG, folder)
    found = Shown(Served(folder))
    with pytest.MonkeyPatch.context() as patch:
        lab = Lab(folder, patch)
        patch.chdir(folder)
        patch.setattr(passwords, "HASHER", QUICK)
        second_verifier(folder)
        standards = (folder / "standards.toml").read_text("utf-8")
        (folder / "standards.toml").write_text(standards.replace(*THERMOMETER), "utf-8")
        by_person(folder)
        twelve(folder)
        tables = (
            "organisations",
            "catalogue",
            "instruments",
            "verifications",
            "seals",
            "commitments",
            "findings",
            "requirements",
            "confirmation",
        )
        for table in tables:
            assert lab(table, "import", folder / "tables" / f"{table}.csv", "--by", "C001").code == 0
        filled(str(lab.store)).close()
        found.conform = _done(lab, _order(lab, "PG-0021"))
        found.refused = _done(lab, _order(lab, "PG-0012"))
        pair = _order(lab, "PG-0014", "PG-0015")
        found.pair = _done(lab, f"{pair}/1")
        _done(lab, f"{pair}/2")
        found.refusing = f"{_order(lab, 'RT-0039')}/1"
        found.job = f"{_order(lab, *QUEUE)}/1"
        for person, (instrument, serial, bench) in OWN.items():
            found.jobs[person] = f"{_order(lab, instrument, bench=bench)}/1"
            found.serials[person] = serial
        _taken(str(lab.store), found.jobs["of V001"])
        _case(folder, found)
        assert lab("campaign", "plan", of_gauges(folder), "--operator", "V001").code == 0
    found.served.start()
    yield found
    found.served.stop()


CASE = """
number = "2026-17"
title = "压力表投诉"
kind = "complaint"
complaint = "12315-2026-0042"
runs = ["{conform}", "{refused}", "20200101-000000"]
[[photographs]]
file = "seal.jpg"
shows = "表壳铅封"
taken = 2026-11-23T10:12:00+08:00
by = "V001"
[[seals]]
number = "A-20260108"
place = "表壳"
state = "broken"
at = 2026-11-23T10:10:00+08:00
[[parameters]]
instrument = "G-2026-0101"
name = "零位"
before = "0.02 MPa"
after = "0 MPa"
[[custody]]
what = "G-2026-0101"
given = "V001"
taken = "示范市场监督管理局"
at = 2026-11-23T16:00:00+08:00
"""


def of_gauges(folder: Path, sample: int = 2, name: str = "SP-1") -> Path:
    """The file of a campaign: gauges of two batches, so many of each."""
    batches = "A,甲厂,2026F1,成品库,张三,F-1\nB,乙厂,2026F2,成品库,张三,F-2\n"
    (folder / "batches.csv").write_text(f"batch,producer,type_approval,place,sampled_by,seal\n{batches}", "utf-8")
    units = "".join(f"{batch},G-{batch}-{n}\n" for batch in "AB" for n in range(1, sample + 2))
    (folder / "units.csv").write_text(f"batch,serial\n{units}", "utf-8")
    plate = (folder / "subjects/gauge.toml").read_text("utf-8").splitlines()
    common = "\n".join(line for line in plate if "=" in line and not line.startswith(("#", "serial")))
    head = f'[campaign]\nid = "{name}"\nkind = "supervision"\ndate = {DAY}\ntitle = "压力表监督抽查"\n'
    asked = f'regulation = "JJG 52"\nbatches = "batches.csv"\nunits = "units.csv"\nsample = {sample}\nreserve = 1\n'
    file = folder / "campaign.toml"
    file.write_text(f"{head}[supervision]\n{asked}[common]\n{common}\n", "utf-8")
    return file


def _case(folder: Path, found: Shown) -> None:
    """A case of two runs that are there and one that is not, without its photograph; and a file that is no case."""
    (folder / "cases").mkdir()
    (folder / "cases/2026-17.toml").write_text(CASE.format(**vars(found)), "utf-8")
    (folder / "cases/2026-18.toml").write_text('number = "2026-18"\n举报人 = "某人"\n', "utf-8")


def twelve(folder: Path) -> None:
    """A bench with twelve gauges that a person reads, and a nameplate for each."""
    bench = (folder / "benches/gauges.toml").read_text("utf-8")
    bench = bench.replace('[roles.gauge]\ndriver = "simulated_person"', '[roles.gauge]\ndriver = "person"')
    (folder / "benches/twelve.toml").write_text(bench, "utf-8")
    plate = (folder / "subjects/gauge.toml").read_text("utf-8")
    for n in range(1, 13):
        (folder / f"subjects/g{n}.toml").write_text(plate.replace("G-2026-0101", f"G-{n:04}"), "utf-8")


def begin_works(shown: Shown, request: APIRequestContext) -> None:
    """Begin the works, as V001, where they have not begun."""
    if shown.asking:
        return
    address = f"{shown.served.url}/test/start"
    one = {"regulation": "JJG 52", "bench": "gauge-read-by-person", "subjects": "gauge"}
    shown.asking = request.get(address, params=one).json()
    shown.ended = request.get(address, params=one | {"day": "2031-01-01"}).json()
    names = ",".join(f"g{n}" for n in range(1, 13))
    shown.many = request.get(address, params=one | {"bench": "twelve", "subjects": names}).json()


def _order(lab: Lab, *instruments: str, bench: str = "") -> str:
    words = ("orders", "new", *instruments, "--client", "D006", "--on", DAY, "--by", "C001", "--json")
    said = lab(*words, *(("--bench", f"benches/{bench}.toml") if bench else ()))
    assert said.code == 0, said.err
    return str(said.document["key"])


def _taken(url: str, job: str) -> None:
    """The job becomes V001's, as when it is begun."""
    changing(url, "V001", "run started", lambda change: take(change, job, "V001", "benches/gauge.toml"))


def _done(lab: Lab, order: str) -> str:
    said = lab("run", "--order", order, "--date", DAY, "--operator", "V001", "--seed", "7")
    assert said.code in {0, 1}, said.err
    return said.out.split()[0]
