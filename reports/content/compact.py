"""The compact form of a certificate: what institutes print. Every check, source and formula stands in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.text import Text
from reports.content.common import Json, both, status
from reports.content.remarks import stated_in_general, unverified_items
from reports.identity import Kind
from reports.numerals import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.view import RunView

COMPACT = "compact"
FORMS = frozenset({Kind.CERTIFICATE, Kind.NOTICE, Kind.CALIBRATION})
"""Documents that have a compact form; what explains why there is no certificate is always printed in full."""
_UNCERTAINTY = "扩展不确定度"
SIDE_BY_SIDE = 7
"""A narrow table with so many rows stands in two halves side by side."""
MOST_HALVED = 90
"""A longer one would put row 2 on another page than row 1's neighbour."""
KEPT_TOGETHER = 8
"""A table of up to this many rows is not broken over pages."""
FEWEST_DRAWN = 5
"""A curve through fewer points says no more than their table."""
_HALF_PAGE, _PAGE = 40, 90


def is_compact(run: RunView, kind: Kind) -> bool:
    """Whether a run's document is printed in the compact form."""
    return run.opened.policy.certificate == COMPACT and kind in FORMS


def compact(run: RunView, content: Json) -> Json:
    """The content of the full form, without what only the record shows.

    Args:
        run: The run.
        content: What `reports.content.document` makes for the full form.
    """
    items: Sequence[Json] = content["items"]
    bilingual = content["language"] == "both"
    notable = [item for item in content["checks"] if item["outcome"]["key"] != "conform"]
    examined = (*notable, *items)
    brief = [_brief(item) for item in examined if not item["columns"]]
    measured = [_measured(item, both_languages=bilingual) for item in examined if item["columns"]]
    return {
        **content,
        "brief": brief,
        "measured": measured,
        "items": [*brief, *measured],  # what else is made of the content, such as the DCC, states what is printed
        "checks": [],
        "pedigree": pedigree(run),
        "left_out_said": both(_left_out(content["left_out"])),
    }


def _left_out(entries: Sequence[Json]) -> Text:
    """The items that were not examined, in a sentence."""
    zh = "；".join(f"{e['name']['zh']}（{e['reason']['zh'].rstrip('。')}）" for e in entries)
    en = "; ".join(f"{e['name']['en']} ({e['reason']['en'].rstrip('.')})" for e in entries)
    return Text(f"未检项目：{zh}。", f"Items not examined: {en}.")


def pedigree(run: RunView) -> list[Json]:
    """How many requirements were not verified against the printed regulation, by status; the record lists them."""
    said = stated_in_general(run)
    counted = {status(value): len(items) for value, items in unverified_items(run).items()}
    if counted:
        zh = "，".join(f"{text.zh} {n} 项" for text, n in counted.items())
        en = ", ".join(f"{text.en} {n}" for text, n in counted.items())
        said.append(
            Text(
                f"各项目所依据的数据：{zh}，逐项列于原始记录。",
                f"Data that the items rest on: {en}; the original record lists them.",
            )
        )
    return [both(text) for text in said]


def _brief(item: Json) -> Json:
    """An item without a table of results: its outcome, and every check that is not conform."""
    return {**item, "rows": [row for row in item["rows"] if row["outcome"]["key"] not in {"conform", "stated"}]}


def _one_line(item: Json, *, both_languages: bool) -> tuple[bool, int]:
    """Whether both languages of every label stand on one line, and the share of the page that its column needs."""
    texts = [row["label"] for row in item["rows"] if not row["across"]]
    widest = max((width(t["text"]) + (width(t["en"]) * 4 // 5 + 2 if t["en"] else 0) for t in texts), default=0)
    others = sum(column["weight"] for column in item["columns"])
    fits = both_languages and any(t["en"] for t in texts) and widest + others <= _PAGE
    return fits, widest + 2 if fits else item["label_weight"]


def _measured(item: Json, *, both_languages: bool) -> Json:
    """The table of an item; the column of conclusions stands there only where one differs from that of the item."""
    rows, columns = item["rows"], item["columns"]
    said = {row["outcome"]["key"] for row in rows} - {"stated"}
    told = any(row["reason"]["zh"] or row["reason"]["en"] or row["across"] for row in rows)
    width = max(item["label_weight"], 12) + sum(column["weight"] for column in columns)
    one_line, label = _one_line(item, both_languages=both_languages)
    halved = SIDE_BY_SIDE <= len(rows) <= MOST_HALVED and width <= _HALF_PAGE and not told
    return {
        **item,
        "by_row": item["judged"] and said != {item["outcome"]["key"]},
        "halved": halved,
        "one_line": one_line,
        "label_weight": label,
        "keep": len(rows) <= KEPT_TOGETHER,
        "curves": [c for c in item["curves"] if max(len(s["points"]) for s in c["series"]) >= FEWEST_DRAWN],
        "notes": [note for note in item["notes"] if note["name"]["zh"] == _UNCERTAINTY],
        "charts": [],
    }
