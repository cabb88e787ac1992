# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    @api.model_create_multi
    def create(self, vals_list):
        transactions = super().create(vals_list)
        transactions._check_portal_payer()
        return transactions

    def _check_portal_payer(self):
        """Let only members with the right spend the money of a distributor.

        That is to pay its orders and invoices, and to use a card saved by a colleague.
        Paying a quotation confirms it, so it needs the right to order as well.
        """
        actor = self.env["res.users"]._get_portal_actor()
        if not actor:
            return
        check = self.env["sale.order"]._check_portal_user_can
        for transaction in self.sudo():  # sudo: checked here, for whoever pays
            for order in transaction.sale_order_ids:
                check("money", order.distributor_id, order.name)
                if order.state in ("draft", "sent"):
                    check("order", order.distributor_id, order.name)
            for move in transaction.invoice_ids:
                check("money", move._get_portal_distributor(), move.name)
            owner = transaction.token_id.partner_id
            if owner and owner != actor.partner_id:
                distributors = self.env["distributor.distributor"].sudo()
                check(
                    "money",
                    distributors._get_for_partner(owner, transaction.company_id),
                    transaction.token_id.display_name,
                )
