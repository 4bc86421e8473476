"""What every regulation's module has in common."""

from __future__ import annotations
