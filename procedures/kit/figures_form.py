"""The file to fill in with what must be read in print: every figure empty, what is remembered beside it as a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.kit.figures_file import HEADER
from procedures.kit.filled import blank, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procedures.kit.unread import Clause, Figure

_HEAD = """\
# 待核对原文的数据。请按印刷版逐条填写，不要照抄注释中凭记忆的数值；原文没有的写 "none"。
# 填好后放入实验室文件夹的 figures/。
# What must be read in print. Fill in what the page prints, not what is remembered beside it; "none" where print has none.
# Then put the file into the folder figures/ of the laboratory.
{header} = "{edition}"

[read]
source = ""                 # 所读文本：书名、出版社、印次 | what was read: title, publisher, printing
by = ""                     # 读取人 | who read the figures in print
on = ""                     # 日期，如 2026-11-29 | day, such as 2026-11-29, without quotation marks
checked_by = ""             # 核对人，另一人 | who compared this file with the print, another person
checked_on = ""
"""


def figures_form(edition: str, clauses: Sequence[Clause]) -> str:
    """The content of the file for an edition."""
    return "\n".join([_HEAD.format(header=HEADER, edition=edition), *map(_clause, clauses)])


def _clause(clause: Clause) -> str:
    about = f"# {clause.clause or clause.key}{f' ({clause.note})' if clause.note else ''}"
    lines = [about, f"[clauses.{clause.key}]", 'clause = ""', 'page = ""']
    if clause.figures:
        lines += [f"[clauses.{clause.key}.figures]", *map(_figure, clause.figures)]
    return "\n".join([*lines, ""])


def _figure(figure: Figure) -> str:
    columns = f"{', '.join(figure.columns)}; " if figure.columns else ""
    name = f"{figure.name.zh} | {figure.name.en}; " if figure.name.zh else ""
    unit = f" {figure.unit}" if figure.unit else ""
    remembered = f"无记忆数值 | no value is remembered{unit and f',{unit}'}"
    if figure.remembered is not None:
        remembered = f"凭记忆 | from memory: {shown(figure.remembered)}{unit}"
    return f'"{figure.key}" = {blank(figure.remembered)}    # {name}{columns}{remembered}'
