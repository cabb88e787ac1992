# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Read the form of an applicant: what is not listed here never reaches a record."""

import time
from datetime import date

from stdnum.cn import uscc

from odoo.tools import consteq, email_normalize, hmac

from ..engine.normalize import normalize_code, normalize_phone

TEXTS = {
    "name": 120,
    "contact_name": 80,
    "email": 120,
    "phone": 40,
    "credit_code": 32,
    "street": 160,
    "city": 80,
    "zip": 16,
    "bank_account": 40,
    "message": 2000,
}
CHOICES = ("country_id", "state_id", "level_id")
REQUIRED = ("name", "contact_name", "email", "phone", "street", "city", "country_id")
HONEYPOT = "website"
MIN_SECONDS = 3
MAX_SECONDS = 24 * 3600


def read_text(value, limit, lines=False):
    """Return a text without what cannot be printed, cut to a length."""
    text = value if isinstance(value, str) else ""
    keep = "\n" if lines else ""
    text = "".join(
        c for c in text.replace("\r\n", "\n") if c.isprintable() or c in keep
    )
    return text.strip()[:limit]


def read_id(value):
    """Return the id written in an address or a form; 0 for whatever is none."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def read_date(value):
    """Return a date written YYYY-MM-DD, or None."""
    try:
        return date.fromisoformat(value or "")
    except (TypeError, ValueError):
        return None


def read_form(form):
    """Return the values of the form, cleaned but not checked."""
    values = {
        name: read_text(form.get(name), limit, lines=name == "message")
        for name, limit in TEXTS.items()
    }
    return {**values, **{name: read_id(form.get(name)) for name in CHOICES}}


def check_form(env, values, levels):
    """Return {field: what is wrong, for the applicant}; drops a foreign state.

    :param values: of ``read_form``; changed in place
    :param levels: the levels that may be chosen
    """
    errors = {
        name: env._("Please fill this in.") for name in REQUIRED if not values[name]
    }
    country = env["res.country"].browse(values["country_id"]).exists()
    if not country:
        errors["country_id"] = env._("Please choose the country.")
    state = env["res.country.state"].browse(values["state_id"]).exists()
    values["state_id"] = state.id if state.country_id == country else False
    if values["level_id"] not in levels.ids:
        errors["level_id"] = env._("Please choose one.")
    if values["email"] and not email_normalize(values["email"]):
        errors["email"] = env._("This is no e-mail address.")
    if values["phone"] and not normalize_phone(values["phone"]):
        errors["phone"] = env._("This is no phone number.")
    values["credit_code"] = normalize_code(values["credit_code"])
    if country.code == "CN" and not _is_credit_code(values["credit_code"]):
        errors["credit_code"] = env._(
            "A unified social credit code has 18 characters, and its last one does not"
            " fit the others. Please compare it with your business licence."
        )
    return errors


def _is_credit_code(code):
    return not code or uscc.is_valid(code)


def make_stamp(env):
    """Return a signed note of when the form was opened."""
    now = str(int(time.time()))
    return f"{now}.{_sign(env, now)}"


def check_stamp(env, stamp):
    """Tell whether the form was open as long as a person needs, and not for days."""
    opened, _dot, signature = (stamp if isinstance(stamp, str) else "").partition(".")
    if not opened.isdigit() or not consteq(signature, _sign(env, opened)):
        return False
    return MIN_SECONDS <= time.time() - int(opened) <= MAX_SECONDS


def _sign(env, opened):
    return hmac(env(su=True), "distributor_onboarding-form", opened)
