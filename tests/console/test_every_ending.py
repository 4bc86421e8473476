"""Every command, in every way that it ends: one language on the screen, and with `--json` one document."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from console.cli.main import app
from procedures.registry import implemented

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NO_WORDS = re.compile(
    r"`[^`]*`|'[^']*'|\"[^\"]*\"|--[a-z-]+|\{[^}]*\}|/[^\s，；：。）]+|[\w.-]*\.(toml|csv|sqlite|pdf|py|pub|doc|xlsx|parquet)"
    r"|[\w-]+\d[\w-]*|steelyard [^，；。：]*|roles\.[\w.]+|\[[\w.= \"]+\]|\w+_\w+|20\d\d\S*"
)
"""Names, addresses, quotations, options, files, ids, keys: in both languages the same."""
WORD = re.compile(r"[A-Za-z]{3,}")
KEYS = {
    "model", "name", "serial", "class", "lower", "upper", "division", "maker", "foo", "wrong", "value", "source",
    "gauge", "none", "min",
    "conform", "functions", "verifier", "PressureSource", "PointerGauge", "pressure", "vent", "person", "traceability",
    "environment", "identity", "unverified", "clock", "date", "store", "initial", "subsequent", "arbitration", "pace",
    "after", "repair", "service", "nobody", "edition", "laboratory", "instrument", "reviewer", "JJG", "JJF", "OIML",
    "Table", "MPa", "MPE", "Max", "Min", "SQLite", "postgresql", "USER", "HOST", "DATABASE", "VISA", "Steelyard",
    "TOML", "UTF", "CSV", "Excel", "Pt", "ICT", "III", "IV", "XV", "Orden", "Regeling", "meetinstrumenten", "art",
}  # fmt: skip
"""What a person types, symbols, and names of roles and drivers."""
FIRST = ("verify", "runs", "show last", "report last -o {lab}/out", "export last -o {lab}/x.csv", "resume last",
         "replay last", "ledger adopt --reason tidy", "keys list")  # fmt: skip
BENCH = "--bench {lab}/benches/gauge.toml --subject {lab}/subjects/gauge.toml --date 2026-11-23"
ENDINGS = (
    f"run JJG52 {BENCH}", f"run JJG52 {BENCH.replace('gauge.toml --d', 'gauge-with-defect.toml --d')}",
    f"plan JJG52 {BENCH}", f"run JJG9999 {BENCH}", f"run JJG52 {BENCH} --operator nobody",
    f"run JJG52 {BENCH} --stage never", f"run JJG52 {BENCH} --follows none", f"run JJG52 {BENCH} --override x",
    f"run JJG52 {BENCH} --store foo://x", f"run JJG52 {BENCH} --store {{lab}}", "run JJG52",
    "run JJG52 --bench {lab}/no.toml --subject {lab}/subjects/gauge.toml",
    "run JJG52 --bench {lab}/benches/gauge.toml --subject {lab}/broken.toml",
    "run JJG52 --bench {lab}/benches/gauge.toml --subject {lab}/odd.toml",
    "run JJG52 --bench {lab}/benches/odd.toml --subject {lab}/subjects/gauge.toml",
    "run JJG52 --bench {lab}/benches/scale.toml --subject {lab}/subjects/gauge.toml",
    "plan JJG52 --bench {lab}/benches/scale.toml --subject {lab}/subjects/gauge.toml",
    "run JJG52 --bench {lab}/benches/gauge.toml --subject {lab}/subjects/gauge.toml --date 2036-01-01",
    "run JJG52 --subject {lab}/subjects/gauge.toml --readings {lab}/broken.toml --date 2026-11-23",
    "runs", "runs --store {lab}/none.sqlite", "show last", "show none", "report last -o {lab}/documents",
    "report none -o {lab}/documents", "export last -o {lab}/x.doc", "export last -o {lab}/y.csv", "replay last",
    "replay none", "resume last", "resume none", "verify", "verify last", "verify none", "judge none JJG52",
    "amend last --entry none --value 1 --why none --evidence x --checked-by nobody", "reevaluate --standard none",
    "regulations", "regulations JJG52", "regulations none", "validity", "example none -o {lab}/e", "updates",
    "example JJG52 -o {lab}", "new regulation Bad", "new driver Bad", "init {lab}", "uncertainty {lab}/broken.toml",
    "uncertainty {lab}/none.toml", "backup {lab}/b.sqlite", "backup {lab}/b.sqlite", "restore {lab}/broken.toml",
    "migrate", "keys list", "keys trust x.pub", "keys revoke ab", "ledger adopt --reason tidy", "doctor",
    "simulate none", "form JJG52 --subject {lab}/subjects/gauge.toml -o {lab}/f.xlsx", "none",
)  # fmt: skip
MEANT_IN_BOTH = {
    "doctor": "names of libraries", "updates": "a station", "verify": "a station", "keys list": "a station",
    "show last": "addresses", "regulations JJG52": "keys of items", "validity": "keys of rows",
}  # fmt: skip
"""Commands that list names and keys."""


def words(lab: Any, ending: str) -> list[str]:
    """The words of a command line; a regulation is written with its space."""
    return [w.format(lab=lab.folder).replace("JJG", "JJG ") for w in ending.split()]


@pytest.fixture
def full(lab: Any) -> Any:
    """A laboratory with files that are wrong, and one finished run."""
    (lab.folder / "broken.toml").write_text("a = \n")
    (lab.folder / "odd.toml").write_text('[instrument]\nmaker = 3\nfoo = "x"\nupper = "4 kg"\n')
    gauge = (lab.folder / "benches/gauge.toml").read_text("utf-8")
    (lab.folder / "benches/odd.toml").write_text(gauge + "\n[wrong]\nx = 1\n", "utf-8")
    assert lab.run("JJG 52").code == 0
    return lab


def test_a_chinese_screen_holds_no_english(full: Any) -> None:
    found = {}
    for ending in ENDINGS:
        said = full(*words(full, ending), "--lang", "zh")
        lines = [line for line in (said.out + said.err).splitlines() if english(line, full.folder)]
        if lines and ending not in MEANT_IN_BOTH:
            found[ending] = [(line, english(line, full.folder)) for line in lines]
    assert found == {}, "\n".join(map(str, found.items()))


def english(line: str, folder: Path) -> list[str]:
    """English words of a line, beside what is the same in both languages, such as the names of regulations."""
    line = line.replace(str(folder), "/lab")
    for name in sorted((p.regulation.id for p in implemented().editions), key=len, reverse=True):
        line = line.replace(name, " ")
    left = NO_WORDS.sub(" ", line)
    return [word for word in WORD.findall(left) if word not in KEYS]


def without_names(line: str) -> str:
    """A line without what is the same in both languages: a person, and the province of a regulation."""
    return line.replace("张检定", "").replace("JJF(新)", "")


def test_an_english_screen_holds_no_chinese(full: Any) -> None:
    found = {}
    for ending in ENDINGS:
        said = full(*words(full, ending), "--lang", "en")
        lines = [line for line in (said.out + said.err).splitlines() if CHINESE.search(without_names(line))]
        if lines:
            found[ending] = lines
    assert found == {}, "\n".join(map(str, found.items()))


def test_json_is_one_document_in_every_ending(full: Any) -> None:
    known = {
        str(c.callback.__name__) for c in app.registered_commands if c.callback and "json" in c.callback.__annotations__
    }
    for ending in ENDINGS:
        if ending.split()[0] in known:
            said = full(*words(full, ending), "--json")
            document = json.loads(said.out)
            assert said.code != 2 or "refusals" in document or next(iter(document)) == "refused", (ending, document)


def test_a_store_that_is_not_there_is_refused_in_json(lab: Any) -> None:
    for ending in FIRST:
        if ending.split()[0] not in {"ledger", "keys", "export"}:
            said = lab(*words(lab, ending), "--json")
            assert (said.code, next(iter(said.document))) == (2, "refused"), ending
            assert not lab.store.exists(), ending
