"""Passwords: hashed with argon2id, never kept."""

from __future__ import annotations

import secrets
from functools import cache
from typing import Final

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from metrology.text import Text
from services.accounts.errors import AccessRefused

SHORTEST: Final = 10
LONGEST: Final = 200
HASHER: Final = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, type=Type.ID)
"""The second recommended parameters of RFC 9106, section 4: 64 MiB, three passes, four lanes."""


def hashed(password: str, person: str) -> str:
    """The hash of a new password, with salt and parameters.

    Raises:
        AccessRefused: The password is too short, too long, or follows from the name.
    """
    problems = []
    if len(password) < SHORTEST:
        problems.append(Text(f"密码至少 {SHORTEST} 个字符", f"a password has {SHORTEST} characters or more"))
    if len(password) > LONGEST:
        problems.append(Text(f"密码最多 {LONGEST} 个字符", f"a password has {LONGEST} characters or fewer"))
    if person and person.casefold() in password.casefold():
        problems.append(Text("密码不能含有账户名", "a password does not hold the name of its account"))
    if len(set(password)) < 5:
        problems.append(Text("密码至少有 5 个不同的字符", "a password has 5 different characters or more"))
    if problems:
        raise AccessRefused(problems)
    return HASHER.hash(password)


def rehashed(password: str) -> str:
    """The hash of a password that fits already, by today's parameters."""
    return HASHER.hash(password)


def fits(hash_: str, password: str) -> bool:
    """Whether a password fits a hash; takes as long where there is no hash, so that nobody learns which names exist."""
    try:
        HASHER.verify(hash_ or _nobody(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return bool(hash_)


def outdated(hash_: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(hash_)


@cache
def _nobody() -> str:
    return HASHER.hash(secrets.token_urlsafe())
