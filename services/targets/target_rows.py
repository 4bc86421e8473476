"""Reads one table of `targets.toml` after the other, and notes everything that is wrong with its line."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from metrology.text import NO_TEXT, Text
from services.targets.target_lines import line_at

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

KINDS = ("rate", "count", "recorded")
BOUND = "clopper_pearson_95"
COMPARED = "unrounded_ge"


class Reader:
    """Collects problems while a file is read.

    Args:
        lines: Lines of tables and keys.
        figures: Kind and dimensions of every figure, by name.

    Attributes:
        problems: What is wrong, each with its line.
    """

    FIELDS: ClassVar = frozenset({
        "name", "kind", "target", "compare", "figure", "show_bound", "slices", "unit", "definition", "source",
    })  # fmt: skip

    def __init__(self, lines: dict[tuple[str, ...], int], figures: Mapping[str, tuple[str, Collection[str]]]) -> None:
        self._lines, self._figures = lines, figures
        self.problems: list[Text] = []

    def wrong(self, path: tuple[str, ...], said: Text) -> None:
        """Note a problem."""
        line, name = line_at(self._lines, path), ".".join(path)
        self.problems.append(Text(f"第 {line} 行，{name}：{said.zh}", f"line {line}, {name}: {said.en}"))

    def table(self, value: object, path: tuple[str, ...], known: Collection[str]) -> dict[str, Any]:
        """A table; a key that is not known is a problem."""
        if not isinstance(value, dict):
            self.wrong(path, Text("应为表", "has to be a table"))
            return {}
        for key in value:
            if key not in known:
                names = ", ".join(sorted(known))
                self.wrong((*path, key), Text(f"未知项；可用 {names}", f"is not known; there are {names}"))
        return value

    def listed(self, value: object, path: tuple[str, ...]) -> list[Any]:
        """A list of tables."""
        if isinstance(value, list):
            return value
        self.wrong(path, Text("应为一组表 [[…]]", "has to be a list of tables, [[…]]"))
        return []

    def word(self, fields: Mapping[str, Any], path: tuple[str, ...], key: str, *, needed: bool = True) -> str:
        """A text in one form for both languages."""
        value = fields.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            self.wrong((*path, key), Text("应为文本，不能为空", "has to be a text, and not empty"))
            return ""
        return value.strip()

    def text(self, fields: Mapping[str, Any], path: tuple[str, ...], key: str, *, needed: bool = True) -> Text:
        """A text in both languages: ``{ zh = "…", en = "…" }``."""
        value = fields.get(key)
        if value is None and not needed:
            return NO_TEXT
        zh, en = (value.get("zh"), value.get("en")) if isinstance(value, dict) else (None, None)
        if isinstance(zh, str) and isinstance(en, str) and zh.strip() and en.strip():
            return Text(zh, en)
        self.wrong((*path, key), Text('应写作 { zh = "…", en = "…" }', 'has to be { zh = "…", en = "…" }'))
        return NO_TEXT

    def number(self, fields: Mapping[str, Any], path: tuple[str, ...], key: str) -> Fraction | None:
        """An exact number: a text or a whole number; None where it is none."""
        value = fields.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool):
            try:
                found = Decimal(str(value).strip())
                if found.is_finite():
                    return Fraction(found)
            except InvalidOperation:
                pass
        self.wrong(
            (*path, key), Text('应为文本形式的数或整数，如 "0.95"、1000',
            'has to be a number as text or a whole number, such as "0.95" or 1000'),
        )  # fmt: skip
        return None

    def counted(self, fields: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
        """The fields of a target that is counted or recorded."""
        kind, figure = self._kind(fields, path)
        goal = self.number(fields, path, "target") if "target" in fields or kind != "recorded" else None
        if goal is not None and (goal <= 0 or (kind == "rate" and goal > 1)):
            between = (
                Text("大于 0 且不大于 1", "above 0 and at most 1") if kind == "rate" else Text("大于 0", "above 0")
            )
            self.wrong((*path, "target"), Text(f"目标应{between.zh}", f"a target has to be {between.en}"))
        if fields.get("compare", COMPARED) != COMPARED:
            self.wrong((*path, "compare"), Text(f"只有 {COMPARED}", f"there is only {COMPARED}"))
        bound = fields.get("show_bound", "")
        if bound not in {"", BOUND} or (bound and kind != "rate"):
            self.wrong(
                (*path, "show_bound"), Text(f"只有 {BOUND}，且只用于 rate", f"there is only {BOUND}, for a rate")
            )
        if bound == BOUND and goal == 1:
            self.wrong(
                (*path, "show_bound"), Text("目标为 1 时没有界", "a sample never shows a target of 1; leave it out")
            )
        return {
            "name": self.text(fields, path, "name"), "kind": kind, "goal": goal, "figure": figure,
            "unit": self.word(fields, path, "unit", needed=False), "sampled": bound == BOUND,
            "slices": self._slices(fields, path, figure), "definition": self.text(fields, path, "definition"),
            "source": self.text(fields, path, "source", needed=path[-2] != "parts" and len(path) == 2),
        }  # fmt: skip

    def _kind(self, fields: Mapping[str, Any], path: tuple[str, ...]) -> tuple[str, str]:
        kind, figure = fields.get("kind"), fields.get("figure", "")
        if kind not in KINDS:
            self.wrong((*path, "kind"), Text(f"应为 {'、'.join(KINDS)} 之一", f"has to be one of {', '.join(KINDS)}"))
            return "recorded", ""
        if kind == "recorded":
            if figure:
                self.wrong(
                    (*path, "figure"), Text("人工记录的指标没有 figure", "a recorded figure is not counted; remove it")
                )
            return kind, ""
        known = sorted(name for name, (of, _) in self._figures.items() if of == kind)
        if figure not in known:
            names = ", ".join(known)
            self.wrong(
                (*path, "figure"),
                Text(f"没有该 {kind}；可用 {names}", f"is no {kind} that can be counted; there are {names}"),
            )
            return kind, ""
        return kind, figure

    def _slices(self, fields: Mapping[str, Any], path: tuple[str, ...], figure: str) -> tuple[str, ...]:
        given = fields.get("slices", [])
        known = self._figures[figure][1] if figure else ()
        if not isinstance(given, list) or not all(isinstance(name, str) and name in known for name in given):
            names = ", ".join(known)
            self.wrong((*path, "slices"), Text(f"可用 {names or '无'}", f"there are {names or 'none'} for this figure"))
            return ()
        return tuple(given)
