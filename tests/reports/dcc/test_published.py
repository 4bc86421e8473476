"""Published certificates: every figure of the valid ones is read, each invalid one is refused for its reason."""

from collections import Counter
from pathlib import Path

import pytest

from reports.dcc.opening import open_dcc
from reports.dcc.writing import laid_out, to_bytes, write_tree
from reports.errors import DccRefused
from reports.signatures.keys import read_certificates
from reports.signatures.trust import Trust, trust
from tests.dcc_files import DSI, EXAMPLES, FOLDER, PUBLISHED, needs_dcc, tree

pytestmark = needs_dcc
REFUSED = {
    "dcclib_invalid_syntax.xml": "line 7: is not well-formed XML: mismatched tag",
    "dcclib_invalid_schema.xml": "line 17: schema: Element 'uniqueIdentifier'",
    "siliziumkugel_wrong_schema.xml": "line 37: schema: Element 'named': This element is not expected",
    "dcclib_invalid_signature.xml": "line 450: signature: the certificate was changed after it was signed",
    "dcc_gp_temperature_typical_v12_signed_manipulated.xml": "line 474: signature: the certificate was changed",
    "dcc_gp_temperature_typical_v12_v3.2.0_signed_manipulated.xml": "line 474: signature: the certificate was changed",
    "dcc_gp_temperature_typical_v12_v3.2.0_signed_lt_revoked.xml": "line 474: signature: the certificate of the key is "
    "revoked since 2023-06-15 10:58 UTC",
    # its signature was laid out with tabs after it was made; without them its SignedInfo would be valid
    "signed_siliziumkugel.xml": "line 501: signature: the signature is not valid",
}
BY_RULES = {
    "dcclib_invalid_schematron.xml": "line 23: rule: Invalid language code: The language code 'en' is not declared",
    "dcclib_valid_formula.xml": "line 518: rule: Invalid language code: The language code 'es' is not declared",
    "min_dcc_zh_3.3.0.xml": "line 105: rule: Missing influence conditions",
}
"""Valid by the schema, and against a rule that the file `dcc.sch` calls an error."""
FIGURES = {"value", "uncertainty", "coverageFactor", "coverageProbability", "valueExpandedMU"}
VALID = [f for f in EXAMPLES if f.name not in REFUSED]
ALL = sorted(PUBLISHED.rglob("*.xml"))


def figures_of(file: Path) -> Counter[str]:
    """Every figure of a file, without what is tested."""
    elements = (e for e in tree(file).iter(f"{DSI}*") if e.tag.rpartition("}")[2].removesuffix("XMLList") in FIGURES)
    return Counter(text for e in elements for text in e.text.split())


def refusal(file: Path, *, strict: bool = False) -> str:
    with pytest.raises(DccRefused) as refused:
        open_dcc(file.read_bytes(), file.name, FOLDER, strict=strict)
    return refused.value.problems[0].en


def test_there_are_as_many_as_were_published() -> None:
    assert (len(ALL), len(VALID)) == (24, 16)


@pytest.mark.parametrize("file", VALID, ids=lambda f: f.name)
def test_every_figure_of_a_valid_certificate_is_read_and_survives_writing(file: Path) -> None:
    found = open_dcc(file.read_bytes(), file.name, FOLDER)
    wanted = figures_of(file)
    assert sum(wanted.values()) >= 6
    assert Counter(found.dcc.figures()) == wanted
    again = open_dcc(to_bytes(laid_out(write_tree(found.dcc))), file.name, FOLDER)
    assert again.dcc.version == "3.3.0"
    assert list(again.dcc.figures()) == list(found.dcc.figures())
    assert [q.kinds for _, t in again.dcc.tables() for q in t.quantities] == [
        q.kinds for _, t in found.dcc.tables() for q in t.quantities
    ]


@pytest.mark.parametrize("name", REFUSED)
def test_an_invalid_certificate_is_refused_with_line_and_reason(name: str) -> None:
    (file,) = (f for f in ALL if f.name == name)
    assert refusal(file).startswith(REFUSED[name])


@pytest.mark.parametrize("name", BY_RULES)
def test_what_breaks_a_rule_is_read_with_a_remark_and_refused_by_a_check(name: str) -> None:
    (file,) = (f for f in ALL if f.name == name)
    remarks = [str(r) for r in open_dcc(file.read_bytes(), name, FOLDER).remarks]
    assert any(remark.startswith(BY_RULES[name]) for remark in remarks)
    assert refusal(file, strict=True).startswith(BY_RULES[name])


@pytest.mark.parametrize("file", [f for f in VALID if f.name not in BY_RULES], ids=lambda f: f.name)
def test_the_others_pass_the_check(file: Path) -> None:
    open_dcc(file.read_bytes(), file.name, FOLDER, strict=True)


@pytest.fixture(scope="module")
def community() -> Trust:
    """The authority of pydcc's examples."""
    return trust(tuple(c for name in ("root", "sub") for c in read_certificates(_file(f"{name}.crt").read_bytes())))


def _file(name: str) -> Path:
    return PUBLISHED / "pydcc" / name


@pytest.mark.parametrize(("name", "time"), [
    ("dcc_gp_temperature_typical_v12_signed.xml", "2022-10-21T07:47:21Z"),
    ("dcc_gp_temperature_typical_v12_v3.2.0_signed.xml", "2023-03-27T15:14:30Z"),
    ("dcc_gp_temperature_typical_v12_v3.2.0_signed_lt.xml", "2023-06-20T12:12:42Z"),
])  # fmt: skip
def test_a_signature_by_an_authority_that_is_trusted_is_proven(name: str, time: str, community: Trust) -> None:
    content = _file(name).read_bytes()
    found = open_dcc(content, name, FOLDER, trust=community)
    (signed,) = found.signatures
    assert (found.signature, signed.name, signed.time) == ("trusted", "Calibration Lab A1", time)
    assert open_dcc(content, name, FOLDER).signature == "unproven"


def test_a_signature_by_another_authority_is_valid_and_not_proven(community: Trust) -> None:
    name = "dcclib_valid_signature.xml"
    found = open_dcc((PUBLISHED / name).read_bytes(), name, FOLDER, trust=community)
    assert (found.signature, found.signatures[0].organisation) == ("unproven", "PTB")


@pytest.mark.parametrize("place", range(400, 19_000, 1100))
def test_one_changed_character_of_a_signed_certificate_is_found(place: int) -> None:
    content = bytearray(_file("dcc_gp_temperature_typical_v12_v3.2.0_signed.xml").read_bytes())
    start = next(
        n for n in range(place + 1000, len(content)) if chr(content[n]).isalnum() and content[n - 1 : n] == b">"
    )
    content[start] = ord("7") if content[start] != ord("7") else ord("8")
    with pytest.raises(DccRefused):
        open_dcc(bytes(content), "changed", None)
