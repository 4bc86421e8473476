"""The operational log: starts, refusals, ends; no readings, no passwords, nothing on standard output."""

import json
import logging
import os
from pathlib import Path

import pytest

from metrology.text import Text
from services.failures import Failure
from services.operational_log.log import log_failure, logger, open_log


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "state/log.jsonl"
    open_log({"STEELYARD_LOG": str(found)})
    yield found  # type: ignore[misc]
    open_log({"STEELYARD_LOG": os.devnull})


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_refusal_is_logged_without_the_password(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reason = Text.same("the store postgresql://me:hunter2@x@host/db cannot be opened")
    log_failure("run", Failure("refused", [reason]), ValueError("x"))
    (line,) = lines(path)
    assert (line["event"], line["command"], line["level"]) == ("refused", "run", "warning")
    assert (line["run"], line["reasons"]) == ("", ["the store postgresql://me:***@host/db cannot be opened"])
    assert "hunter2" not in path.read_text("utf-8")
    assert capsys.readouterr() == ("", "")


def test_a_defect_is_an_error(path: Path) -> None:
    log_failure("run", None, ZeroDivisionError("division by zero"))
    assert [(line["event"], line["level"]) for line in lines(path)] == [("defect", "error")]


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    open_log({"STEELYARD_LOG": str(tmp_path / "file/log")})
    logger().info("anything")
    open_log({"STEELYARD_LOG": os.devnull})


def test_a_link_that_is_tried_again_is_logged_and_is_no_evidence(path: Path) -> None:
    logging.disable(logging.NOTSET)  # a library that another test has loaded may have silenced all
    logging.getLogger("steelyard.link").warning("link is tried again: %s: %s", "scale (ASRL1)", "no answer")
    (line,) = lines(path)
    assert (line["event"], line["level"]) == ("link tried again", "warning")
    assert line["what"] == "link is tried again: scale (ASRL1): no answer"
