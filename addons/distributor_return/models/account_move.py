# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.fields import Command


class AccountMove(models.Model):
    _inherit = "account.move"

    distributor_return_id = fields.Many2one(
        "distributor.return",
        "Return",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
    )

    def _is_settled(self):
        """Tell whether nothing of a posted credit note is left to pay back."""
        self.ensure_one()
        return self.payment_state in ("paid", "in_payment", "reversed")

    def _settle_tax_rounding(self):
        """Let the last credit note of an invoice take the cents of its taxes.

        Each part was rounded by itself; together they take back what was billed.
        """
        self.ensure_one()
        invoice = self.reversed_entry_id
        notes = invoice.reversal_move_ids.filtered(lambda m: m.state != "cancel")
        credited = sum(notes.mapped("amount_untaxed"))
        if self.currency_id.compare_amounts(credited, invoice.amount_untaxed):
            return
        others = (invoice | notes - self).line_ids
        commands = []
        for tax, lines in self.line_ids.grouped("tax_line_id").items():
            billed = others.filtered(lambda line, t=tax: line.tax_line_id == t)
            wanted = -sum(billed.mapped("amount_currency"))
            if tax and len(lines) == 1 and wanted != lines.amount_currency:
                vals = {"amount_currency": self.currency_id.round(wanted)}
                commands.append(Command.update(lines.id, vals))
        if commands:
            self.write({"line_ids": commands})

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._sync_returns()
        return posted

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        self._sync_returns()
        return result

    def button_draft(self):
        result = super().button_draft()
        self._sync_returns()
        return result

    def button_cancel(self):
        result = super().button_cancel()
        self._sync_returns()
        return result

    def _sync_returns(self):
        # sudo: only tells which returns these notes credit
        self.sudo().distributor_return_id._sync_credited()
