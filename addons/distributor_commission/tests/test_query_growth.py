# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.fields import Command
from odoo.tests import tagged

from .common import CommissionCommon

STEPS = ("made", "confirmed", "invoiced")


@tagged("post_install", "-at_install")
class TestQueryGrowth(CommissionCommon):
    """What a distributor's documents cost beyond those of a plain customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plain = cls.env["res.partner"].create({"name": "T-Plain"})
        # one address: the same taxes and price lists are looked for
        cls.plain.country_id = cls.dealer.partner_id.country_id

    def _measure(self, function):
        """Return (queries with an empty cache, result)."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        result = function()
        self.env.flush_all()
        return self.cr.sql_log_count - before, result

    def _count(self, partner, size):
        """Return the queries of each step for an order of so many lines."""
        line = {"product_id": self.product.id, "product_uom_qty": 2, "price_unit": 50}
        values = {
            "partner_id": partner.id,
            "order_line": [Command.create(line) for _number in range(size)],
        }
        orders = self.env["sale.order"]
        made, order = self._measure(lambda: orders.create(values))
        confirmed, _nothing = self._measure(order.action_confirm)
        invoiced, invoice = self._measure(lambda: self._invoice(order))
        earns = partner == self.dealer.partner_id
        self.assertEqual(len(self._get_entries(invoice)), 3 * size if earns else 0)
        return made, confirmed, invoiced

    def _get_extra(self, size):
        """Return {step: queries beyond those of a plain customer}."""
        partners = (self.dealer.partner_id, self.plain)
        for partner in partners:
            self._count(partner, size)  # a running system has filled its caches
        own, plain = (self._count(partner, size) for partner in partners)
        return {
            step: one - other
            for step, one, other in zip(STEPS, own, plain, strict=True)
        }

    def _check_growth(self):
        few, many = self._get_extra(1), self._get_extra(20)
        for step in STEPS:
            self.assertLessEqual(many[step], few[step], step)
        return many

    def test_by_invoice(self):
        self.dealer.sudo().prepaid = False
        extra = self._check_growth()
        # distributor, payer, chain, map; what it must acknowledge; who is told
        self.assertLessEqual(extra["confirmed"], 10)
        self.assertLessEqual(extra["invoiced"], 1, "what the distributor is")

    def test_with_deposit(self):
        self._check_growth()
