"""What the queue refuses."""

from registers.errors import RegistersError


class QueueRefused(RegistersError):
    """A queue that cannot be used like this; `reasons` says how it can."""
