# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""States and kinds that several files need."""

OPEN = ("open", "review")
KINDS = [
    ("amount", "Too little"),
    ("missing", "Missing"),
    ("attribution", "Wrong buyer or territory"),
    ("other", "Other"),
]
