"""Passwords: what one must be, how it is kept; a wrong name takes as long as a right one."""

from __future__ import annotations

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from communique.errors import QuestionError

#: Characters. Length is what counts (NIST SP 800-63B-4 asks for 15 where nothing else is asked for;
#: here wrong ones are slowed down, so that 12 will do); rules on kinds of characters only annoy.
LEAST, MOST = 12, 256


class Passwords:
    """Makes and checks hashes: argon2id, with the parameters of RFC 9106 for little memory.

    Args:
        hasher: Another one, such as a quick one for tests.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe(32))

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        return self._hasher.hash(_plain(password))

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether a password is the one that was kept; None takes as long, and fits never."""
        if len(password) > MOST:
            password = ""
        try:
            self._hasher.verify(kept or self._nobody, _plain(password))
        except (Argon2Error, InvalidHashError):
            return False
        return kept is not None

    def is_old(self, kept: str) -> bool:
        """Whether a hash was made with other parameters, and is better made anew."""
        return self._hasher.check_needs_rehash(kept)


def check_password(password: str, name: str) -> None:
    """See that a password will do.

    Raises:
        QuestionError: If it won't, with the reason.
    """
    if not LEAST <= len(password) <= MOST:
        raise QuestionError(f"a password has {LEAST} to {MOST} characters")
    plain, known = _plain(password).casefold(), _plain(name).casefold().strip()
    if len(set(plain)) < 5 or (len(known) >= 4 and known in plain):
        raise QuestionError(
            "a password has at least five different characters, and not the account's name in it"
        )


def _plain(text: str) -> str:
    """The text in one form, however a keyboard composes its accents."""
    return unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode("utf-8"))
