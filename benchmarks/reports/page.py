"""One warm certificate, beside WeasyPrint and reportlab making a page of the same content.

python -m benchmarks.reports.page [ROUNDS] [REGULATION]
"""

import copy
import html
import io
import json
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from reports.content.document import document
from reports.content.record import record
from reports.documents import _legal, _record
from reports.fonts import font_folders, fonts
from reports.model import read_run
from reports.read_back import page_texts
from reports.record.as_csv import record_csv
from reports.record.as_xlsx import record_xlsx
from reports.typesetting import typeset
from tests.reports.examples import example_run

REGULATION = "JJG 52"


def used() -> float:
    """Processor time of this process so far, with that of the kernel for it, ms."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return 1000 * (spent.ru_utime + spent.ru_stime)


def timed(name: str, work: Callable[[int], object], rounds: int) -> None:
    """Median and largest of warm rounds; no round sees what another saw."""
    work(-2)
    work(-1)
    wall, processor = [], []
    for n in range(rounds):
        began, before = time.perf_counter(), used()
        work(n)
        wall.append(1000 * (time.perf_counter() - began))
        processor.append(used() - before)
    middle, worst = statistics.median(wall), max(wall)
    spent, least = statistics.median(processor), min(processor)
    print(
        f"{name:44s} wall {middle:7.1f} ms, worst {worst:7.1f}; processor {spent:7.1f} ms, least {least:7.1f}",
        flush=True,
    )


def another(content: dict[str, Any], n: int) -> dict[str, Any]:
    """The certificate of another instrument: number, serial number, last digits, points of the curves."""
    other = random.Random(n)
    made: dict[str, Any] = copy.deepcopy(content)
    made["number"] = f"SY-20261123-070000-{n + 100000:06d}"
    for field in made["cover"]["fields"]:
        if field["name"]["en"] == "Serial no.":
            field["zh"] = f"G-2026-{n + 100:04d}"
    for item in made.get("measured", made["items"]):
        for cell in (cell for row in item["rows"] for cell in row["cells"] if cell["number"]):
            cell["text"] = re.sub(r"[0-9]$", lambda _: str(other.randrange(10)), cell["text"])
        for series in (series for curve in item["curves"] for series in curve["series"]):
            series["points"] = [[x, 0.9 * y + 0.1 * other.random()] for x, y in series["points"]]
    return made


def tables(content: dict[str, Any]) -> list[list[list[str]]]:
    """The tables of the compact form as plain texts."""
    fields = [[f["name"]["zh"], f["zh"], f["en"]] for f in (*content["cover"]["fields"], *content["conditions"])]
    made = [fields]
    for item in content["measured"]:
        head = ["检定点", *(f"{c['zh']} / {c['unit']}" for c in item["columns"])]
        made.append([head, *([r["label"]["text"], *(c["text"] for c in r["cells"])] for r in item["rows"])])
    return made


def by_weasyprint(content: dict[str, Any]) -> bytes:
    """The same texts by WeasyPrint."""
    from weasyprint import HTML

    rows = "".join(
        "<table>" + "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in r) + "</tr>" for r in t) + "</table>"
        for t in tables(content)
    )
    style = "body{font-family:'Noto Serif CJK SC';font-size:9pt} table{border-collapse:collapse;width:100%}"
    title = f"<h1>{content['title']['zh']}</h1><p>{content['number']}</p>"
    notes = "".join(f"<p>{html.escape(n['zh'])}</p>" for n in content["notes"])
    made = HTML(string=f"<html><style>{style}</style><body>{title}{rows}{notes}</body></html>").write_pdf()
    assert isinstance(made, bytes)
    return made


def by_reportlab(content: dict[str, Any]) -> bytes:
    """The same texts by reportlab, with a font of its own for Chinese: it reads no Noto CJK (CFF)."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = getSampleStyleSheet()["Normal"].clone("cjk", fontName="STSong-Light", fontSize=9)
    parts: list[Any] = [Paragraph(content["title"]["zh"], style), Paragraph(content["number"], style)]
    parts += [Table(t, style=[("FONT", (0, 0), (-1, -1), "STSong-Light", 8)]) for t in tables(content)]
    parts += [Paragraph(html.escape(n["zh"]), style) for n in content["notes"]]
    target = io.BytesIO()
    SimpleDocTemplate(target).build(parts)
    return target.getvalue()


EMPTY = """#let look = json("look.json")
#set text(font: "Noto Serif CJK SC", fallback: false)
检定证书 #text(weight: "bold")[检定] #text(font: "Noto Sans CJK SC")[#look.number *0.01*]
"""


def empty_page(folder: Path) -> Callable[[int], object]:
    """A page with a word in each of the four fonts, by a kept compiler: less Typst cannot do."""
    import typst

    (folder / "empty.typ").write_text(EMPTY, encoding="utf-8")
    (folder / "look.json").write_text('{"number": ""}', encoding="utf-8")
    compiler = typst.Compiler(
        input=str(folder / "empty.typ"), root=str(folder), font_paths=fonts(), ignore_system_fonts=True
    )

    def page(n: int) -> object:
        (folder / "look.json").write_text(json.dumps({"number": f"SY-{n}"}), encoding="utf-8")
        return compiler.compile(format="pdf", pdf_standards=["a-3b"])

    return page


def main(rounds: int = 20, regulation: str = REGULATION) -> None:
    """Print the times."""
    run = read_run(example_run(regulation))
    content, original = document(run), record_csv(run)
    print(f"{regulation}, {len(run.observations)} readings, fonts in {font_folders()[0]}, {rounds} rounds")
    others = {n: another(content, n) for n in range(-2, rounds)}
    bare = {n: {**o, "measured": [{**i, "curves": []} for i in o.get("measured", [])]} for n, o in others.items()}
    pdf = typeset(content["template"], content, time=run.finished, record=original)

    def set_only(of: dict[str, Any]) -> bytes:
        return typeset(of["template"], of, time=run.finished, record=original)

    def whole(n: int) -> object:
        read = read_run(example_run(regulation))
        document(read)
        return _legal(others[n], run, record_csv(read), b"")

    timed("certificate: journal to PDF, read back", whole, rounds)
    timed("  of which reading the journal", lambda _: read_run(example_run(regulation)), rounds)
    timed("  of which content", lambda _: document(run), rounds)
    more = {n: another(content, n + 5000) for n in others}
    timed("  of which typesetting", lambda n: set_only(more[n]), rounds)
    timed("  the same without curves", lambda n: set_only(bare[n]), rounds)
    timed("  of which reading back", lambda n: page_texts(pdf + b"\n" * (n + 3)), rounds)
    with tempfile.TemporaryDirectory() as folder:
        timed("  an empty page with the same fonts by Typst", empty_page(Path(folder)), rounds)
    timed(
        "record (PDF), read back", lambda n: _record(replace(run, run=f"20261123-070000-{n + 100000:07d}"), {}), rounds
    )
    timed("record (XLSX)", lambda _: record_xlsx(run), rounds)
    timed("record (CSV)", lambda _: record_csv(run), rounds)
    timed("content of the record", lambda _: record(run), rounds)
    for name, make in (("WeasyPrint", by_weasyprint), ("reportlab", by_reportlab)):
        try:
            timed(f"{name}, same texts, nothing checked", lambda n, make=make: make(others[n]), rounds)
        except ImportError:
            print(f"{name} is not installed")


if __name__ == "__main__":
    main(*(int(word) if word.isdigit() else word for word in sys.argv[1:]))  # type: ignore[arg-type]
