"""`steelyard console` on the day of the tests, in a process of its own: ``python served.py --lab … --store …``.

Beside the pages of the console it answers ``/test/start`` and ``/test/resume``, which begin a work and say its id, so
that a test of the page Run needs no other page, and ``/test/routes``, which says everything that it answers.
``python served.py`` alone forks a console whenever one is asked for; see `forks`.
"""

import faulthandler
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from console.web import serve
from console.web.console import Console
from tests.paced import paced


def today() -> str:
    """The day of the tests."""
    return os.environ.get("STEELYARD_TEST_DAY", "2026-11-23")


def with_beginnings(make: Callable[[Console], FastAPI]) -> Callable[[Console], FastAPI]:
    """The application with the routes of the tests."""

    def application(console: Console) -> FastAPI:
        from services.laboratory.prepare import prepare

        found = make(console)

        def start(regulation: str, bench: str, subjects: str, person: str = "V001", day: str = "") -> str:
            names = subjects.split(",")
            jobs = [
                prepare(regulation, Path(f"benches/{bench}.toml"), Path(f"subjects/{name}.toml"), stage="initial",
                        on=date.fromisoformat(day or today()), seed=0, operator=person,
                        position=str(n) if names[1:] else "")
                for n, name in enumerate(names, 1)
            ]  # fmt: skip
            return console.desk.start(jobs, person).id

        def resume(run: str, person: str = "V001") -> str:
            return console.desk.resume(run, person).id

        def routes() -> list[tuple[str, list[str]]]:
            return [route for route in routes_of(found) if not route[0].startswith("/test/")]

        for name, answer in (("start", start), ("resume", resume), ("routes", routes)):
            found.add_api_route(f"/test/{name}", answer)
            found.router.routes.insert(0, found.router.routes.pop())
        return found

    return application


def routes_of(application: Any, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Path and methods of everything that an application answers, and of what is mounted in it."""
    for route in application.routes:
        path = prefix + getattr(route, "path", "")
        if hasattr(route, "methods"):
            yield path, sorted(route.methods or ())
        elif hasattr(route, "original_router"):
            yield from routes_of(route.original_router, prefix)
        elif hasattr(route, "app"):
            inner = list(routes_of(route.app, path)) if hasattr(route.app, "routes") else []
            yield from inner or [(f"{path}/{{path}}", ["GET"])]


def console_of(words: list[str]) -> None:
    """Serve a console with these options until it is ended."""
    from console.cli.main import main

    sys.argv = ["steelyard", "console", *words]
    with Path("stacks.txt").open("w", encoding="ascii") as stacks:
        faulthandler.register(signal.SIGUSR1, stacks)  # what each thread does
        with paced(int(os.environ.get("STEELYARD_TEST_PACE", "1"))):
            main()


def load() -> None:
    """Load what a console needs, and set its day."""
    for name in ("laboratory.gate_facts", "runs.resume_gates", "laboratory.plan"):
        import_module(f"services.{name}").real_day = lambda _: date.fromisoformat(today())
    serve.application = with_beginnings(serve.application)


if __name__ == "__main__":
    load()
    if sys.argv[1:]:
        console_of(sys.argv[1:])
    else:
        from tests.console.web.forks import answer_requests

        answer_requests(console_of)
