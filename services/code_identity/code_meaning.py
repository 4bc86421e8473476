"""What a source file means, apart from its layout and its words: the part of it that a manifest hashes.

Python is its syntax tree without comments, docstrings and texts that a person reads; a data file is its parsed content
without texts. Reformatting a module, or correcting a word, changes nothing here. Another number, comparison, key or call does.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_CHINESE = re.compile("[\u4e00-\u9fff]")
_BILINGUAL = re.compile(r"[\u4e00-\u9fff].* \| |^.* \| .*[\u4e00-\u9fff]")
_WORDS_OF_DATA = frozenset({"name", "note", "text", "title"})
_SKIPPED = frozenset({"ctx", "type_comment", "kind", "type_params"})
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_WORD = "words"


def digest_of(path: Path) -> str:
    """SHA-256 over what one file means."""
    return sha256(meaning(path)).hexdigest()


def digest(files: Iterable[tuple[str, Path]], of: Callable[[Path], str] = digest_of) -> str:
    """SHA-256 over what some files mean, each under its name, in the order of their names; `of` finds that of one file."""
    total = sha256()
    for name, path in sorted(files):
        total.update(f"{name} {of(path)}\n".encode())
    return total.hexdigest()


def meaning(path: Path) -> bytes:
    """What one file means; a file that cannot be parsed, or that is neither code nor data, means its bytes."""
    return _meaning(path.suffix, path.read_bytes())


@lru_cache(maxsize=64)
def _meaning(suffix: str, content: bytes) -> bytes:
    try:
        if suffix == ".py":
            return _python(content)
        if suffix == ".toml":
            return _data(content.decode())
    except (SyntaxError, ValueError):
        return content
    return content


def _data(text: str) -> bytes:
    return json.dumps(_without_words(tomllib.loads(text, parse_float=str)), sort_keys=True, default=str).encode()


def _without_words(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _without_words(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_without_words(part) for part in value]
    is_text = isinstance(value, str) and (key in _WORDS_OF_DATA or _BILINGUAL.search(value))
    return _WORD if is_text else value


def _python(source: bytes) -> bytes:
    out: list[str] = []
    _node(ast.parse(source), out, worded=False)
    return " ".join(out).encode()


def _node(node: ast.AST, out: list[str], *, worded: bool) -> None:
    out.append(f"({type(node).__name__}")
    for field in node._fields:
        value = getattr(node, field, None)
        if value is None or value == [] or field in _SKIPPED:
            continue
        out.append(field)
        if isinstance(value, list):
            _list(node, field, value, out, worded=worded)
        else:
            _part(value, out, worded=worded)
    out.append(")")


def _list(node: ast.AST, field: str, parts: Sequence[Any], out: list[str], *, worded: bool) -> None:
    if field == "body" and isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
        parts = parts[1:]
    worded = worded or (field == "args" and isinstance(node, ast.Call) and _makes_text(node.func))
    pairs = set() if isinstance(node, ast.Call) and _name(node.func) == "Source" else _pairs(parts)
    for place, part in enumerate(parts):
        _part(part, out, worded=worded or place in pairs)
    out.append("]")


def _pairs(parts: Sequence[Any]) -> set[int]:
    """Places of a Chinese text and of the English one after it."""
    found: set[int] = set()
    for place, (zh, en) in enumerate(pairwise(parts)):
        if _CHINESE.search(_literal(zh)) and _literal(en) and not _CHINESE.search(_literal(en)):
            found |= {place, place + 1}
    return found


def _literal(part: Any) -> str:
    if isinstance(part, ast.JoinedStr):
        return "".join(_literal(value) for value in part.values)
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""


def _makes_text(function: ast.expr) -> bool:
    """Whether a call makes a text: ``Text(…)``, ``Text.of(…)``, ``Text.same(…)``."""
    return _name(function.value if isinstance(function, ast.Attribute) else function) == "Text"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _part(part: Any, out: list[str], *, worded: bool) -> None:
    if isinstance(part, ast.Constant) and isinstance(part.value, str):
        out.append(_WORD if worded or _BILINGUAL.search(part.value) else repr(part.value))
    elif isinstance(part, ast.AST):
        # inside a text only its own pieces are words; what a call or a comparison in it computes is not
        _node(part, out, worded=worded and isinstance(part, ast.JoinedStr | ast.IfExp | ast.BinOp))
    else:
        out.append(repr(part))
