"""A laboratory in which every text that somebody can write is an attack: files, registers, reasons, names of files.

What is an attack and what is not is not listed here: each field is tried, and what its rules refuse is left as it was.
"""

import csv
import io
import json
import shutil
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import msgspec
import pytest
from playwright.sync_api import APIRequestContext

from records.errors import RecordsError
from records.register_changes import Reason
from records.store import Store
from registers.book import Book
from registers.change import Change
from registers.contents import REGISTERS
from registers.errors import RegistersError
from registers.register import Register
from services.accounts import passwords
from services.cases.looked_at import cases_in
from services.integrity.policy import read_policy
from services.laboratory.gate_report import gate_report
from services.laboratory.prepare import prepare
from services.signing.signing import signer
from tests.console.conftest import CONFIG, DAY, Lab
from tests.console.web.conftest import Served
from tests.console.web.shown_lab import CASE, of_gauges
from tests.services.accounts.conftest import PASSWORD, QUICK, filled
from tests.thorough import THOROUGH, number

ROWS = number(1, 40)
"""Rows of a register that are attacked."""


def attack(name: str) -> str:
    """A text that would run in the text of a page, in an attribute, in a script, in a template, or as an address."""
    n = sum(name.encode())
    return (
        f"{name}'\"></script><img src=x onerror=window.hit={n}>{{{{constructor.constructor('window.hit={n}')()}}}}"
        f'" innerHTML="<img src=x onerror=window.hit={n}>'
    )


def brief(name: str) -> str:
    """The same within the 60 characters that some fields take."""
    return f"{name}'\"><img src=x onerror=window.hit=1>"


def attacked_files(folder: Path, usable: Any) -> list[str]:
    """Put an attack into every line of the laboratory's files that takes one.

    Args:
        folder: The laboratory.
        usable: Called after each; raises where the laboratory cannot be worked with any more.

    Returns:
        The lines that hold an attack now.
    """
    taken: list[str] = []
    for file in (
        *sorted(folder.glob("*.toml")),
        *folder.glob("cases/*.toml"),
        folder / "benches/scale-by-hand.toml",
        folder / "subjects/scale.toml",
    ):
        lines = file.read_text("utf-8").splitlines()
        for n, line in enumerate(lines):
            name, equals, value = line.partition(" = ")
            known = f"{file.stem}.{name.strip()}" in taken and not THOROUGH
            if not equals or not value.startswith('"') or not value.endswith('"') or known:
                continue
            lines[n] = f"{name} = {msgspec.json.encode(attack(f'{file.stem}.{name}')).decode()}"
            file.write_text("\n".join(lines), "utf-8")
            try:
                usable()
            except Exception:  # noqa: BLE001  whatever it is, the field takes no attack
                lines[n] = line
                file.write_text("\n".join(lines), "utf-8")
            else:
                taken.append(f"{file.stem}.{name.strip()}")
    return taken


def startable(folder: Path, url: str) -> None:
    """A scale can be verified by hand in this laboratory.

    Raises:
        Exception: Not any more.
    """
    bench, subject = folder / "benches/scale-by-hand.toml", folder / "subjects/scale.toml"
    job = prepare("JJG 539", bench, subject, stage="initial", on=date.fromisoformat(DAY), seed=0, operator="V001")
    if refused := [gate for gate in gate_report(job, url) if gate.state == "refused"]:
        raise ValueError(refused)
    read_policy(near=folder)
    if unreadable := [one.problem for one in cases_in(folder) if one.case is None]:
        raise ValueError(unreadable)


def attacked_registers(store: Store, without: str) -> dict[str, list[str]]:
    """Put an attack into every field of every register that takes one; returns the fields by register.

    Args:
        store: The store.
        without: Key of a row that stays as it is, such as a job whose run has to be found by it.
    """
    book = Book(store)
    taken: dict[str, list[str]] = {}
    for register in REGISTERS.values():
        for name in texts_of(register):
            for row in book.rows(register, lambda column: column.key != without, limit=ROWS):
                value = given(register, name, attack(f"{register.name}.{name}.{row.key}"))
                edit = partial(_edited, register, row.key, {name: value})
                try:
                    book.change(signer(), Reason("C001", attack("reason")), edit)
                except (RegistersError, RecordsError, ValueError):
                    break  # its rules refuse it: what it holds is no free text
                taken.setdefault(register.name, []).append(name)
    return {name: sorted(set(fields)) for name, fields in taken.items()}


def _edited(register: Register[Any], key: str, fields: dict[str, object], change: Change) -> None:
    change.edit(register, key, **fields)


def texts_of(register: Register[Any]) -> Iterator[str]:
    """Fields that hold a text or several; no references to other rows."""
    for field in msgspec.structs.fields(register.record):
        kind = get_args(field.type)[0] if get_origin(field.type) is Annotated else field.type
        if field.name not in register.references and kind in {str, tuple[str, ...]}:
            yield field.name


def given(register: Register[Any], name: str, value: str) -> object:
    """A text as the field holds it."""
    field = next(f for f in msgspec.structs.fields(register.record) if f.name == name)
    kind = get_args(field.type)[0] if get_origin(field.type) is Annotated else field.type
    return value if kind is str else (value,)


TABLES = ("divisions", "organisations", "catalogue", "instruments", "people", "competences", "institutes", "standards",
          "certificates", "demand")  # fmt: skip
CASE_FILE = "cases/2026-17"
BY_HAND = ("--bench", "benches/scale-by-hand.toml", "--subject", "subjects/scale.toml")


@dataclass
class Attacked:
    """The laboratory.

    Attributes:
        served: Its console.
        files, fields: What took an attack: lines of files; fields by register.
        runs: Runs of it, those of jobs first.
        job: A job that was adjusted.
        work: A work at the bench that asks.
        cookie: The session of V001.
    """

    served: Served
    files: list[str]
    fields: dict[str, list[str]]
    runs: list[str] = dataclass_field(default_factory=list)
    job: str = ""
    work: str = ""
    cookie: str = ""


def _campaign(folder: Path) -> Path:
    """A campaign whose title and whose samples are attacks."""
    file, units = of_gauges(folder), folder / "units.csv"
    text = file.read_text("utf-8")
    file.write_text(text.replace('"压力表监督抽查"', json.dumps(attack("campaign.title"))), "utf-8")
    for named in (units, folder / "batches.csv"):
        rows = list(csv.reader(io.StringIO(named.read_text("utf-8"))))
        out = io.StringIO()
        csv.writer(out).writerows([[attack("batch.name") if cell == "A" else cell for cell in row] for row in rows])
        named.write_text(out.getvalue(), "utf-8")
    return file


@contextmanager
def attacked_lab(folder: Path) -> Iterator[Attacked]:
    """Make one and serve it."""
    shutil.copytree(CONFIG, folder)
    with pytest.MonkeyPatch.context() as patch:
        lab = Lab(folder, patch)
        patch.chdir(folder)
        patch.setattr(passwords, "HASHER", QUICK)
        for table in TABLES:
            assert lab(table, "import", folder / f"tables/{table}.csv", "--by", "C001").code == 0
        filled(str(lab.store)).close()
        words = ("--client", "D006", "--on", DAY, "--by", "C001", "--batch", brief("batch"), "--reason", attack("why"))
        jobs = []
        for instrument in ("PG-0012", "PG-0021"):
            said = lab("orders", "new", instrument, *words, "--json")
            assert said.code == 0, said.err
            jobs.append(f"{said.document['key']}/1")
        run = lab("run", "--order", jobs[0], "--date", DAY, "--operator", "V001", "--seed", "7")
        assert run.code == 1, run.err
        assert lab("jobs", "adjust", jobs[0], "--what", attack("adjusted"), "--by", "V001").code == 0
        assert lab("campaign", "plan", _campaign(folder), "--operator", "V001").code == 0
        (folder / "cases").mkdir()
        (folder / f"{CASE_FILE}.toml").write_text(
            CASE.format(conform=run.out.split()[0], refused="none", pair="none"), "utf-8"
        )
        found = Attacked(Served(folder), attacked_files(folder, lambda: startable(folder, str(lab.store))), {})
        store = Store(str(lab.store))
        found.fields = attacked_registers(store, jobs[0])
        store.close()
        more = ("--order", brief("of"), "--batch", brief("run"), "--override", f"date:M001:{attack('override')}")
        left = lab("run", "JJG 539", *BY_HAND, "--date", "2026-11-20", *more, stdin="")
        assert left.code == 3, left.err
        store = Store(str(lab.store), read_only=True)
        found.runs, found.job = store.names(), jobs[0]
        store.close()
    found.served.start()
    yield found
    found.served.stop()


def reasons_at_the_bench(at: Attacked, request: APIRequestContext) -> None:
    """Begin a work and put an attack into everything that its person can write."""
    post = partial(request.post, headers={"Origin": at.served.url})
    login = post(f"{at.served.url}/login", form={"person": "V001", "password": PASSWORD}, max_redirects=0)
    assert login.status == 303
    bench = {"regulation": "JJG 539", "bench": "scale-by-hand", "subjects": "scale"}
    at.work = request.get(f"{at.served.url}/test/start", params=bench).json()
    path = f"{at.served.url}/api/v1/works/{at.work}"

    def asked(after: int) -> dict[str, Any]:
        while True:
            state = request.get(path).json()
            assert not state["ended"], state["ended"]
            if state["pending"] and state["pending"]["number"] > after:
                found: dict[str, Any] = state["pending"]
                return found

    def answer(number: int, text: str) -> dict[str, Any]:
        assert post(f"{path}/answer", data={"number": number, "text": text}).json()["taken"] == "taken"
        return asked(number)

    pending, told = asked(0), 0
    kinds = set[str]()
    while not {"reading", "check", "doubt", "correct"} <= kinds:
        kinds.add(pending["kind"])
        if pending["kind"] == "doubt":
            pending = answer(pending["number"], attack("doubt"))
            if "correct" not in kinds and pending["earlier"]:
                kinds.add("correct")
                body = {"number": pending["number"], "address": pending["earlier"][0]["address"], "text": "20.5",
                        "why": attack("correction")}  # fmt: skip
                assert post(f"{path}/correct", data=body).json()["taken"] == "taken"
                pending = asked(pending["number"])
        elif pending["kind"] == "check":
            pending = answer(pending["number"], f"conform: {attack('check')}")
        elif pending["kind"] == "task":
            pending = answer(pending["number"], "")
        else:
            told += 1
            text = attack("entry") if told == 1 else f"not measured: {attack('missing')}" if told == 3 else "99"
            pending = answer(pending["number"], text)
        assert told < 60
    png = b64encode((Path(__file__).parent / "pictures/login-en.png").read_bytes()).decode()
    noted = {"text": attack("remark"), "photograph": {"name": f"{attack('photograph')}.png", "content": png}}
    assert post(f"{path}/remarks", data=noted).status == 201
    at.runs.append(request.get(path).json()["positions"][0]["run"])
