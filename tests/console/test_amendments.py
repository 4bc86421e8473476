"""A wrong entry is corrected by a new run that cites the old one; instrument readings stay what they are."""

import pypdf
import pytest


@pytest.fixture
def form(lab):
    """A decided form in which a zero reading was mistyped."""
    path = lab.form("JJG 52", {"indication/before_up/after": ("0.50", "read so")})
    lab.run("JJG 52", "--readings", path, bench="gauge-by-hand")
    return lab


ADDRESS = "indication/before_up/after"
SAID = ("--evidence", "paper form no. 12", "--checked-by", "R001")
WHY = ("--reason", "0.00 was written, 0.50 typed", "--operator", "V001", *SAID)


def test_a_corrected_entry_gives_a_new_run_with_its_own_verdict(form) -> None:
    (old,) = form("runs", "--json").document
    before = [(e.hash, e.body) for e in form.events(old["run"])]
    said = form("amend", "last", "--address", ADDRESS, "--value", "0.00", *WHY, "--json")
    assert (old["outcome"], said.document["outcome"], said.code) == ("not_conform", "conform", 0)
    new = said.document["run"]
    assert [(e.hash, e.body) for e in form.events(old["run"])] == before
    (amends,) = form.events(new)[0].body["amends"]
    cited = next(e for e in form.events(old["run"]) if e.address == ADDRESS)
    assert (amends["run"], amends["entry"], amends["hash"]) == (old["run"], cited.seq, cited.hash)
    assert (amends["address"], amends["old"], amends["new"]) == (ADDRESS, "0.50", "0.00")
    assert (amends["who"]["id"], amends["checked_by"]["id"]) == ("V001", "R001")
    assert amends["evidence"] == "paper form no. 12"
    assert (amends["why"], bool(amends["when"])) == (WHY[1], True)


def test_the_new_run_replays_and_verifies_and_both_name_each_other(form) -> None:
    new = form("amend", "last", "--address", ADDRESS, "--value", "0.00", *WHY, "--json").document["run"]
    assert form("replay", new).code == 0
    assert form("verify").code == 0
    first, second = form("runs", "--json").document
    assert (first["amended_by"], second["amends"]) == (new, first["run"])
    assert form("show", first["run"], "--json").document["amended_by"] == new
    assert form("show", new, "--json").document["amends"][-1]["run"] == first["run"]
    assert new in form("show", first["run"]).err
    assert WHY[1] in form("show", new).err


def test_all_other_answers_are_those_of_the_old_run(form) -> None:
    old = {e.address: e.body for e in form.events() if e.kind in {"observation", "finding"}}
    form("amend", "last", "--address", ADDRESS, "--value", "0.00", *WHY)
    new = {e.address: e.body for e in form.events() if e.kind in {"observation", "finding"}}
    assert new.keys() == old.keys()
    assert {address for address in old if old[address] != new[address]} == {ADDRESS}


@pytest.mark.parametrize(
    ("address", "value", "says"),
    [
        (ADDRESS, "0.50", "already"),
        (ADDRESS, "zero", "not a number"),
        (ADDRESS, "0.003", "not a multiple of the resolution"),
        ("indication/before_up/aft", "0.00", ADDRESS),
    ],
)
def test_what_cannot_be_an_amendment_is_refused_and_writes_nothing(form, address, value, says) -> None:
    before = form.entries()
    said = form("amend", "last", "--address", address, "--value", value, *WHY)
    assert said.code == 2
    assert says in said.err
    assert form.entries() == before


def test_a_reason_and_a_registered_person_are_needed(form) -> None:
    given = ("amend", "last", "--address", ADDRESS, "--value", "0.00")
    assert form(*given, "--reason", "  ", "--operator", "V001", *SAID).code == 2
    assert form(*given, "--reason", "mistyped", "--operator", "nobody", *SAID).code == 2
    assert form(*given, "--reason", "ok", "--operator", "V001", *SAID).code == 2
    assert len(form("runs", "--json").document) == 1


@pytest.mark.parametrize(("operator", "checker", "says"), [
    ("R001", "V001", "not authorised"), ("A001", "R001", "not authorised"), ("V001", "V001", "another person"),
    ("V001", "A001", "lack `reviewer`"), ("V001", "nobody", "no person"),
])  # fmt: skip
def test_who_corrects_is_authorised_and_another_checks(form, operator, checker, says) -> None:
    before = form.entries()
    said = form(
        "amend", "last", "--address", ADDRESS, "--value", "0.00", "--reason", "0.00 was written",
        "--evidence", "paper form", "--operator", operator, "--checked-by", checker,
    )  # fmt: skip
    assert (said.code, says in said.err.replace("\n", " ")) == (2, True)
    assert form.entries() == before


def test_an_authorisation_that_lacks_the_item_or_is_over_corrects_nothing(form) -> None:
    form.edit(
        "people.toml",
        (
            'regulation = "JJG 52", from = 2025-01-01, until = 2027-12-31',
            'regulation = "JJG 52", from = 2025-01-01, until = 2027-12-31, items = ["zero"]',
        ),
    )
    said = form("amend", "last", "--address", ADDRESS, "--value", "0.00", *WHY)
    assert (said.code, "not authorised for the item" in said.err.replace("\n", " ")) == (2, True)


def test_what_was_not_measured_is_no_entry_error(lab) -> None:
    path = lab.form("JJG 52", {ADDRESS: "not_measured: pointer hidden"})
    assert lab.run("JJG 52", "--readings", path, bench="gauge-by-hand").code == 5
    said = lab("amend", "last", "--address", ADDRESS, "--value", "0.00", *WHY)
    assert (said.code, "was not measured" in said.err) == (2, True)
    assert len(lab("runs", "--json").document) == 1


def texts(folder) -> dict[str, list[str]]:
    return {
        path.name: ["".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]
        for path in folder.glob("*.pdf")
    }


def test_documents_of_an_amended_run_are_cancelled_and_those_of_the_new_one_tell_all_corrections(form) -> None:
    old = form("runs", "--json").document[0]["run"]
    second = form("amend", old, "--address", ADDRESS, "--value", "0.01", *WHY, "--json").document["run"]
    third = form("amend", second, "--address", ADDRESS, "--value", "0.00", *WHY, "--json").document["run"]
    for run, by in ((old, second), (second, third)):
        form("report", run, "-o", form.folder / run)
        for pages in texts(form.folder / run).values():
            assert all("作废" in page and by in page for page in pages)
    form("report", third, "-o", form.folder / third)
    documents = texts(form.folder / third)
    assert len(documents) == 2
    for pages in documents.values():
        whole = "".join(pages)
        for said in ("0.50更正为0.01", "0.01更正为0.00", "张检定", "李核验", "paperformno.12", old, second):
            assert said in whole
        assert "cancelled,replacedby" not in whole


def test_an_amendment_that_was_cut_short_is_made_again(form, monkeypatch) -> None:
    from records.journal import Journal

    append, left = Journal.append, [8]

    def stopping(self, kind, body, address=""):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return append(self, kind, body, address)

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", stopping)
        form("amend", "last", "--address", ADDRESS, "--value", "0.00", *WHY)
    old, cut = (row["run"] for row in form("runs", "--json").document)
    said = form("resume", cut)
    assert (said.code, "amend again" in said.err.replace("\n", " ")) == (2, True), said.err
    again = form("amend", old, "--address", ADDRESS, "--value", "0.00", *WHY, "--json")
    assert (again.code, again.document["outcome"]) == (0, "conform")


def test_a_run_is_amended_once_and_its_successor_may_be_again(form) -> None:
    old = form("runs", "--json").document[0]["run"]
    form("amend", old, "--address", ADDRESS, "--value", "0.00", *WHY)
    refused = form("amend", old, "--address", ADDRESS, "--value", "0.01", *WHY)
    assert (refused.code, "was amended by" in refused.err) == (2, True)
    assert form("amend", "last", "--address", ADDRESS, "--value", "not measured: smudged", *WHY).code == 5


def test_an_instrument_reading_is_never_amended(lab) -> None:
    lab.run("JJG 52")
    before = lab.entries()
    said = lab("amend", "last", "--address", "indication/up/0.4MPa/ref", "--value", "0.41", *WHY)
    assert (said.code, "read by an instrument" in said.err) == (2, True)
    assert lab.entries() == before


def test_on_a_bench_the_answer_to_a_check_is_amended(lab) -> None:
    lab.run("JJG 52")
    said = lab(
        "amend", "last", "--address", "smoothness/smoothness", "--value", "not_conform: it jumps", *WHY, "--json"
    )
    assert (said.code, said.document["outcome"], said.document["verdict"]["failed"]) == (
        1,
        "not_conform",
        ["smoothness"],
    )
    assert lab("replay", "last").code == 0


def test_what_the_old_run_never_measured_is_incomplete_after_the_amendment(lab) -> None:
    lab.edit("subjects/gauge.toml", ('"G-2026-0101"', '"G-DEFECT-appearance"'))
    lab.run("JJG 52")
    failed = next(e for e in lab.events() if e.kind == "finding" and e.body["answer"] == "not_conform")
    said = lab("amend", "last", "--address", failed.address, "--value", "conform", *WHY, "--json")
    assert (said.code, said.document["outcome"]) == (5, "incomplete")
    assert lab("replay", "last").code == 0


def test_a_form_answers_what_the_old_run_did_not_ask(lab) -> None:
    path = lab.form("JJG 52", {"appearance/marks": "not_conform: mistaken for another"})
    lab.run("JJG 52", "--readings", path, bench="gauge-by-hand")
    said = lab("amend", "last", "--address", "appearance/marks", "--value", "conform", *WHY, "--json")
    assert (said.code, said.document["outcome"]) == (0, "conform")
    assert lab("replay", "last").code == 0
