"""The second step: a code from an app, new every half minute (TOTP, RFC 6238)."""

from __future__ import annotations

import base64
import hmac
from datetime import datetime

from webapp.config.keys import derived
from webapp.web.typed import six_digits

ISSUER = "Tryg på nettet"
STEP = 30  # seconds
DIGITS = 6
BYTES = 20  # of a secret: as RFC 4226 wants it


def candidate(secret_key: str, token: str) -> str:
    """Return the secret that is offered in one session, in base32: the same one until it is confirmed.

    It is computed from the site's key and the session's token, so that nothing has to be stored before it is confirmed.
    """
    made = hmac.digest(derived(secret_key, "staff second step"), token.encode(), "sha256")
    return base64.b32encode(made[:BYTES]).decode()


def step_of(secret: str, typed: str, now: datetime) -> int | None:
    """Return the time step whose code was typed: this one, the one before, or the one after; None for a wrong code."""
    from pyotp import TOTP  # noqa: PLC0415 - as in passwords

    this, given = int(now.timestamp()) // STEP, six_digits(typed)
    codes = {step: TOTP(secret).generate_otp(step) for step in (this - 1, this, this + 1)}
    fitting = [step for step, code in codes.items() if hmac.compare_digest(code.encode(), given.encode())]
    return max(fitting, default=None)


def address(secret: str, name: str) -> str:
    """Return the `otpauth://` address for the QR code, which apps understand."""
    from pyotp import TOTP  # noqa: PLC0415 - as in passwords

    return TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)
