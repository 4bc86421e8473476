"""A laboratory with a finished run, two orders to be measured by hand, accounts, and the interface in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from console.language import Language
from console.web.api.app import ADDRESS, api_of
from console.web.console import Console, laboratory_name
from console.web.entrance import Entrance
from console.web.guard import Guard
from console.web.login import login_routes
from services.accounts import passwords
from services.accounts.accounts import Accounts
from services.accounts.sessions import Sessions
from services.accounts.tokens import make_token
from services.bench_work import BenchDesk
from tests.console.conftest import CONFIG, DAY, Lab
from tests.services.accounts.conftest import PASSWORD, QUICK, filled
from tests.services.at_the_desk import second_verifier

ORIGIN = "http://testserver"
NEVER = date(2099, 1, 1)


@dataclass
class ApiLab:
    """The interface with everybody who may ask."""

    lab: Lab
    app: FastAPI
    accounts: Accounts
    desk: BenchDesk
    run: str = ""
    orders: dict[str, str] = field(default_factory=dict)
    _clients: dict[str, TestClient] = field(default_factory=dict)

    def by(self, person: str) -> TestClient:
        """The browser of somebody who has logged in."""
        if person not in self._clients:
            client = TestClient(self.app, headers={"Origin": ORIGIN}, follow_redirects=False)
            assert client.post("/login", data={"person": person, "password": PASSWORD}).status_code == 303
            self._clients[person] = client
        return self._clients[person]

    def machine(self, person: str, *roles: str) -> TestClient:
        """A machine with a token of its own."""
        name = f"m-{person}-{'-'.join(roles)}"
        token = make_token(self.accounts, name, person, roles, NEVER)
        return TestClient(self.app, headers={"Authorization": f"Bearer {token}"}, follow_redirects=False)

    def get(self, person: str, path: str, **query: Any) -> httpx.Response:
        found: Any = self.by(person).get(f"{ADDRESS}{path}", params=query)
        return found

    def post(self, person: str, path: str, body: Any = None) -> httpx.Response:
        found: Any = self.by(person).post(f"{ADDRESS}{path}", json=body)
        return found


@contextmanager
def api_lab(folder: Path) -> Iterator[ApiLab]:
    """Make one."""
    with pytest.MonkeyPatch.context() as patch:
        import shutil

        shutil.copytree(CONFIG, folder)
        lab = Lab(folder, patch)
        patch.chdir(folder)
        patch.setattr(passwords, "HASHER", QUICK)
        second_verifier(folder)
        for table in ("organisations", "catalogue", "instruments"):
            assert lab(table, "import", folder / "tables" / f"{table}.csv", "--by", "C001").code == 0
        accounts = filled(str(lab.store))
        found = ApiLab(lab, FastAPI(openapi_url=None), accounts, BenchDesk(str(lab.store)))
        of = {"done": ("PG-0021", "gauge"), "V001": ("PG-0022", "gauge-by-hand"), "V002": ("SC-0009", "scale-by-hand")}
        for name, (instrument, bench) in of.items():
            words = ("--client", "D006", "--bench", f"benches/{bench}.toml", "--on", DAY, "--by", "C001", "--json")
            found.orders[name] = lab("orders", "new", instrument, *words).document["key"]
        said = lab("run", "--order", found.orders["done"], "--date", DAY, "--operator", "V001")
        assert said.code == 0, said.err
        found.run = said.out.split()[0]
        name = laboratory_name(folder)
        entrance = Entrance(Sessions(accounts))
        console = Console(str(lab.store), folder, name, found.desk, Language.EN, entrance)
        found.app.add_middleware(Guard, entrance=entrance)
        found.app.include_router(login_routes(console))
        found.app.mount(ADDRESS, api_of(console))
        yield found
        found.desk.close()
        accounts.close()
