"""Computers of a cluster (`dask.distributed`, extra ``cluster``) that share work on stores which all of them reach."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from records.errors import StoreError
from services.code_identity.code_manifest import manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

PATIENCE: Final = 20
"""Seconds for the scheduler to answer, and for a first worker to be there."""


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """What runs functions on the computers of a cluster.

    Every worker must run the same program: another one could decide otherwise.

    Args:
        address: The scheduler, such as ``tcp://10.0.0.5:8786`` or ``tls://10.0.0.5:8786``.

    Raises:
        StoreError: The package is missing, the scheduler or a worker does not answer, or a worker runs another program.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise StoreError("a cluster needs the package distributed: pip install 'steelyard[cluster]'") from error
    from concurrent.futures import CancelledError

    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise StoreError(f"the cluster {address} cannot be reached: {error}") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        other = sorted(name for name, found in client.run(manifest).items() if found != manifest())
        if other:
            raise StoreError(f"workers of the cluster run another version of the program: {', '.join(other)}")
        yield client.get_executor(pure=False, retries=2)
    except (KilledWorker, CancelledError, TimeoutError) as error:
        raise StoreError(f"the cluster {address} was lost: {type(error).__name__} {error}") from error
    finally:
        client.close()
