# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""References of top-ups, such as TU-7K3M-92X: short, printable, hard to mistype.

No digit or letter looks like another. Their number is a prime, so the weighted check
character finds each wrong character and each pair of neighbours that were swapped.
"""

import re
from secrets import choice

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PREFIX = "TU"
LENGTH = 6
# overlapping, because other letters may stand right before a reference
FOUND = re.compile(f"(?={PREFIX}([{ALPHABET}]{{{LENGTH + 1}}}))")


def get_check(payload):
    """Return the check character of the other characters.

    >>> get_check("7K3M92")
    'D'
    """
    total = sum(
        weight * ALPHABET.index(character)
        for weight, character in enumerate(payload, start=2)
    )
    return ALPHABET[total % len(ALPHABET)]


def format_reference(payload):
    """Return a reference as it is printed.

    >>> format_reference("7K3M92")
    'TU-7K3M-92D'
    """
    text = payload + get_check(payload)
    return f"{PREFIX}-{text[:4]}-{text[4:]}"


def make_reference():
    """Return a new reference; it cannot be guessed from another."""
    return format_reference("".join(choice(ALPHABET) for _index in range(LENGTH)))


def normalize(text):
    """Return the letters and digits of a text, in capitals.

    >>> normalize("tu 7k3m–92d, thanks")
    'TU7K3M92DTHANKS'
    """
    return re.sub(r"[\W_]", "", text or "").upper()


def find_references(*texts):
    """Return the references in some texts, however they are written, each once.

    >>> find_references("Payment tu7k3m 92d", None, "TU-7K3M-92D TU-7K3M-93D")
    ['TU-7K3M-92D']
    """
    found = {}
    for text in texts:
        for match in FOUND.finditer(normalize(text)):
            payload, check = match[1][:-1], match[1][-1]
            if check == get_check(payload):
                found[format_reference(payload)] = True
    return list(found)
