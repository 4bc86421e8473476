"""A platform with other names, codes, days and paths is a table of platforms.toml, and no code."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from exchange.ecqs import Ecqs
from exchange.errors import PlatformsFileError
from exchange.forms import Result, Task
from exchange.http import Link
from exchange.mapping import inward, outward
from exchange.outbox import Outbox
from exchange.reading import read_form
from exchange.settings import PlatformSettings, platforms
from tests.exchange.line import Sender
from tests.platform_parts import Clock, draft, fields, station

CITY = """
[platform.city]
url = "https://platform.example/exchange"
institute = "530100-07"
dates = "%Y%m%d"
envelope = false
wrapper = "data"

[platform.city.paths]
tasks = "task/list"
results = "upload/results"
file = ""

[platform.city.fields]
res_id = "zsbh"
inspect_date = "jcxx.jdrq"
inspector = "jcxx.jdy"
"instrument.serial" = "ccbh"
standards = "bzq"
"standards.certificate" = "zs.bh"
task_id = "rwbh"
"instruments.serial" = "ccbh"
"client.name" = "dwmc"

[platform.city.codes.verdict]
"合格" = "1"
"不合格" = "0"

[platform.city.codes.trial]
true = "Y"
false = "N"

[platform.city.answers]
list = "rows"
key = "lsh"
state = "code"
reasons = "msg"
states = { "0" = "accepted", "1" = "known", "9" = "refused" }
"""


@pytest.fixture
def city(tmp_path: Path) -> PlatformSettings:
    (tmp_path / "platforms.toml").write_text(CITY, "utf-8")
    return platforms(tmp_path).platform["city"]


def test_a_platform_by_configuration_alone(city: PlatformSettings, tmp_path: Path) -> None:
    received: dict[str, dict[str, Any]] = {}

    async def results(request: Request) -> JSONResponse:
        rows = []
        for one in (await request.json())["data"]:
            wrong = not one["jcxx"]["jdrq"].isdigit()
            rows.append({"lsh": one["lsh"], "code": 9 if wrong else int(one["lsh"] in received), "msg": "日期" * wrong})
            received.setdefault(one["lsh"], one)
        return JSONResponse({"rows": rows})

    async def tasks(_: Request) -> JSONResponse:
        task = {"rwbh": "R1", "dwmc": "x", "created": "2026-11-01T00:00:00Z", "wanted_until": "20261231",
                "institute": "530100-07", "client": {"dwmc": "市场"},
                "instruments": [{"name": "秤", "ccbh": "7"}]}  # fmt: skip
        return JSONResponse({"tasks": [{"task": {k: v for k, v in task.items() if k != "dwmc"}}], "next": 1})

    app = Starlette(
        routes=[
            Route("/exchange/upload/results", results, methods=["POST"]), Route("/exchange/task/list", tasks),
        ]
    )  # fmt: skip
    clock = Clock()
    client = TestClient(app, base_url="https://platform.example/exchange/")
    platform = Ecqs(Link(city, station(), client, clock.sleep, clock, 2))
    lab = Sender(Outbox(create_engine(f"sqlite:///{tmp_path / 'o.sqlite'}"), "city"), platform, clock, city)
    made = draft(1)
    lab.outbox.queue([made._replace(record=outward(made.record, city))], station())
    assert lab.deliver().accepted == 1
    (one,) = received.values()
    assert (one["zsbh"], one["jcxx"], one["verdict"], one["trial"]) == (
        "JL-2026-00001", {"jdrq": "20261120", "jdy": "张三"}, "1", "N",
    )  # fmt: skip
    assert (one["instrument"]["ccbh"], one["bzq"][0]["zs"], one["bzq"][0]["valid_until"]) == (
        "S00001", {"bh": "C-1"}, "20270101",
    )  # fmt: skip
    (task,), upto = platform.tasks(0)
    found = read_form(Task, task)
    assert (upto, found.task_id, found.client.name, found.instruments[0].serial, found.wanted_until) == (
        1, "R1", "市场", "7", "2026-12-31",
    )  # fmt: skip


def test_the_words_of_a_platform_lead_back_to_ours(city: PlatformSettings) -> None:
    ours = read_form(Result, fields()).model_dump(mode="json")
    assert outward(ours, city) != ours
    assert inward(outward(ours, city), city) == ours


@given(st.dictionaries(st.sampled_from(["res_id", "inspector", "verdict", "stage", "run"]), st.text("ab ", min_size=1)))
def test_without_names_of_its_own_nothing_changes(form: dict[str, str]) -> None:
    plain = PlatformSettings(url="https://x.example/", institute="K")
    assert outward(form, plain) == form == inward(form, plain)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('url = "http://platform.example/"', "url: write https"),
        ('url = "http://localhost.example/"', "url: write https"),
        ('url = "https://x.example/"\ncolour = "red"', "colour"),
        ('url = "https://x.example/"\nkind = "post"', "kind"),
        ('url = "https://x.example/"\nreasons = { indication = "E1" }', "the list unqualified has no code E1"),
        ('url = "https://x.example/"\ninstitute = "a b"', "institute"),
    ],
)
def test_a_wrong_file_names_the_field(tmp_path: Path, line: str, said: str) -> None:
    institute = "" if "institute" in line else '\ninstitute = "K"'
    (tmp_path / "platforms.toml").write_text(f"[platform.city]\n{line}{institute}\n", "utf-8")
    with pytest.raises(PlatformsFileError, match=said) as refused:
        platforms(tmp_path)
    assert all(reason.zh != reason.en for reason in refused.value.reasons)


def test_a_missing_file_says_where_one_is_shown(tmp_path: Path) -> None:
    with pytest.raises(PlatformsFileError, match="report-to-a-platform"):
        platforms(tmp_path)
