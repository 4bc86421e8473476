"""`steelyard form -o` never overwrites a form that may be filled in, and writes only what it says."""

from typing import Any


def test_a_form_is_not_overwritten(lab: Any) -> None:
    words = ("form", "JJG 52", "--subject", lab.subject("gauge"), "-o", lab.folder / "form.csv")
    assert lab(*words).code == 0
    (lab.folder / "form.csv").write_text("filled in", "utf-8")
    said = lab(*words)
    assert (said.code, "--force" in said.err) == (2, True)
    assert (lab.folder / "form.csv").read_text("utf-8") == "filled in"
    assert lab(*words, "--force").code == 0


def test_a_form_is_csv(lab: Any) -> None:
    path = lab.folder / "form.xlsx"
    assert lab("form", "JJG 52", "--subject", lab.subject("gauge"), "-o", path).code == 2
    assert not path.exists()
