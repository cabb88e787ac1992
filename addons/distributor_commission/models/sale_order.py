# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import SQL

from .commission_totals import get_commission_totals

PENDING = "distributor_commission.orders"
# what changes of an order and its deliveries can matter to
FOLLOWED = """
    SELECT order_id, COALESCE(waiting = 'receipt', FALSE)
      FROM distributor_commission_source
     WHERE order_id = ANY(%(orders)s)
       AND NOT undone
       AND (event IN ('confirmed', 'delivered') OR waiting = 'receipt')
"""


class SaleOrder(models.Model):
    _inherit = "sale.order"

    commission_count = fields.Integer(
        "Commission Entries",
        compute="_compute_commission",
        groups="distributor.distributor_group_user",
    )
    commission_amount = fields.Monetary(
        "Commission",
        compute="_compute_commission",
        currency_field="commission_currency_id",
        groups="distributor.distributor_group_user",
    )
    commission_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Commission Currency"
    )

    def _compute_commission(self):
        totals = get_commission_totals(self, "order_id")
        for order in self:
            order.commission_count, order.commission_amount = totals.get(
                order.id, (0, 0.0)
            )

    def _on_confirmation(self):
        result = super()._on_confirmation()
        # sudo: whoever confirms an order need not read commissions
        booking = self.env["distributor.commission.booking"].sudo()
        booking._book_confirmed(self.sudo().filtered("distributor_id"))
        return result

    def _action_cancel(self):
        result = super()._action_cancel()
        # sudo: whoever cancels an order need not read commissions
        booking = self.env["distributor.commission.booking"].sudo()
        booking._undo_orders(self.sudo())
        return result

    def _follow_commission(self):
        """Bring the commission of these orders up to date before the commit.

        Lines change many times in a transaction; what counts is how they end up.
        """
        booking = self.env["distributor.commission.booking"]
        if booking._get_traits().isdisjoint(("order", "receipt")):
            return
        confirmed = self.filtered(
            lambda order: order.state == "sale" and order.distributor_id and order.id
        )
        if not confirmed:
            return
        precommit = self.env.cr.precommit
        pending = precommit.data.setdefault(PENDING, set())
        if not pending:
            # sudo: whoever delivers or changes an order need not read commissions
            precommit.add(self.sudo().browse()._sync_commission)
        pending.update(confirmed.ids)

    @api.model
    def _sync_commission(self):
        """Follow deliveries and changes of the orders that were touched."""
        orders = self.env.cr.precommit.data.pop(PENDING, set())
        self.env.cr.execute(SQL(FOLLOWED, orders=list(orders)))
        found = self.env.cr.fetchall()
        booking = self.env["distributor.commission.booking"]
        booking._sync_orders({order for order, waits in found if not waits})
        booking._release_received({order for order, waits in found if waits})

    def action_view_commission(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_entry_action"
        )
        return dict(action, domain=[("order_id", "=", self.id)], context={})

    def action_explain_commission(self):
        """Open the commission documents of the order: who earned, who did not, why."""
        self.ensure_one()
        sources = self.env["distributor.commission.source"]
        return sources._get_action([("order_id", "=", self.id)])
