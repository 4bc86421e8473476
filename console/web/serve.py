"""Serves the pages of the console."""

from __future__ import annotations

import socket
from inspect import isawaitable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import uvicorn
from fastapi import FastAPI, Request
from nicegui import app as pages_app
from nicegui import ui
from starlette.middleware.gzip import GZipMiddleware

from console.language import Language
from console.web.api.app import ADDRESS, api_of
from console.web.arenas import give_back, limit_arenas
from console.web.campaign_files import campaign_routes
from console.web.check import check_routes
from console.web.console import Console, laboratory_name
from console.web.document_files import file_routes
from console.web.energy_files import energy_routes
from console.web.entrance import entrance_of
from console.web.guard import Guard
from console.web.headers import SafeHeaders
from console.web.history import history_routes
from console.web.login import login_routes
from console.web.missing_page import missing_pages
from console.web.pages import PAGES
from console.web.preferences import Preferences, chosen
from console.web.shell import framed
from console.web.user import current_user
from console.web.view import View
from console.web.warm import warm_up
from services.bench_work import BenchDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from console.web.page import Page
    from services.accounts.sessions import Limits

ASSETS = Path(__file__).parent / "static"
PATIENCE = 3  # s; how long an ending server waits for browsers to leave
BUILDING = 60.0  # s; how long a page may take to be built: on a busy computer the form of a large lot takes longer than the usual 3 s
RECONNECT = 30.0  # s; how long a page is kept for a browser that a busy computer or a weak WLAN keeps from answering


class Tls(NamedTuple):
    """Files of a served certificate: the certificate with its chain, and its key, both PEM."""

    certificate: Path
    key: Path


def serve(
    store: str, laboratory: Path, host: str, port: int, language: Language, ready: Callable[[str], None],
    tls: Tls | None = None, limits: Limits | None = None,
) -> None:  # fmt: skip
    """Serve until a signal ends it; works that are running are stopped safely and can be resumed.

    Args:
        store: Address of the store.
        laboratory: Folder of the laboratory.
        host: Where to listen.
        port: Where to listen; 0 takes one that is free.
        language: Language of a browser that has chosen none.
        ready: Told the address of the console.
        tls: Certificate and key; None for a plain connection.
        limits: How long sessions last.

    Raises:
        AccessRefused: It is to listen on the network, and nobody has an account.
        RegisterError: The folder is none of a laboratory.
        OSError: The port is taken.
    """
    limit_arenas()
    entrance = entrance_of(store, host, secure=tls is not None, limits=limits)
    warm_up(laboratory)
    desk = BenchDesk(store)
    console = Console(store, laboratory, laboratory_name(laboratory), desk, language, entrance)
    with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        name = f"[{host}]" if ":" in host else host
        application_ = application(console)
        config = uvicorn.Config(
            application_, log_level="warning", server_header=False, timeout_graceful_shutdown=PATIENCE,
            ssl_certfile=tls.certificate if tls else None, ssl_keyfile=tls.key if tls else None,
        )  # fmt: skip
        ended = Event()
        give_back(ended)
        ready(f"{'https' if tls else 'http'}://{name}:{listening.getsockname()[1]}/")
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            desk.close()
            ended.set()


def application(console: Console) -> FastAPI:
    """The application; one to a process, since NiceGUI keeps its pages in one place."""
    application_ = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    application_.add_middleware(Preferences)
    application_.add_middleware(Guard, entrance=console.entrance)
    application_.add_middleware(SafeHeaders)
    application_.add_middleware(GZipMiddleware, minimum_size=1000)
    if console.entrance.sessions is not None:
        application_.include_router(login_routes(console))
    application_.include_router(check_routes(console))
    application_.mount(ADDRESS, api_of(console))
    application_.include_router(history_routes(console))
    application_.include_router(file_routes(console))
    application_.include_router(campaign_routes(console.store))
    application_.include_router(energy_routes(console))
    pages_app.add_static_files("/assets", ASSETS)
    for page in PAGES:
        _register(page, console)
    missing_pages(console, application_, pages_app)
    ui.run_with(
        application_, title="Steelyard", tailwind=False, dark=False, show_welcome_message=False, reconnect_timeout=RECONNECT,
        gzip_middleware_factory=None,  # behind the headers, which write into a page
    )  # fmt: skip
    return application_


def _register(page: Page, console: Console) -> None:
    @ui.page(page.address, response_timeout=BUILDING)
    async def show(request: Request) -> None:
        view = view_of(request, console)
        with framed(page, view, PAGES, view.address):
            built = page.build(view)
            if isawaitable(built):
                await built


def view_of(request: Request, console: Console) -> View:
    """Who looks at a page, and how."""
    return View(
        console,
        Language(chosen(request, "lang") or console.language),
        chosen(request, "type") == "large",
        current_user(request, console.laboratory, console.entrance),
        dict(request.path_params),
        dict(request.query_params),
        quote(str(request.scope["path"])),
    )
