# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorWalletEntry(models.Model):
    _inherit = "distributor.wallet.entry"

    def _get_portal_invoices(self):
        """Return {entry: the invoice or credit note it paid}."""
        # of documents that are wide, no more than what is asked for
        self.move_id.fetch(["origin_payment_id"])
        invoices = self.move_id.origin_payment_id.invoice_ids
        invoices.fetch(["state", "commercial_partner_id", "name"])
        return {entry: entry._get_portal_invoice() for entry in self}

    def _get_portal_invoice(self):
        """Return the invoice or credit note this entry paid, if it is exactly one."""
        self.ensure_one()
        invoices = self.move_id.origin_payment_id.invoice_ids.filtered(
            lambda move: move.state == "posted"
            and move.commercial_partner_id == self.distributor_id.partner_id
        )
        return invoices if len(invoices) == 1 else invoices.browse()
