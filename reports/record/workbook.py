"""A workbook from tables of texts: the parts of Office Open XML that such a file needs, written directly.

A general library makes an object of every cell and takes ten times as long. ECMA-376 part 1: 18.2 to 18.8, 22.9.2.19.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MOST_DECIMALS: Final = 15
DIGITS_KEPT: Final = 15
"""A workbook keeps numbers as binary floats: beyond 15 digits the text is kept instead."""
LONGEST_TITLE: Final = 31
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_NUMBER = re.compile(r"-?\d+(\.(?P<fraction>\d+))?")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dc:creator>Steelyard</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
)
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_FILLS = (
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE6ECF2"/></patternFill></fill></fills>'
)
_HEADED = 'applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/>'
_PLAIN = 'borderId="0" xfId="0"'
_FOLDER = "worksheets/sheet"
_FIRST_FORMAT = 164
_TEXT, _BOLD, _WHOLE = 0, 1, 2


class Page(NamedTuple):
    """A sheet.

    Attributes:
        title: Its name; cut at 31 characters.
        heads: Heads of the columns; they stay in sight.
        rows: Cells as texts.
        numeric: Columns whose cells are numbers where they can be.
        widths: Width of each column in characters.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int]
    widths: Sequence[int]


def workbook(pages: Sequence[Page], moment: datetime) -> bytes:
    """The file; the same pages and moment give the same bytes."""
    titles = [_FORBIDDEN_IN_TITLES.sub(" ", page.title)[:LONGEST_TITLE] for page in pages]
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    numbers = range(1, len(pages) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(t)} sheetId="{n}" r:id="rId{n}"/>' for n, t in zip(numbers, titles, strict=True)
    )
    links = "".join(_relation(n, f"{_OFFICE}/worksheet", _FOLDER + f"{n}.xml") for n in numbers)
    spread, kept = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml",
        "application/vnd.openxmlformats-package",
    )
    kinds = {
        "/xl/workbook.xml": f"{spread}.sheet.main+xml",
        "/xl/styles.xml": f"{spread}.styles+xml",
        "/docProps/core.xml": f"{kept}.core-properties+xml",
        **{"/xl/" + _FOLDER + f"{n}.xml": f"{spread}.worksheet+xml" for n in numbers},
    }
    named = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    usual = f'<Default Extension="rels" ContentType="{kept}.relationships+xml"/>'
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    whole = [_relation(1, f"{_OFFICE}/officeDocument", "xl/workbook.xml"), _relation(2, core, "docProps/core.xml")]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{usual}{named}</Types>',
        "_rels/.rels": _relations("".join(whole)),
        "docProps/core.xml": _CORE.format(stamp=stamp),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(links + _relation(len(pages) + 1, f"{_OFFICE}/styles", "styles.xml")),
        "xl/styles.xml": _styles(),
        **{"xl/" + _FOLDER + f"{n}.xml": _sheet(page) for n, page in zip(numbers, pages, strict=True)},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(zipfile.ZipInfo(name, _EARLIEST), (_HEAD + part).encode(), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def column_name(place: int) -> str:
    """Letters of a column, the first being 0.

    >>> column_name(0), column_name(25), column_name(26), column_name(701), column_name(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _sheet(page: Page) -> str:
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(page.widths, 1))
    letters = [column_name(n) for n in range(len(page.heads))]
    head = "".join(_text(f"{letter}1", text, _BOLD) for letter, text in zip(letters, page.heads, strict=True))
    lines = []
    for n, row in enumerate(page.rows, 2):
        cells = (_cell(f"{letters[k]}{n}", text, numeric=k in page.numeric) for k, text in enumerate(row))
        lines.append(f'<row r="{n}">{"".join(cells)}</row>')
    data = f'<row r="1">{head}</row>{"".join(lines)}'
    return f'<worksheet xmlns="{_MAIN}">{_FROZEN}<cols>{columns}</cols><sheetData>{data}</sheetData></worksheet>'


def _cell(at: str, text: str, *, numeric: bool) -> str:
    match = _NUMBER.fullmatch(text) if numeric else None
    if match and len(text.lstrip("-0.").replace(".", "")) <= DIGITS_KEPT:
        decimals = min(len(match["fraction"] or ""), MOST_DECIMALS)
        return f'<c r="{at}" s="{_WHOLE + decimals}"><v>{text}</v></c>'
    return _text(at, text, _TEXT) if text else ""


def _text(at: str, text: str, style: int) -> str:
    written = escape(_UNWRITABLE.sub(lambda m: f"_x{ord(m[0]):04X}_", text))
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _styles() -> str:
    """Text, head, and numbers with 0 to 15 decimals."""
    made = [f'<numFmt numFmtId="{_FIRST_FORMAT + n}" formatCode="0.{"0" * n}"/>' for n in range(1, MOST_DECIMALS + 1)]
    cells = [
        f'<xf numFmtId="49" fontId="0" fillId="0" {_PLAIN} applyNumberFormat="1"/>',
        f'<xf numFmtId="49" fontId="1" fillId="2" {_PLAIN} {_HEADED}</xf>',
        f'<xf numFmtId="1" fontId="0" fillId="0" {_PLAIN} applyNumberFormat="1"/>',
    ]
    formats = range(_FIRST_FORMAT + 1, _FIRST_FORMAT + MOST_DECIMALS + 1)
    cells += [f'<xf numFmtId="{n}" fontId="0" fillId="0" {_PLAIN} applyNumberFormat="1"/>' for n in formats]
    font = '<font>{}<sz val="11"/><name val="Calibri"/></font>'
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(made)}">{"".join(made)}</numFmts>'
        f'<fonts count="2">{font.format("")}{font.format("<b/>")}</fonts>{_FILLS}'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
