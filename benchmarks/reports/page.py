"""One warm certificate, beside WeasyPrint and reportlab making a page of the same content.

python -m benchmarks.reports.page [ROUNDS]
"""

import html
import io
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from reports.content.document import document
from reports.content.record import record
from reports.documents import _legal, _record
from reports.fonts import font_folders
from reports.model import read_run
from reports.record.as_csv import record_csv
from reports.record.as_xlsx import record_xlsx
from tests.reports.examples import example_run

REGULATION = "JJG 52"


def timed(name: str, work: Callable[[int], object], rounds: int) -> None:
    """Median and largest of warm rounds; each round has another number, as in a laboratory."""
    work(-1)
    wall, processor = [], []
    for n in range(rounds):
        began, used = time.perf_counter(), time.process_time()
        work(n)
        wall.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.process_time() - used))
    middle, used, worst = statistics.median(wall), statistics.median(processor), max(wall)
    print(f"{name:44s} {middle:7.1f} ms, worst {worst:7.1f}; processor {used:7.1f} ms")


def numbered(content: dict[str, Any], n: int) -> dict[str, Any]:
    """The same content with another number."""
    return {**content, "number": f"SY-20261123-070000-{n + 100000:06d}"}


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


def main(rounds: int = 20) -> None:
    """Print the times."""
    run = read_run(example_run(REGULATION))
    content, original = document(run), record_csv(run)
    print(f"{REGULATION}, {len(run.observations)} readings, fonts in {font_folders()[0]}, {rounds} rounds")
    timed("certificate, unsigned, read back", lambda n: _legal(numbered(document(run), n), run, original, b""), rounds)
    timed("record (PDF), read back", lambda _: _record(run, {}), rounds)
    timed("record (XLSX)", lambda _: record_xlsx(run), rounds)
    timed("record (CSV)", lambda _: record_csv(run), rounds)
    timed("content of the record", lambda _: record(run), rounds)
    for name, make in (("WeasyPrint", by_weasyprint), ("reportlab", by_reportlab)):
        try:
            timed(f"{name}, same texts, nothing checked", lambda n, make=make: make(numbered(content, n)), rounds)
        except ImportError:
            print(f"{name} is not installed")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
