"""The tutorial and the how-to pages, followed literally: each command of a page, in order, in a fresh folder.

A page that begins elsewhere than in an empty folder states it; what it takes for granted is done before.
"""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from console.cli.main import main
from procedures.campaigns.type_evaluation.scheme import scheme
from services.laboratory.example import FOLDER
from tests.followed.pages import Step, said, steps

DOCS = Path(__file__).resolve().parents[2] / "docs"
DAY = date(2026, 11, 23)  # the standards of the demonstration are in date
RUN = "run 'JJG 52' --bench laboratory/benches/gauge.toml --subject laboratory/subjects/gauge.toml --seed 7"


@dataclass(frozen=True, slots=True)
class Given:
    """What a page takes for granted.

    Attributes:
        folder: Where its reader stands, below the fresh folder.
        before: Commands that were given before.
        times: How often a command is given, by its beginning.
        exits: Exit codes other than 0, by the beginning of the command.
        typed: Lines that a person types, by the beginning of the command.
        left_out: Beginnings of commands that are not given here, with the reason.
        files: What is written at the end of files; those in `enters` after the commands before.
        enters: A folder below, which the commands before have made.
        platform: Whether a platform for tests is served, with its database in the reader's folder.
    """

    folder: str = "."
    before: tuple[str, ...] = ()
    times: dict[str, int] = field(default_factory=dict)
    exits: dict[str, int] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    platform: bool = False
    enters: str = ""


SCALE = RUN.replace("JJG 52", "JJG 539").replace("gauge", "scale")
WITH_DEFECT = "run JJG 539 --bench laboratory/benches/scale.toml --subject laboratory/subjects/scale-with-defect.toml"
PASSWORDS = "a long enough pass phrase\n" * 2
WITNESS = '\n[ledger]\nwitness = "file:../witness"\n'
TABLES = tuple(f"{name} import tables/{name}.csv" for name in ("organisations", "catalogue", "instruments"))
STANDARDS = tuple(f"{name} import tables/{name}.csv" for name in ("institutes", "standards", "certificates"))
LOGGED = "time,temperature\n2026-11-29 08:00,4.1\n2026-11-29 08:15,4.2\n2026-11-29 08:30,9.5\n2026-11-29 08:45,4.6\n"
OFFICIAL = (
    "序号,一级目录,名称,监管方式,强检方式\n1,体温计,玻璃体温计,V,失准报废\n"
    ",,其他体温计,V,周期检定\n2,,非自动衡器,V,周期检定\n"
)
PAPER = re.findall("```toml\n(.*?)```", (DOCS / "how-to/use-a-sector-profile.md").read_text("utf-8"), re.DOTALL)[-1]
MADE = {"example": "done before: the reader stands in its folder"}
KEPT = ("examination", "voltage/1-low")
TYPE = """[campaign]
id = "TE-1"
kind = "type-evaluation"
date = 2026-11-23
[type]
scheme = "OIML R 76"
samples = { A = "subjects/type_scale.toml", B = "subjects/second.toml" }
""" + "".join(
    f'[[type.left_out]]\ntest = "{test.key}"\nreason = "the page is followed with a small plan"\n'
    for test in scheme("OIML R 76").tests
    if test.key not in KEPT and not test.only_with
)
SECOND = (FOLDER / "type_scale/subject.toml").read_text("utf-8").replace("TE-2026-0001", "TE-2026-0103")
PAGES = {
    "how-to/evaluate-a-type.md": Given(
        before=("example 'OIML R 76 TYPE' -o made",),
        enters="made",
        left_out=MADE,
        files={"made/campaign.toml": TYPE, "made/subjects/second.toml": SECOND},
        times={"campaign run TE-1 --bench": 3},
        exits={"campaign run TE-1 B/voltage": 1, "campaign decide": 1},
    ),
    "how-to/certify-a-reference-material.md": Given(
        before=("example 'JJF 1343-2022' -o made",),
        enters="made",
        left_out=MADE,
        times={"campaign run RM-2026-01": 16},
    ),
    "how-to/keep-reference-materials.md": Given(files={"fridge.csv": LOGGED}, exits={"materials record": 1}),
    "how-to/test-an-energy-label.md": Given(
        before=("example 'GB 21519-2008' -o made",),
        enters="made",
        left_out=MADE,
        exits={"run": 4, "campaign run": 4, "campaign decide": 4},
    ),
    "how-to/monitor-meters.md": Given(
        "laboratory",
        exits={"monitor status": 1},
        left_out={"platform serve": "it is served within this process"},
        platform=True,
    ),
    "tutorial/first-verification.md": Given(exits={WITH_DEFECT: 1}),
    "how-to/work-with-orders.md": Given(
        "laboratory",
        left_out={
            "jobs edit": "the order has one job",
            "jobs adjust": "the scale conforms",
            "run --order 2026-00001/1": "the scale conforms",
            "form": "the job is measured",
            "run --order 2026-00001 --readings": "the job is measured",
            "instruments merge": "nothing is registered twice",
        },
    ),
    "how-to/import-a-register.md": Given(
        "laboratory", left_out={"instruments import hospital.xlsx": "a file of the reader's own"}
    ),
    "how-to/follow-what-is-due.md": Given("laboratory", TABLES, left_out={"rates prepare": "no server"}),
    "how-to/keep-standards-in-the-store.md": Given("laboratory"),
    "how-to/check-a-measurement-standard.md": Given("laboratory", times={"assessments check P-01 5.0001": 6}),
    "how-to/find-gaps-in-traceability.md": Given("laboratory", STANDARDS),
    "how-to/keep-the-catalogue.md": Given("laboratory", TABLES, files={"laboratory/official.csv": OFFICIAL}),
    "how-to/use-a-sector-profile.md": Given(files={"paper.toml": PAPER}),
    "how-to/judge-under-another-law.md": Given(before=(SCALE,), exits={"judge": 5}),
    "how-to/investigate-a-dispenser.md": Given(exits={"run INV 443": 1}),
    "how-to/investigate-a-charging-point-or-meter.md": Given(exits={"run INV 1148": 1, "run INV 162": 1}),
    "how-to/read-a-verdict.md": Given(before=(RUN,)),
    "how-to/see-a-month.md": Given(before=(RUN,)),
    "how-to/see-the-programme-at-a-glance.md": Given("laboratory", (*TABLES, *STANDARDS)),
    "how-to/share-instruments.md": Given(),
    "how-to/state-capabilities.md": Given(),
    "how-to/work-in-the-field.md": Given(
        before=(RUN,),
        exits={
            "run JJG 52 --bench laboratory/benches/gauge.toml --subject laboratory/subjects/gauge-with": 1,
            "screening": 1,
        },
    ),
    "how-to/have-runs-witnessed.md": Given(
        files={"laboratory/laboratory.toml": WITNESS, "witness/README": "a second disk"},
        left_out={"platform stamp": "the authority is the reader's own"},
    ),
    "how-to/back-up-a-store.md": Given(before=(RUN,), left_out={"ledger accept": "nothing was lost"}),
    "how-to/verify-many-at-once.md": Given(exits={"run JJG 52": 1}, left_out={"resume": "nothing was interrupted"}),
    "how-to/report-to-a-platform.md": Given(
        "laboratory",
        TABLES,
        left_out={
            "platform serve": "it is served within this process",
            "exchange push --every": "it ends with Ctrl-C",
            "exchange retry": "nothing was refused",
            "platform register station.pub": "the key of another station",
            "platform revoke": "the same",
        },
        platform=True,
    ),
    "how-to/meter-energy.md": Given(
        "laboratory",
        exits={
            "energy rates energy/site.toml --date 2026": 4,
            "energy rates": 1,
            "energy balance": 1,
            "energy review": 1,
            "run JJF 1356": 4,
        },
        left_out=dict.fromkeys(
            ("sign documents/energy_R", "documents advance R-", "check documents/energy_R"),
            "the small factory is simulated; its report is never signed",
        ),
    ),
    "how-to/judge-the-integrity-of-units.md": Given("laboratory"),
    "how-to/confirm-instruments-of-an-enterprise.md": Given(
        "laboratory",
        files={
            "laboratory/readings.csv": "time,gauge\n2026-10-18 08:00,PG-0011\n2026-11-01 08:00,PG-0014\n",
            "laboratory/study.csv": "part,operator,value\n" + "1,A,1.1\n1,B,1.2\n2,A,1.4\n2,B,1.3\n" * 2,
        },
        exits={
            "confirmation confirm MR000004": 1,
            "confirmation outside": 1,
            "confirmation startup": 1,
            "confirmation checklist": 1,
        },
    ),
    "how-to/let-people-log-in.md": Given(
        before=("people add --key M001 --set name=陈技术",),
        typed={"accounts add": PASSWORDS, "accounts reset": PASSWORDS},
        left_out={"console": "it serves until it is ended"},
    ),
}


def serve_platform(given: Given, patch: pytest.MonkeyPatch) -> None:
    """What `platform serve --trial` serves, reached without a port, where a page wants it."""
    if not given.platform:
        return
    from starlette.testclient import TestClient

    from supervision.app import application
    from supervision.asking import Platform
    from supervision.store import PlatformStore

    patch.setattr(
        "services.exchange.opening.client_of",
        lambda *_: TestClient(application(Platform(PlatformStore("platform.sqlite"), trial=True))),
    )


def begins(step: Step, table: dict[str, int] | dict[str, str]) -> str | None:
    return next((start for start in table if " ".join(step.words).startswith(start)), None)


def expanded(words: list[str]) -> list[str]:
    """Names of files with a star, as a shell gives them to a command."""
    return [name for word in words for name in (sorted(map(str, Path().glob(word))) if "*" in word else []) or [word]]


def call(words: list[str], typed: str, patch: pytest.MonkeyPatch) -> tuple[int, str]:
    out = io.StringIO()
    patch.setattr("sys.argv", ["steelyard", *words])
    patch.setattr("sys.stdin", io.StringIO(typed))
    with redirect_stdout(out), redirect_stderr(out):
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def write(files: dict[str, str], folder: Path) -> None:
    """Write texts at the end of files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_true_when_it_is_followed(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = PAGES[page]
    for module in ("laboratory.gate_facts", "runs.resume_gates", "laboratory.plan"):
        monkeypatch.setattr(f"services.{module}.real_day", lambda _: DAY)
    # Units are drawn by a seed that nobody can choose; each of several tests of a good lot fails one draw in twenty.
    monkeypatch.setattr("services.campaigns.planning.sha256", lambda _: sha256(b"a draw"))
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("STEELYARD_LANG", "en")
    monkeypatch.delenv("STEELYARD_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    if not page.startswith("tutorial"):
        call(["init", "laboratory"], "", monkeypatch)
    made = {name: text for name, text in given.files.items() if given.enters and name.startswith(f"{given.enters}/")}
    write({name: text for name, text in given.files.items() if name not in made}, tmp_path)
    monkeypatch.chdir(tmp_path / given.folder)
    for line in given.before:
        code, out = call(shlex.split(line), "", monkeypatch)
        assert code == 0, f"{line}\n{out}"
    write(made, tmp_path)
    monkeypatch.chdir(tmp_path / given.folder / given.enters)
    serve_platform(given, monkeypatch)
    for step in steps(DOCS / page):
        if begins(step, given.left_out):
            continue
        if step.words[0] == "export":
            monkeypatch.setenv(*step.words[1].split("=", 1))
            continue
        start = begins(step, given.typed)
        typed = given.typed[start] if start else ""
        for _ in range(given.times[start] if (start := begins(step, given.times)) else 1):
            code, out = call(expanded(step.words), typed, monkeypatch)
        expected = given.exits[start] if (start := begins(step, given.exits)) else 0
        assert code == expected, f"steelyard {' '.join(step.words)}\n{out}"
        for line in step.answer:
            assert said(line, out), f"steelyard {' '.join(step.words)}\nThe page says {line!r}; the command said\n{out}"
