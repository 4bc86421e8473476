"""What the QR of the seal says of a document; it is attached to the document, so that both say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.text import Text
from reports import statements
from reports.content.common import Json, both
from reports.identity import CALIBRATION, certificate_number
from reports.last_day import last_day

if TYPE_CHECKING:
    from reports.view import RunView


def essentials(run: RunView, name: Text, conclusion: str) -> Json:
    """The essentials of a document.

    Args:
        run: The run.
        name: Title of the document.
        conclusion: What the cover concludes.
    """
    subject, until = run.opened.subject, last_day(run)
    return {
        "number": certificate_number(run),
        "title": name.zh,
        "instrument": subject.name.zh,
        "serial": subject.serial,
        "regulation": run.opened.regulation.id,
        "conclusion": conclusion,
        "on": run.verified_on.isoformat(),
        "valid_until": until.isoformat() if until is not None else "",
        "issuer": run.opened.laboratory.name.zh,
        "check_page": run.numbered.check_page if run.numbered is not None else "",
    }


def attention(run: RunView) -> Json:
    """What stands on the cover so that nobody overlooks it: each is explained in the notes."""
    said: list[Text] = []
    if passed := len(statements.overridden(run)):
        said.append(Text(f"开检条件特批 {passed} 项", f"{passed} start condition(s) overridden"))
    if corrected := len(run.opened.amends):
        said.append(Text(f"更正读数 {corrected} 处", f"{corrected} reading(s) corrected"))
    if earlier := len(run.opened.earlier):
        said.append(Text(f"此前已检 {earlier} 次", f"{earlier} earlier run(s) of this instrument"))
    if run.opened.kind != CALIBRATION and (rows := len(run.verdict.unverified) if run.verdict else 0):
        said.append(Text(f"{rows} 项规程数据未核对原文", f"{rows} figure(s) of the regulation not checked in print"))
    if typed := statements.by_hand(run):
        said.append(Text(f"人工读数 {typed}", f"readings by hand: {typed}"))
    if not run.opened.code.released:
        said.append(Text("软件未正式发布", "software not released"))
    if not said:
        return both(Text("", ""))
    zh, en = "；".join(text.zh for text in said), "; ".join(text.en for text in said)
    return both(Text(f"注意：{zh}。详见“说明”。", f"Note: {en}. See the notes."))
