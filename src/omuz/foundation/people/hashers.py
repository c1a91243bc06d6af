"""Password hashing at the cost this installation has chosen."""

from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id with the cost of `OMUZ_KEY_COST`: the hash may not be cheaper to guess than the key it stands beside."""

    def params(self) -> Any:
        cost = settings.OMUZ_KEY_COST
        self.time_cost = cost["time_cost"]
        self.memory_cost = cost["memory_cost"]
        self.parallelism = cost["parallelism"]
        return super().params()

    def must_update(self, _encoded: str) -> bool:
        """Never: a sign-in writes no account. A changed cost reaches each account with its next password."""
        return False
