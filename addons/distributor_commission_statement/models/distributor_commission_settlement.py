# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorCommissionSettlement(models.Model):
    """A settlement tells its distributor what it is made of."""

    _name = "distributor.commission.settlement"
    _inherit = [
        "distributor.commission.settlement",
        "distributor.commission.statement.figures",
        "distributor.commission.statement.summary",
        "distributor.commission.statement.papers",
        "distributor.commission.statement.sending",
    ]

    _statement_idx = models.Index("(id) WHERE statement_to_send OR statement_to_attach")

    def _approve(self):
        result = super()._approve()
        self._queue_statements("statement_to_send")
        return result

    def _send_back(self):
        result = super()._send_back()
        # sudo: settlements are read-only for all; the caller checked the group
        self.sudo().write({"statement_to_send": False})
        return result

    def _cancel(self):
        result = super()._cancel()
        # sudo: settlements are read-only for all; the caller checked the group
        self.sudo().write({"statement_to_send": False, "statement_to_attach": False})
        return result

    def _bill(self):
        bills = super()._bill()
        self._queue_statements("statement_to_attach")
        return bills

    def action_send_statement(self):
        """Mail statements to their distributors, again or for the first time."""
        self._check_finance()
        self._check_step("approved", "confirmed", "billed", "paid", "closed")
        self._queue_statements("statement_to_send")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._("The statement is being sent."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_statement_xlsx(self):
        """Download the statement as a workbook."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/statement_xlsx"
            f"?download=true&filename={self._get_statement_name()}.xlsx",
        }

    def _get_statement_url(self):
        """Return where the distributor sees it; the portal's module knows it."""
        self.ensure_one()
        return False
