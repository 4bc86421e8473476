"""What documents state of figures from memory, and of figures that the laboratory read in print in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from records.entries import FiguresUsed
    from reports.view import RunView


def trial(run: RunView) -> Text:
    """Why a run by a draft concludes nothing, and what would change that."""
    id_ = run.opened.regulation.id
    return Text(
        f"{id_} 在本软件中的部分数据凭记忆录入，未核对规程原文；本次为试运行，不据以判定合格或不合格。"
        "本报告既不是检定证书，也不是检定结果通知书，不给出有效期。须由两人核对原文、补录数据后重新检定；待核对的数据见"
        f" steelyard regulations “{id_}” --missing。",
        f"Figures of {id_} are from memory and were not read in print. This was a trial: nothing conforms or fails by"
        " them. It is neither a certificate nor a notice and gives no validity. Two persons have to read the figures in"
        f" print before the instrument is verified; steelyard regulations “{id_}” --missing lists them.",
    )


def read_in_print(used: FiguresUsed) -> Text:
    """Who read the figures, who checked them, in which text, and the digest of the file."""
    return Text(
        f"规程原先未核实的数据由本机构据印刷文本补录：{used.source}；{used.read_by} 于 {used.read_on} 读取，"
        f"{used.checked_by} 于 {used.checked_on} 核对；数据文件 {used.file}，SHA-256 {used.sha256}。",
        f"Figures that were not verified were read in print by this laboratory: {used.source}; read by {used.read_by}"
        f" on {used.read_on}, checked by {used.checked_by} on {used.checked_on}; file {used.file},"
        f" SHA-256 {used.sha256}.",
    )
