"""The manifest hashes what code means: layout and words do not count, numbers and comparisons do."""

import re
import tomllib
from pathlib import Path

import pytest

from procedures.mass.jjg_539_2016 import JJG539
from procedures.pressure.jjg_52_2013 import JJG52
from services.code_identity import code_manifest
from services.code_identity.code_files import of_plugin
from services.code_identity.code_manifest import ROOT, covered, manifest, module_hash, released
from services.code_identity.code_meaning import meaning

MODULE = '''"""A module."""

LIMIT = 3  # a comment


def error(a: int) -> object:
    """Error."""
    return Text("误差", f"error {a + 1}") if a < LIMIT else ask("问题", "a question")
'''


def of(tmp_path: Path, text: str, name: str = "module.py") -> bytes:
    (tmp_path / name).write_text(text, "utf-8")
    return meaning(tmp_path / name)


@pytest.mark.parametrize(
    ("old", "new"),
    [("A module.", "The module."), ("  # a comment", ""), ("\n\n\n", "\n"), ("误差", "差"), ("error {", "the error {"),
     ("问题", "提问"), ("a question", "question"), ('    """Error."""\n', ""), ("LIMIT = 3", "LIMIT = (\n    3\n)")],
)  # fmt: skip
def test_layout_and_words_mean_nothing(tmp_path: Path, old: str, new: str) -> None:
    assert old in MODULE
    assert of(tmp_path, MODULE) == of(tmp_path, MODULE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"), [("= 3", "= 4"), ("a <", "a <="), ("a + 1", "a + 2"), ("ask(", "tell("), ("error(a", "err(a")]
)
def test_what_decides_does(tmp_path: Path, old: str, new: str) -> None:
    assert old in MODULE
    assert of(tmp_path, MODULE) != of(tmp_path, MODULE.replace(old, new))


def test_a_data_file_means_its_numbers_and_keys(tmp_path: Path) -> None:
    text = (ROOT / "procedures/pressure/jjg_52_2013.toml").read_text("utf-8")
    before = of(tmp_path, text, "a.toml")
    worded = re.sub(r"[\u4e00-\u9fff]+([^\"\n]* \| )[^\"]*", r"改\1changed", text)
    assert worded != text
    assert of(tmp_path, "# a comment\n" + worded, "a.toml") == before
    for number in re.finditer(r"(?<= = )\d+(?:\.\d+)?(?=[,\s])|(?<=\[)\d+\.\d+", text):
        assert of(tmp_path, f"{text[: number.start()]}9{text[number.start() :]}", "a.toml") != before, number
    assert tomllib.loads(text)["numbers"]["tapping"]["value"] == 0.5


def test_both_regulations_mean_their_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [module_hash(JJG52), module_hash(JJG539)]
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path).replace(b"2.5, 2.5, 4.0", b"2.5, 2.5, 5.0"))
    assert [module_hash(JJG52) == before[0], module_hash(JJG539) == before[1]] == [False, True]


def test_every_writer_is_a_module() -> None:
    assert [name for name in code_manifest.WRITERS if not (ROOT / f"services/{name}.py").is_file()] == []


def test_the_manifest_covers_what_decides_and_what_writes() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in covered()}
    assert {"metrology/rounding.py", "records/journal.py", "procedures/pressure/jjg_52_2013.toml", "reports/model.py",
            "inputs/bounded.py", "sequencer/engine.py", "services/runs/run.py", "services/laboratory/prepare.py",
            "services/runs/amend.py", "reports/templates/cover.typ",
            "drivers/link/line.py"} <= names  # fmt: skip
    assert not [n for n in names if "simulat" in n and n != "drivers/recognise_simulation.py"]
    assert not {"services/doctor.py", "services/laboratory/scaffold.py"} & names


def test_a_release_is_known_by_version_and_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list_ = tmp_path / "released.toml"
    monkeypatch.setattr(code_manifest, "RELEASED", list_)
    for version, expected in ((code_manifest.release(), True), ("0.0.1", False)):
        list_.write_text(f'[[release]]\nversion = "{version}"\nmanifest = "{manifest()}"\n')
        released.cache_clear()
        assert released() is expected
    released.cache_clear()


def test_the_files_of_a_plug_in_are_those_it_uses(tmp_path: Path) -> None:
    package = tmp_path / "own"
    (package / "sub").mkdir(parents=True)
    (package / "__init__.py").write_text("from . import used\n")
    (package / "used.py").write_text("from own.sub.deep import x\nTABLE = 'tables/mpe.csv'\n")
    for name in (
        "used.toml",
        "sub/__init__.py",
        "sub/deep.py",
        "mpe.csv",
        "unrelated.py",
        "unrelated.toml",
        "README.md",
    ):
        (package / name).write_text("")
    found = {p.relative_to(package).as_posix() for p in of_plugin(package, [package / "__init__.py"])}
    assert found == {"__init__.py", "used.py", "used.toml", "sub/__init__.py", "sub/deep.py", "mpe.csv"}
