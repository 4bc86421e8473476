"""A draft: figures from memory decide nothing until two persons have read them in print."""

import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.figures_read import SAID, filled


class Draft:
    """A regulation of the laboratory's own, declared a draft, with its figures."""

    def __init__(self, lab: Any, folder: Path) -> None:
        self.lab, self.folder = lab, folder
        said = lab("new", "regulation", "my_gauge", "--laboratory", folder)
        self.line = shlex.split(said.out.splitlines()[-1])[1:]
        self.data = next(p for p in (folder / "regulations").glob("*.toml") if "id =" in p.read_text("utf-8"))
        text = self.data.read_text("utf-8").replace('kind = "other"', 'draft = true\nkind = "other"')
        self.data.write_text(text, "utf-8")
        self.id = self.line[1]
        self.file = folder / "figures/my_gauge.toml"

    def run(self, *, bad: bool = False) -> Any:
        """The run that the skeleton prints, on its good or its bad subject."""
        line = [word.replace("my_gauge.toml", "my_gauge-with-defect.toml") if bad and "subjects" in word else word
                for word in self.line]  # fmt: skip
        return self.lab(*line, "--json")

    def form(self) -> str:
        """The file to fill in."""
        target = self.folder / "form.toml"
        if target.exists():
            return target.read_text("utf-8")
        said = self.lab("regulations", self.id, "--missing", "-o", target, "--laboratory", self.folder)
        assert said.code == 0, said.err
        return target.read_text("utf-8")

    def supply(self, *changes: tuple[str, str]) -> None:
        """Put the filled-in file into the laboratory folder; what is remembered is entered as if print said it."""
        text = filled(self.form())
        for old, new in changes:
            assert old in text, text
            text = text.replace(old, new)
        self.file.parent.mkdir(exist_ok=True)
        self.file.write_text(text, "utf-8")


@pytest.fixture
def draft(lab: Any, tmp_path: Path) -> Draft:
    return Draft(lab, tmp_path / "own")


@pytest.mark.parametrize("bad", [False, True])
def test_nothing_conforms_or_fails_by_a_draft(draft: Draft, bad: bool) -> None:
    said = draft.run(bad=bad)
    assert said.code == 4
    assert said.document["draft"] is True
    assert said.document["outcome"] == "undecided"
    assert {i["outcome"] for i in said.document["items"]} == {"undecided"}
    assert draft.lab("replay", "last").code == 0
    assert "from memory" in draft.lab("show", "last").out


def test_its_document_is_never_a_certificate(draft: Draft, tmp_path: Path) -> None:
    assert draft.run().code == 4
    assert draft.lab("report", "last", "-o", tmp_path / "documents").code == 0
    names = sorted(p.name.partition("_")[0] for p in (tmp_path / "documents").iterdir())
    assert names == ["draft", "record", "record", "record"]


def test_figures_read_in_print_make_it_a_full_one(draft: Draft, tmp_path: Path) -> None:
    draft.run()
    draft.supply()
    good = draft.run()
    assert (good.code, good.document["draft"], good.document["outcome"]) == (0, False, "conform")
    used = draft.lab.events()[0].body["regulation"]["figures"]
    assert (used["read_by"], used["checked_by"], used["source"]) == ("王五", "李四", SAID["source"])
    assert used["text"] == draft.file.read_text("utf-8")
    assert draft.run(bad=True).code == 1
    draft.lab("report", "last", "-o", tmp_path / "documents")
    record = next((tmp_path / "documents").glob("record_*.csv")).read_text("utf-8-sig")
    assert "王五 于 2026-11-20 读取，李四 于 2026-11-20 核对" in record
    assert used["sha256"] in record


def test_a_run_keeps_its_figures(draft: Draft) -> None:
    runs = [draft.run().document["run"]]
    draft.supply()
    runs.append(draft.run().document["run"])
    draft.supply(("[1.6]", "[0.2]"))  # other figures in the folder change nothing of a stored run
    runs.append(draft.run().document["run"])
    digests = [draft.lab.events(run)[0].body["regulation"].get("figures") for run in runs]
    assert digests[0] is None
    assert digests[1]["sha256"] != digests[2]["sha256"]
    assert [draft.lab("replay", run).code for run in runs] == [0, 0, 0]
    draft.file.unlink()
    assert [draft.lab("replay", run).code for run in runs] == [0, 0, 0]


@pytest.mark.parametrize(("old", "new", "problem"), [
    ('by = "王五"', 'by = ""', "read.by is not filled in"),
    ('checked_by = "李四"', 'checked_by = " 王 五"', "reader and checker must be two persons"),
    ("checked_on = 2026-11-20", "checked_on = 2026-11-19", "checked before it was read"),
    ("checked_on = 2026-11-20", 'checked_on = ""', "must be a date"),
    ('page = "25"', 'page = ""', "clauses.environment.page is not filled in"),
    ('"tables.mpe.1.6" = [1.6]', '"tables.mpe.1.6" = [""]', "tables.mpe.1.6 is not filled in"),
    ('"tables.mpe.1.6" = [1.6]', '"tables.mpe.1.6" = [1.6, 2]', "needs 1 values: percent"),
    ('"tables.mpe.1.6" = [1.6]', '"tables.mpe.1.6" = ["1.6"]', "must be a number"),
    ('"tables.mpe.1.6" = [1.6]', "", "tables.mpe.1.6 is not filled in"),
    ('"tables.mpe.1.6" = [1.6]', '"tables.mpe.9" = [1.6]', "tables.mpe.9 does not belong"),
    ('"conditions.temperature" = [15, 25]', '"conditions.temperature" = [15]', "needs 2 values"),
    ('"items.indication.stages" = "ISV"', '"items.indication.stages" = "IX"', "'X' is none of"),
    ("[clauses.mpe", "[clauses.mp", "[clauses.mpe] is missing"),
    ("[clauses.mpe]", "[clauses.mpe", "is not TOML"),
])  # fmt: skip
def test_an_incomplete_file_is_refused(draft: Draft, old: str, new: str, problem: str) -> None:
    draft.supply((old, new))
    said = draft.run()
    assert said.refused
    assert problem in said.out
    assert str(draft.file) in said.out
    if "none of" not in problem and "TOML" not in problem:
        number = int(said.document["refused"][0]["en"].partition("line ")[2].partition(":")[0])
        line = draft.file.read_text("utf-8").splitlines()[number - 1]
        assert number == 1 or new.partition(" =")[0].rstrip("]") in line or line.startswith("[")


def test_figures_of_another_edition_are_refused(draft: Draft) -> None:
    number, _, year = draft.id.rpartition("-")
    draft.supply((draft.id if year.isdigit() else f"{draft.id}-", f"{draft.id if not year.isdigit() else number}-"))
    text = draft.file.read_text("utf-8").splitlines()
    text = [f'figures_for = "{draft.id}-1999"' if t.startswith("figures_for") else t for t in text]
    draft.file.write_text("\n".join(text), "utf-8")
    said = draft.run()
    assert said.refused
    assert "the implemented edition is" in said.out


def test_a_regulation_that_is_complete_takes_no_figures(lab: Any) -> None:
    (lab.folder / "figures").mkdir()
    file = lab.folder / "figures/mpe.toml"
    file.write_text('figures_for = "ICT/155/2020 VI A:2020"\n[read]\nsource = "x"\nby = "a"\nchecked_by = "b"\n'
                    "on = 2026-11-20\nchecked_on = 2026-11-20\n", "utf-8")  # fmt: skip
    said = lab("regulations", "--laboratory", lab.folder)
    assert said.code == 0
    assert "waits to be read in print" in said.err.replace("\n", " ")


def test_the_list_of_what_is_missing(draft: Draft) -> None:
    said = draft.lab("regulations", draft.id, "--missing", "--json", "--laboratory", draft.folder)
    figures = [figure for clause in said.document["clauses"] for figure in clause["figures"]]
    assert [figure["key"] for figure in figures] == [
        "validity_months", "numbers.reading_step", "conditions.temperature", "conditions.humidity",
        "standards.ratio.source", "tables.mpe.1.6", "tables.mpe.2.5", "items.appearance.stages",
        "items.indication.stages",
    ]  # fmt: skip
    remembered = {f["key"]: f["remembered"] for f in figures}
    assert (remembered["tables.mpe.1.6"], remembered["conditions.temperature"]) == ("[1.6]", "[15, 25]")
    shown = draft.lab("regulations", draft.id, "--missing", "--laboratory", draft.folder)
    assert "From memory" in shown.out
    listed = draft.lab("regulations", "--json", "--laboratory", draft.folder).document
    assert [d["draft"] for d in listed if d["id"].startswith(draft.id)] == [True]


def test_the_file_is_not_written_over(draft: Draft) -> None:
    draft.form()
    again = draft.lab(
        "regulations", draft.id, "--missing", "-o", draft.folder / "form.toml", "--laboratory", draft.folder
    )
    assert again.refused


def test_what_print_does_not_have(draft: Draft) -> None:
    draft.supply(('"tables.mpe.2.5" = [2.5]', '"tables.mpe.2.5" = "none"'),
                 ('"items.indication.stages" = "ISV"', '"items.indication.stages" = "none"'))  # fmt: skip
    said = draft.run()
    assert said.code == 0
    assert [i["key"] for i in said.document["omitted"]] == ["indication"]
