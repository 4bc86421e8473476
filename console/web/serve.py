"""Serves the pages of the console."""

from __future__ import annotations

import socket
from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI, Request
from nicegui import app as pages_app
from nicegui import ui

from console.language import Language
from console.web.console import Console, laboratory_name
from console.web.pages import PAGES
from console.web.preferences import Preferences, chosen
from console.web.shell import framed
from console.web.user import current_user
from console.web.view import View
from services.bench_work import BenchDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from console.web.page import Page

ASSETS = Path(__file__).parent / "static"
PATIENCE = 3  # s; how long an ending server waits for browsers to leave


def serve(store: str, laboratory: Path, host: str, port: int, language: Language, ready: Callable[[str], None]) -> None:
    """Serve until a signal ends it; works that are running are stopped safely and can be resumed.

    Args:
        store: Address of the store.
        laboratory: Folder of the laboratory.
        host: Where to listen.
        port: Where to listen; 0 takes one that is free.
        language: Language of a browser that has chosen none.
        ready: Told the address of the console.

    Raises:
        RegisterError: The folder is none of a laboratory.
        OSError: The port is taken.
    """
    desk = BenchDesk(store)
    console = Console(store, laboratory, laboratory_name(laboratory), desk, language)
    with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        name = f"[{host}]" if ":" in host else host
        application_ = application(console)
        config = uvicorn.Config(
            application_, log_level="warning", server_header=False, timeout_graceful_shutdown=PATIENCE
        )
        ready(f"http://{name}:{listening.getsockname()[1]}/")
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            desk.close()


def application(console: Console) -> FastAPI:
    """The application; one to a process, since NiceGUI keeps its pages in one place."""
    application_ = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    application_.add_middleware(Preferences)
    pages_app.add_static_files("/assets", ASSETS)
    for page in PAGES:
        _register(page, console)
    ui.run_with(application_, title="Steelyard", tailwind=False, dark=False, show_welcome_message=False)
    return application_


def _register(page: Page, console: Console) -> None:
    @ui.page(page.address)
    async def show(request: Request) -> None:
        view = view_of(request, console)
        with framed(page, view, PAGES, request.url.path):
            built = page.build(view)
            if isawaitable(built):
                await built


def view_of(request: Request, console: Console) -> View:
    """Who looks at a page, and how."""
    return View(
        console,
        Language(chosen(request, "lang") or console.language),
        chosen(request, "type") == "large",
        current_user(request, console.laboratory),
        dict(request.path_params),
        dict(request.query_params),
    )
