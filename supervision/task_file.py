"""Tasks in a file that a person writes: a list in JSON, or a table with a row for each instrument."""

from __future__ import annotations

import hashlib
import mimetypes
from typing import TYPE_CHECKING, Any, Final

import orjson

from exchange.errors import FieldProblem, FormError
from inputs.bounded import BadFile, read_bytes, read_rows, read_text
from messages import both
from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OF_TASK: Final = ("task_id", "institute", "wanted_until", "delivery", "note")


def read_tasks(path: Path, now: str) -> list[dict[str, Any]]:
    """The tasks of a file, as plain values that were not checked yet.

    The columns of a table are the fields of a task (`task_id`, `institute`, `wanted_until`, `delivery`, `note`), those of its client with
    `client.` before them, and those of an instrument. Rows of one `task_id` are one task.

    Args:
        path: A file ``.json`` or ``.csv``.
        now: Time that a task bears which names none.

    Raises:
        FormError: The file cannot be read.
    """
    try:
        given = _table(read_text(path)) if path.suffix.lower() == ".csv" else orjson.loads(read_bytes(path))
    except BadFile as error:
        raise FormError([FieldProblem(str(path), both(str(error)))]) from error
    except orjson.JSONDecodeError as error:
        raise FormError([FieldProblem(str(path), Text(f"不是 JSON：{error}", f"is no JSON: {error}"))]) from error
    tasks = given if isinstance(given, list) else [given]
    if not tasks or not all(isinstance(t, dict) for t in tasks):
        raise FormError([FieldProblem(str(path), Text("文件中没有任务", "there is no task in it"))])
    return [{"form": 1, "created": now, **t} for t in tasks]


def attached(task: dict[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    """A task with further files, by their names."""
    listed = [
        {
            "name": name, "media": mimetypes.guess_type(name)[0] or "application/octet-stream", "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        for name, content in files.items()
    ]  # fmt: skip
    return {**task, "attachments": [*task.get("attachments", []), *listed]} if listed else task


def _table(text: str) -> list[dict[str, Any]]:
    rows = list(read_rows(text))
    if not rows:
        return []
    (_, heads), *lines = rows
    tasks: dict[str, dict[str, Any]] = {}
    for _, cells in lines:
        row = {head.strip(): cell.strip() for head, cell in zip(heads, cells, strict=False) if cell.strip()}
        if not row:
            continue
        task = tasks.setdefault(row.get("task_id", ""), {"client": {}, "instruments": []})
        instrument = {}
        for head, cell in row.items():
            if head in OF_TASK:
                task[head] = cell
            elif head.startswith("client."):
                task["client"][head.removeprefix("client.")] = cell
            else:
                instrument[head] = cell
        task["instruments"].append(instrument)
    return list(tasks.values())
