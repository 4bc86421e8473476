"""Serves a simulated bench in the foreground."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from console.cli.screen import plain, say
from drivers.bench import load_bench, serve_bench

if TYPE_CHECKING:
    from pathlib import Path


def serve(bench: Path, subject: Path | None, seed: int) -> None:
    """Serve until Ctrl-C; prints the address of every instrument."""
    file = load_bench(bench)
    with serve_bench(file, subject=_nameplate(subject), seed=seed) as addresses:
        for name, address in addresses.items():
            print(f"{name}\t{address}", flush=True)  # noqa: T201  the answer of the command
        say(f"[dim]{plain(file.name)}: Ctrl-C 停止 stops[/]")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            say("stopped")


def _nameplate(subject: Path | None) -> dict[str, Any]:
    import tomllib

    return dict(tomllib.loads(subject.read_text(encoding="utf-8"))["instrument"]) if subject else {}
