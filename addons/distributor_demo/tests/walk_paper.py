# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What a person with a sheet of paper would note down of a distributor's money."""

from fractions import Fraction

from odoo.addons.distributor_wallet_program.tests import oracle

TIERS = [(100_000, Fraction(1), 0), (500_000, Fraction(2), 0)]


class Paper:
    """Cents of the deposit and the bond; what each receipt has earned in rewards."""

    def __init__(self, received, bond):
        self.balance = received
        self.kept = {}  # record: cents of the deposit kept for it
        self.stopped = False
        self.bond = bond
        self.bond_kept = {}
        self.receipts = [[received, received, 0]]  # amount, left of it, granted
        self.used = 0  # rewards in invoices

    @property
    def held(self):
        return sum(self.kept.values())

    @property
    def free(self):
        return self.balance - self.held

    @property
    def usable(self):
        return 0 if self.stopped else self.free

    @property
    def earned(self):
        return sum(
            oracle.half_up(Fraction(granted * left, amount))
            for amount, left, granted in self.receipts
        )

    def receive(self, cents, counts=True):
        granted = oracle.reward(TIERS, cents, False) if counts else 0
        receipt = [cents, cents, granted]
        self.receipts.append(receipt)
        self.balance += cents
        return receipt

    def undo_receipt(self, receipt):
        self.receipts = [r for r in self.receipts if r is not receipt]
        self.balance -= receipt[0]

    def pay_out(self, cents):
        """Take it from the latest receipts; return the parts."""
        self.balance -= cents
        parts = []
        for receipt in reversed(self.receipts):
            part = min(receipt[1], cents)
            if part:
                receipt[1] -= part
                cents -= part
                parts.append((receipt, part))
        return parts

    def undo_payout(self, cents, parts):
        self.balance += cents
        for receipt, part in parts:
            receipt[1] += part
