# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Groups of states of a statement and of a dispute."""

# sent, and the other side may still answer
WAITING = ("sent", "resolved")
ISSUED = ("sent", "disputed", "resolved", "confirmed")
# disputes that nobody has decided yet
OPEN = ("open", "review")
