"""Nothing that a person typed into a free field is published: a property over every free field of every register."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registers.change import Change
from registers.codes import check_character, credit_code_problem
from registers.commitments import COMMITMENTS, Commitment
from registers.contents import REGISTERS
from registers.instruments import INSTRUMENTS
from registers.integrity import INTEGRITY_APPEALS, INTEGRITY_FINDINGS, INTEGRITY_PROPOSALS, Appeal, Finding, Proposal
from registers.organisations import ORGANISATIONS, Organisation
from registers.people import PEOPLE, PersonRow
from registers.record import Record, fields_of
from registers.seals import SEALS, Seal
from services.integrity.judging import Asked
from services.integrity.public_name import is_identity_number, public_name
from services.integrity.publication import PublishedUnit, publication, row_of
from services.integrity.publishing import write_publication
from services.laboratory.template import template
from tests.services.integrity.province import DAY, HEAT, MARKET, Province, enter, province, scale, verified
from tests.thorough import THOROUGH

CHECKED = frozenset({"credit_code", "division", "township", "unit"})
"""Text fields whose form the register checks."""
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊军洋艳勇杰娟涛明超秀霞平"
names = st.tuples(st.sampled_from(SURNAMES), st.text(GIVEN, min_size=1, max_size=2)).map("".join)
phones = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
landlines = st.from_regex(r"0[1-9][0-9]{2}-[2-8][0-9]{6,7}", fullmatch=True)
identities = st.from_regex(r"53[0-9]{4}19[5-9][0-9](0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}[0-9X]", fullmatch=True)
mails = st.tuples(st.from_regex(r"[a-z]{4,8}[0-9]{3}", fullmatch=True)).map(lambda t: f"{t[0]}@example.cn")
facts_of_a_person = st.one_of(names, phones, landlines, identities, mails)
around = st.sampled_from(
    ["{}", "联系人{}", "示范粮油店 {}", "举报人：{}", "{}（转交）", "示范市场{}", "Contact {}", "{}，本市"]
)


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """Two units with a decision of every kind, an appeal, findings, seals, people."""
    with pytest.MonkeyPatch.context() as patch, province(tmp_path_factory.mktemp("publication"), patch) as units:
        yield units


def free(record: type[Record], references: dict[str, str], said: str) -> dict[str, str]:
    """Every field in which somebody can type what they like."""
    return {f.name: said for f in fields_of(record) if f.kind == "text" and f.name not in CHECKED | set(references)}


def filled(said: str) -> list[tuple[Any, str, Record]]:
    """Rows of every register that a publication reads, with the same in every free field."""
    day = {"decided_on": DAY}
    rows: list[tuple[Any, str, Record]] = []
    for key, code in (("U1", MARKET), ("U2", HEAT)):
        rows.append((ORGANISATIONS, key, Organisation(name="x", credit_code=code, division="530102001")))
        for n, kind in enumerate(("class", "blacklist", "suspension")):
            of = Proposal(unit=code, kind=kind, on=DAY, edition="e", new="D", state="accepted", **day)  # type: ignore[arg-type]
            rows.append((INTEGRITY_PROPOSALS, f"P00000{n}{key[1]}", of))
        rows.append((COMMITMENTS, f"CM00000{key[1]}", Commitment(unit=code, on=DAY, until=DAY, demonstration=True)))
        of_case = Finding(unit=code, on=DAY, case="x", instrument="I1")
        rows.append((INTEGRITY_FINDINGS, f"C{key}", of_case))
        rows.append((INTEGRITY_APPEALS, f"A00000{key[1]}", Appeal(unit=code, about="x", on=DAY, by="x", said="x")))
    rows += [(INSTRUMENTS, "I1", scale(1)), (SEALS, "F1", Seal(instrument="I1", status="broken", status_since=DAY))]
    rows.append((PEOPLE, "V001", PersonRow(name="x")))
    made = []
    for register, key, record in rows:
        fields = free(type(record), dict(register.references), said)
        if isinstance(record, Commitment):
            fields.pop("withdrawn_why")
        made.append((register, key, msgspec.structs.replace(record, **fields)))
    return made


@settings(
    max_examples=300 if THOROUGH else 40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(secret=facts_of_a_person, frame=around)
def test_nothing_that_somebody_typed_is_published(decided: Province, secret: str, frame: str) -> None:
    typed = frame.format(secret)

    def write(change: Change) -> None:
        for register, key, record in filled(typed):
            change.put_many(register, [(key, record)])

    decided.on(DAY, write)
    found = publication(decided.url, Asked(DAY), decided.policy)
    assert {u.code: u.klass for u in found.units} == {MARKET: "D", HEAT: "D"}
    shown = msgspec.json.encode(found).decode() + "".join(
        c for u in found.units for lang in ("zh", "en") for c in row_of(u, lang)
    )
    assert secret not in shown
    assert typed not in shown
    assert found.withheld_names == 2


def test_the_property_reaches_every_register_that_a_publication_reads() -> None:
    reached = {register.name for register, _, _ in filled("x")}
    assert reached >= {"organisation", "instrument", "commitment", "seal", "person"}
    assert reached >= {name for name in REGISTERS if name.startswith("integrity_")}
    typed = [f for _, _, record in filled("x") for f in free(type(record), {}, "x")]
    assert {"contact", "phone", "note", "reason", "decided_by", "said", "by", "case", "address"} <= set(typed)


def test_a_published_line_has_no_text_but_codes_and_the_name() -> None:
    texts = {
        f.name for f in msgspec.structs.fields(PublishedUnit) if "str" in str(f.type) and "Literal" not in str(f.type)
    }
    assert texts == {"code", "name", "division"}
    for wrong in ({"code": "13812345678"}, {"code": MARKET, "division": "王伟"}, {"code": MARKET, "contact": "王伟"}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(wrong, PublishedUnit)


@pytest.mark.parametrize("name", [
    "示范市第一农贸市场", "示范供电公司", "示范市第101医院", "Demonstration Heating Co., Ltd", "示范（滇）仪表有限公司",
])  # fmt: skip
def test_the_name_of_an_organisation_is_published(name: str) -> None:
    assert public_name(f" {name} ") == name


@given(facts_of_a_person, around)
def test_what_a_person_is_known_by_is_no_name_of_an_organisation(secret: str, frame: str) -> None:
    assert public_name(frame.format(secret)) == ""


def test_a_code_that_is_an_identity_number_is_left_out(decided: Province) -> None:
    numbers = (f"53010219800101{n:04d}" for n in range(10_000))
    both = next(n for n in numbers if is_identity_number(n) and not credit_code_problem(n))
    assert check_character(both) == both[-1]
    of = Proposal(
        unit=both,
        kind="class",
        on=DAY,
        edition="e",
        new="D",
        state="accepted",
        decided_by="A",
        reason="r",
        decided_on=DAY,
    )

    def write(change: Change) -> None:
        change.put_many(ORGANISATIONS, [("U9", Organisation(name="示范商行", credit_code=both))])
        change.put_many(INTEGRITY_PROPOSALS, [("P000099", of)])

    decided.on(DAY, write)
    found = publication(decided.url, Asked(DAY), decided.policy)
    assert found.withheld_units == 1
    assert both not in {u.code for u in found.units}


def test_the_three_files_say_the_same_and_simulated_data_are_marked(decided: Province, tmp_path: Path) -> None:
    decided.on(DAY, enter(verified(2, date(2026, 3, 1), simulated=True)))
    of = Organisation(name="示范市第一农贸市场", credit_code=MARKET, contact="王伟", phone="13812345678")
    decided.on(DAY, lambda change: change.put_many(ORGANISATIONS, [("U1", of)]))
    found = publication(decided.url, Asked(DAY), decided.policy)
    files = write_publication(found, tmp_path / "out", template() / "laboratory.toml", "zh")
    assert [f.suffix for f in files] == [".json", ".csv", ".pdf"]
    data = json.loads(files[0].read_text("utf-8"))
    market = next(u for u in data["units"] if u["code"] == MARKET)
    assert (market["name"], market["simulated"], data["simulated"]) == ("示范市第一农贸市场", True, True)
    pages = pypdfium2.PdfDocument(files[2])
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    for said in (MARKET, "示范市第一农贸市场", "模拟"):
        assert said in text
    assert "示范市第一农贸市场" in files[1].read_text("utf-8-sig")
    for file in (files[0].read_text("utf-8"), files[1].read_text("utf-8"), text):
        assert "王伟" not in file
        assert "13812345678" not in file
