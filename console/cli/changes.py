"""Options of the commands that change or show registers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

By = Annotated[str, typer.Option("--by", metavar="ID", envvar="STEELYARD_PERSON")]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT")]
AsOf = Annotated[datetime | None, typer.Option("--as-of", metavar="DAY", formats=["%Y-%m-%d"])]
Key = Annotated[str, typer.Argument(metavar="KEY")]
Search = Annotated[str, typer.Argument(metavar="WORDS")]
Fields = Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1)]
