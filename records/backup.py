"""Copies of a whole store: SQLite's online back-up, PostgreSQL's own pg_dump and pg_restore.

A copy is written beside its name, checked, and renamed. Killed at any moment, there is the copy or there is none.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from records.address import database_file, parse, shown
from records.errors import StoreError
from records.store import Store
from records.verification import Verification, verify_store

if TYPE_CHECKING:
    from sqlalchemy import URL


def backup(address: str, file: Path) -> Verification:
    """Copy a store while benches go on writing.

    Args:
        address: The store.
        file: A file that is not there yet.

    Returns:
        What an audit of the store found: a copy of a store that is not intact is worth little.

    Raises:
        StoreError: The store cannot be read, or the file cannot be written or is there already.
    """
    url = parse(address)
    store = Store(address, read_only=True)
    part = file.with_name(f".{file.name}.part")
    _remove(part)
    if file.exists():
        raise StoreError(f"{file} is there already; a back-up never replaces a file")
    try:
        if database_file(url) is not None:
            _copy(Path(str(url.database)), part)
        else:
            _postgresql("pg_dump", url, "--format=custom", f"--file={part}")
        found = verify_store(store)
        _synchronise(part)
        os.link(part, file)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"back-up {file}: {error}") from error
    finally:
        store.close()
        _remove(part)
    return found


def restore(file: Path, address: str) -> Verification:
    """Make a store from a copy, where there is none.

    Args:
        file: The copy.
        address: Path of a file that is not there, or the URL of an empty PostgreSQL database.

    Returns:
        What an audit of it found. Where this station remembers more than the copy holds, the audit says what is
        missing; `steelyard ledger accept` then states it in the ledger.

    Raises:
        StoreError: There is a store already, or the copy is none.
    """
    url = parse(address)
    path = database_file(url)
    if not file.is_file():
        raise StoreError(f"{file} is no file")
    if path is not None:
        part = path.with_name(f".{path.name}.part")
        _remove(part)
        if path.exists():
            raise StoreError(f"{path} is there already; move it away first, nothing is replaced")
        try:
            _copy(file, part)
            Store(str(part), read_only=True).close()  # before it gets its name: is it a store?
            _synchronise(part)
            os.link(part, path)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{path} cannot be made from {file}: {error}") from error
        finally:
            _remove(part)
    else:
        _postgresql("pg_restore", url, "--single-transaction", "--no-owner", f"--dbname={url.database}", str(file))
    store = Store(address, read_only=True)
    try:
        return verify_store(store)
    finally:
        store.close()


def _remove(part: Path) -> None:
    """Remove an unfinished copy, also one that a command which was killed left."""
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            part.with_name(f"{part.name}{end}").unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{source.absolute().as_uri().removeprefix('file://')}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def _postgresql(program: str, url: URL, *words: str) -> None:
    """Run a program of PostgreSQL; a password goes by its environment, never by its arguments."""
    where = shutil.which(program)
    if where is None:
        raise StoreError(f"{program} is not installed: apt-get install postgresql-client")
    named = {"--host": url.host, "--port": url.port, "--username": url.username}
    options = [f"{name}={value}" for name, value in named.items() if value is not None]
    if program == "pg_dump":
        options.append(f"--dbname={url.database}")
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(  # noqa: S603  the program is found by its name, the words are ours
        [where, *options, *words], env={**os.environ, **secret}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StoreError(f"{program} of {shown(url)}: {done.stderr.strip()[:500]}")


def _synchronise(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
