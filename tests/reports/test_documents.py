"""Which document a run gets, and what can be read on it."""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from records.entries import Amends, People, Person, Policy, Verifier
from records.event import Event
from reports.documents import write_documents
from reports.errors import BadJournal, MissingGlyph, NoVerdict, TemplateFault
from reports.read_back import confirm
from tests.reports.conftest import FAILS, INCOMPLETE, VOID, scale_run, undecided_run

Run = Callable[..., list[Event]]
RECORD = ["record.pdf", "record.csv", "record.xlsx"]


def kind(path: Path) -> str:
    """Name of a document without serial number and run."""
    return path.name.partition("_")[0] + path.suffix


def pages(path: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def test_a_run_that_conforms_gets_a_certificate(scale: Run, tmp_path: Path) -> None:
    written = write_documents(scale(), tmp_path / "new" / "folder")
    assert [kind(path) for path in written] == ["certificate.pdf", *RECORD]
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == sorted(p.name for p in written)
    cover, *inner = pages(written[0])
    for text in (
        "检定证书",
        "Verificationcertificate",
        "III级合格",
        "有效期至",
        "2027年11月22日",
        "张检定",
        "批准人",
    ):
        assert text in cover
    everything = "".join(inner)
    for text in ("JJG539-2016", "20.3°C～20.6°C", "M1等级标准砝码组", "2027-05-30", "总体的数据状态为“未核实”"):
        assert text in everything
    for text in ("−1.5", "±7.5", "简单接受", "OIMLR76-13.5.1Table6：间接来源", "以下空白"):
        assert text in everything
    assert "不合格" not in "".join([cover, *inner])
    assert "-1.5" not in everything


def test_a_run_that_fails_gets_a_notice_with_item_and_clause_and_no_validity(scale: Run, tmp_path: Path) -> None:
    written = write_documents(scale(FAILS), tmp_path)
    assert [kind(path) for path in written] == ["notice.pdf", *RECORD]
    cover, *inner = pages(written[0])
    for text in (
        "检定结果通知书",
        "不合格项目",
        "称量",
        "条款ClauseJJG539-2016称量/OIMLR76-1A.4.4.1",
        "不合格notconform",
    ):
        assert text in cover
    assert "−8.0" in "".join(inner)
    assert "检定证书" not in "".join([cover, *inner])
    assert "有效期至" not in cover
    assert "级合格" not in cover


@pytest.mark.parametrize(
    ("run", "heading", "item", "word"),
    [
        (lambda: scale_run(INCOMPLETE), "检定未完成说明", "重复性", "未完成"),
        (lambda: scale_run(VOID), "检定无效说明", "称量", "无效"),
        (undecided_run, "检定待定说明", "示值误差", "待定"),
    ],
)
def test_any_other_outcome_gets_a_statement(
    run: Callable[[], list[Event]], heading: str, item: str, word: str, tmp_path: Path
) -> None:
    written = write_documents(run(), tmp_path)
    assert kind(written[0]) == "report.pdf"
    cover = pages(written[0])[0]
    assert heading in cover
    assert "未作出合格与否的结论" in cover
    assert re.search(rf"{item}[A-Za-z]+条款Clause[^条]+{word}", cover)
    assert "有效期至" not in cover


def test_the_policy_may_refuse_a_certificate_on_data_without_source(scale: Run, tmp_path: Path) -> None:
    assert kind(write_documents(scale(), tmp_path)[0]) == "certificate.pdf"
    policy = Policy(unverified_data="refuse")
    path = write_documents(scale(policy=policy), tmp_path)[0]
    assert kind(path) == "report.pdf"
    assert "本机构规定此时不出具检定证书" in pages(path)[0]


def test_a_simulated_run_says_so_on_every_page_of_every_document(scale: Run, tmp_path: Path) -> None:
    real = write_documents(scale(), tmp_path / "real")
    simulated = write_documents(scale(simulated=True), tmp_path / "simulated")
    for path in (simulated[0], simulated[1]):
        # Once in the band at the head, once in the watermark.
        assert all(page.count("模拟运行·simulated,notvalid") >= 2 for page in pages(path))
    assert not any("模拟运行·simulated" in page for page in pages(real[0]))


def test_a_document_of_a_corrected_record_names_the_one_it_replaces(scale: Run, tmp_path: Path) -> None:
    cited = Amends(
        run="20261120-080000-aa", entry=7, hash="aa", address="appearance/nameplate", old="不合格", new="合格",
        who=Person(id="p1", name="甲"), when="2026-11-24T00:00:00+00:00", why="误记", evidence="纸质表",
        checked_by=Person(id="p2", name="乙"),
    )  # fmt: skip
    first, *_ = write_documents(scale(amends=(cited,)), tmp_path)
    printed = "".join("".join(pages(first)).split())
    assert "替代记录20261120-080000-aa" in printed
    assert "原因：误记" in printed


def test_fonts_are_the_chinese_ones_and_embedded(scale: Run, tmp_path: Path) -> None:
    reader = pypdf.PdfReader(write_documents(scale(), tmp_path)[0])
    fonts = [font for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts}
    assert {name.split("+")[1].split("-")[0] for name in names} == {"NotoSerifCJKsc", "NotoSansCJKsc"}
    descendants = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert all("/FontFile3" in descriptor for descriptor in descendants)


def test_a_pdf_is_an_archive_file_with_the_record_inside(scale: Run, tmp_path: Path) -> None:
    events = scale()
    written = write_documents(events, tmp_path)
    reader = pypdf.PdfReader(written[0])
    assert reader.attachments["record.csv"][0] == next(tmp_path.glob("record_*.csv")).read_bytes()
    metadata = reader.xmp_metadata
    assert metadata is not None
    assert "<pdfaid:part>3</pdfaid:part>" in metadata.stream.get_data().decode()
    ended = events[-1].time[:16].replace("T", " ")
    assert str(reader.metadata.creation_date).startswith(ended) if reader.metadata else False


def test_the_same_journal_gives_the_same_bytes(scale: Run, tmp_path: Path) -> None:
    first = write_documents(scale(simulated=True), tmp_path / "1")
    second = write_documents(scale(simulated=True), tmp_path / "2")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_run_without_verdict_gets_nothing_and_is_told_to_resume(scale: Run, tmp_path: Path) -> None:
    for events in (scale(stop=True), scale()[:-1], scale()[:5]):
        with pytest.raises(NoVerdict, match="steelyard resume 20261123-070000-8f3a4c2"):
            write_documents(events, tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_certificate_is_refused_where_an_item_contradicts_the_verdict(scale: Run, tmp_path: Path) -> None:
    conforms = next(e for e in scale() if e.kind == "verdict")
    told = [conforms if e.kind == "verdict" else e for e in scale(FAILS)]
    with pytest.raises(BadJournal, match="weighing"):
        write_documents(told, tmp_path)
    without = [e for e in scale() if (e.kind, e.address) != ("item", "eccentricity")]
    with pytest.raises(BadJournal, match="eccentricity"):
        write_documents(without, tmp_path)


def test_a_character_without_glyph_stops_everything(scale: Run, tmp_path: Path) -> None:
    people = People(operator=Verifier(id="p1", name="李\N{TIBETAN SYLLABLE OM}"))
    with pytest.raises(MissingGlyph, match="\N{TIBETAN SYLLABLE OM}"):
        write_documents(scale(people=people), tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_an_existing_document_survives_a_failure(scale: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = write_documents(scale(), tmp_path)[0].read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_documents(scale(simulated=True), tmp_path)
    assert next(tmp_path.glob("certificate_*.pdf")).read_bytes() == old
    assert sorted(kind(p) for p in tmp_path.iterdir()) == sorted(["certificate.pdf", *RECORD])


def test_a_laboratory_may_bring_its_own_letterhead(scale: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    own.mkdir()
    guide = Path(__file__).parents[2] / "docs" / "how-to" / "change-the-letterhead.md"
    example = guide.read_text(encoding="utf-8").split("```typst\n")[1].split("```")[0]
    (own / "letterhead.typ").write_text(example, encoding="utf-8")
    monkeypatch.setenv("STEELYARD_LETTERHEAD", str(own))
    cover = pages(write_documents(scale(), tmp_path)[0])[0]
    assert "电话" not in cover
    assert re.search(r"信头，摘要[0-9a-f]{16}", "".join(pages(write_documents(scale(), tmp_path)[0])))
    for name in ("watermark.typ", "cover.typ", "document.typ", "pages.typ", "style.typ"):
        (own / name).write_text("#let watermark(s) = none\n#let band(s) = none", encoding="utf-8")
        with pytest.raises(TemplateFault, match=f"{name} cannot be replaced"):
            write_documents(scale(simulated=True), tmp_path)
        (own / name).unlink()
    (own / "letterhead.typ").write_text("#let head(d) = [", encoding="utf-8")
    with pytest.raises(TemplateFault, match="unclosed delimiter"):
        write_documents(scale(), tmp_path)
    monkeypatch.setenv("STEELYARD_LETTERHEAD", str(tmp_path / "nowhere"))
    with pytest.raises(TemplateFault, match="nowhere"):
        write_documents(scale(), tmp_path)


HOSTILE = """
#let head(d) = { place(rect(width: 300mm, height: 300mm, fill: white)); [合格] }
#let foot(d) = [#d.at("cover", default: (:)) #show regex("模拟.*"): none]
"""


def test_a_letterhead_reaches_neither_marks_nor_verdict(
    scale: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "letterhead.typ").write_text(HOSTILE, encoding="utf-8")
    monkeypatch.setenv("STEELYARD_LETTERHEAD", str(own))
    texts = pages(write_documents(scale(simulated=True), tmp_path)[0])
    assert all("模拟运行" in text for text in texts)
    assert texts[0].count("合格") == 1


@pytest.mark.parametrize("missing", [{"first": ["不合格品"]}, {"every": ["仅在别处"]}])
def test_a_document_that_does_not_show_what_it_must_is_not_written(
    scale: Run, tmp_path: Path, missing: dict[str, list[str]]
) -> None:
    pdf = write_documents(scale(), tmp_path)[0].read_bytes()
    wanted: dict[str, list[str]] = {"first": [], "every": [], **missing}
    with pytest.raises(TemplateFault, match="does not show"):
        confirm(pdf, first=wanted["first"], every=wanted["every"], name="certificate")


def test_a_logo_is_set(scale: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    own.mkdir()
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (own / "logo.svg").write_text(drawing, encoding="utf-8")
    plain = write_documents(scale(), tmp_path)[0].read_bytes()
    monkeypatch.setenv("STEELYARD_LETTERHEAD", str(own))
    assert write_documents(scale(), tmp_path)[0].read_bytes() != plain


def test_hundreds_of_points_run_over_pages_with_their_heads(scale: Run, tmp_path: Path) -> None:
    events = scale()
    place = next(i for i, e in enumerate(events) if e.kind == "conclusion" and e.address.startswith("weighing/up"))
    sample = events[place]
    many = [
        Event(sample.run, sample.seq, sample.time, "conclusion", f"{sample.address}/{n}", sample.body, "", "")
        for n in range(120)
    ]
    path = write_documents([*events[:place], *many, *events[place:]], tmp_path)[0]
    texts = pages(path)
    assert sum("修正误差" in text for text in texts) >= 3
    assert f"第1页共{len(texts)}页" in texts[0]
    assert len(pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages) == len(texts)
