"""What a telephone does: an authenticator app's secret, and the code it shows at a moment."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from omuz.foundation.people.models import Staff

PERIOD = 30


def add_app(staff: Staff) -> str:
    """Give her an authenticator app; returns its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(staff, secret)
    return secret


def add_codes(staff: Staff) -> list[str]:
    """Give her recovery codes; returns them."""
    codes: list[str] = RecoveryCodes.activate(staff).get_unused_codes()
    return codes


def code_now(secret: str, *, steps: int = 0) -> str:
    """The code the app shows now, or so many half minutes from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + steps)))
