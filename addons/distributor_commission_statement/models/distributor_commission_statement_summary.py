# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date

# what each kind of entry counts as; any other is an adjustment
PARTS = {
    "accrual": "earned",
    "payment": "earned",
    "change": "earned",
    "reversal": "reversed",
    "undo": "reversed",
    "bonus": "bonus",
    "tier": "bonus",
}


class DistributorCommissionStatementSummary(models.AbstractModel):
    """From what was brought forward to what is paid, and how."""

    _name = "distributor.commission.statement.summary"
    _description = "Summary of Commission Statements"

    def _get_statement_summary(self):
        """Return the rows of the summary, in words of this language.

        :return: list of dict with key, label, amount (or None), text, is_total
        """
        self.ensure_one()
        return [
            *self._get_parts(),
            self._row("total", self.env._("Total"), self.amount_total, is_total=True),
            *self._get_ending(),
        ]

    def _row(self, key, label, amount=None, text="", is_total=False):
        return {
            "key": key,
            "label": label,
            "amount": amount,
            "text": text,
            "is_total": is_total,
        }

    def _get_parts(self):
        """Return what the total is made of."""
        sums = dict.fromkeys(("earned", "reversed", "bonus", "adjusted"), 0.0)
        for kind, (_count, amount) in self._fetch_statement_sums().items():
            sums[PARTS.get(kind, "adjusted")] += amount
        labels = {
            "earned": self.env._("Earned"),
            "reversed": self.env._("Credit notes and cancellations"),
            "bonus": self.env._("Bonuses and tiers"),
            "adjusted": self.env._("Corrections and decided disputes"),
        }
        rows = [
            self._row(
                "carried",
                self.env._("Brought forward"),
                self.amount_carried,
                ", ".join(self.carried_from_ids.sorted("date_start").mapped("name")),
            )
        ]
        return rows + [
            self._row(key, labels[key], self.currency_id.round(amount))
            for key, amount in sums.items()
        ]

    def _get_ending(self):
        """Return what becomes of the total."""
        if self.outcome == "none":
            return [self._row("none", self.env._("Nothing to pay"))]
        if self.outcome == "carry":
            return [
                self._row(
                    "forward",
                    self.env._("Carried into the next settlement"),
                    self.amount_total,
                    self._get_carry_text(),
                )
            ]
        return self._get_payment_rows()

    def _get_carry_text(self):
        if self.carried_to_id:
            return self.carried_to_id.name
        if self.amount_total > 0:
            return self.env._(
                "Below the minimum of %s", self.currency_id.format(self.amount_minimum)
            )
        return ""

    def _get_payment_rows(self):
        labels = dict(self._fields["payout"]._description_selection(self.env))
        rows = [
            self._row("payout", self.env._("Paid as"), text=labels.get(self.payout, ""))
        ]
        bill = self.bill_id
        if not bill or bill.state != "posted":
            text = self.env._("Not paid yet")
            return [
                *rows,
                self._row("open", self.env._("To be paid"), self.amount_total, text),
            ]
        rows.append(self._row("bill", self.env._("Vendor bill"), text=bill.name))
        for day, amount in self._get_statement_payments():
            label = self.env._("Paid on %s", format_date(self.env, day))
            rows.append(self._row("paid", label, amount))
        if not self.currency_id.is_zero(bill.amount_residual):
            label = self.env._("Still to be paid")
            rows.append(self._row("open", label, bill.amount_residual))
        return rows

    def _get_statement_payments(self):
        """Return [(day, amount)] of what was paid of the bill, the oldest first."""
        payable = self.bill_id.line_ids.filtered(
            lambda line: line.account_type == "liability_payable"
        )
        return sorted(
            (partial.debit_move_id.date, partial.amount)
            for partial in payable.matched_debit_ids
        )
