"""Weight replies of MT-SICS as an instrument writes them."""

from drivers.codecs.mt_sics import Weight


def encode_weight(identifier: str, shown: Weight) -> bytes:
    """A weight reply without its terminator: the value right-aligned in ten characters."""
    return f"{identifier} {shown.status} {shown.value:>10f} {shown.unit}".encode("ascii")
