# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorDemoReturns(models.AbstractModel):
    _name = "distributor.demo.returns"
    _description = "Returns of the Demo Brand"

    def _make_returns(self, company):
        """One return of the store is credited, and one waits for an answer."""
        order = self._quote(company, "S-XIHU", ("LJ-50", 10), ("BLC-100", 6))
        order.action_confirm()
        order.picking_ids.move_ids.picked = True
        order.picking_ids._action_done()
        invoice = order._create_invoices()
        invoice.invoice_date = self._get_today()
        invoice.action_post()
        tea, cakes = order._get_returnable()
        credited = self._ask_return(
            order, tea, 2, "wrong", "We ordered the other roast 发错了货，请换"
        )
        credited.with_user(self._get_login("manager")).action_approve()
        credited._mark_sent("SF1380013800013")
        credited.move_ids.picked = True
        credited.move_ids.picking_id._action_done()
        credited._credit()
        credited.credit_note_ids.filtered(lambda n: n.state == "draft").action_post()
        self._ask_return(
            order, cakes, 1, "damaged", "The carton was wet 外箱受潮", photo=True
        )

    def _ask_return(self, order, row, quantity, reason, text, photo=False):
        files = []
        if photo:
            files = [("carton.png", self._read_image("logo"), "image/png")]
        returns = self.env["distributor.return"]._request_by_distributor(
            order,
            [(row.move, row.lot, quantity)],
            self.env.ref(f"distributor_return.distributor_return_reason_{reason}"),
            text,
            files,
            user=self._get_login("store"),
        )
        return returns.sudo(False).with_user(self.env.user)
