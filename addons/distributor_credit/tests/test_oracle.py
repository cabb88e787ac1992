# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import os
import random

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import CreditCommon
from .naive import count

STEPS = int(os.environ.get("CREDIT_STEPS", "60"))


@tagged("post_install", "-at_install")
class TestOracle(CreditCommon):
    """The statement gives what counting document by document gives."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.product
        cls.ordered = cls.env["product.product"].create(
            {"name": "T-Ordered", "type": "consu", "invoice_policy": "order"}
        )
        cls.dozen = cls.env.ref("uom.product_uom_dozen")
        cls.foreign = cls.env.ref("base.EUR")
        if cls.foreign == cls.company.currency_id:
            cls.foreign = cls.env.ref("base.USD")
        cls.foreign.active = True
        cls.env["res.currency.rate"].create(
            {
                "currency_id": cls.foreign.id,
                "company_id": cls.company.id,
                "name": "2020-01-01",
                "rate": 0.8,
            }
        )
        cls.pricelist = cls.env["product.pricelist"].create(
            {"name": "T-Foreign", "currency_id": cls.foreign.id}
        )
        # one pays ahead, one later, one later with an own rule
        cls.people = cls.dealer | cls.country | cls.regional
        cls.dealer.sudo().prepaid = True
        cls.company.exception_policy_credit = "allow"
        cls.company.credit_policy_delivery = "off"
        for distributor, limit in zip(cls.people, (900, 5000, 100), strict=True):
            cls._set_credit(limit, distributor)
        cls._set_credit(100, cls.regional, overdue_days=3)

    def _do(self, chance, orders):
        """Do one thing that happens in a channel."""
        steps = ("order", "ship", "invoice", "pay", "credit", "top_up", "cancel")
        step = chance.choices((*steps, "down", "change", "reset"), k=1)[0]
        getattr(self, f"_step_{step}")(chance, orders)
        return step

    def _step_order(self, chance, orders):
        lines = []
        for product in (self.goods, self.ordered, self.service):
            if chance.random() < 0.6:
                values = {
                    "product_id": product.id,
                    "product_uom_qty": chance.randint(1, 5),
                    "price_unit": chance.randint(1, 90),
                    "discount": chance.choice((0, 0, 12.5)),
                    "tax_ids": [Command.clear()],
                }
                if product != self.service and chance.random() < 0.3:
                    values["product_uom_id"] = self.dozen.id
                lines.append(Command.create(values))
        if not lines:
            return
        values = {"partner_id": chance.choice(self.people).partner_id.id}
        if chance.random() < 0.25:
            values["pricelist_id"] = self.pricelist.id
        order = self.env["sale.order"].create({**values, "order_line": lines})
        orders.append(order)
        order.action_confirm()

    def _pick(self, chance, orders):
        sold = [order for order in orders if order.state == "sale"]
        return chance.choice(sold) if sold else self.env["sale.order"]

    def _step_ship(self, chance, orders):
        pickings = self._pick(chance, orders).picking_ids
        for picking in pickings.filtered(lambda p: p.state not in ("done", "cancel")):
            for move in picking.move_ids:
                move.quantity = chance.randint(1, int(move.product_uom_qty) + 1)
                move.picked = True
            picking.with_context(cancel_backorder=chance.random() < 0.3)._action_done()

    def _step_invoice(self, chance, orders):
        order = self._pick(chance, orders)
        if order.invoice_status == "to invoice":
            invoice = order._create_invoices(final=chance.random() < 0.7)
            if chance.random() < 0.85:
                invoice.invoice_date = self.today
                invoice.invoice_date_due = self.today.replace(
                    year=self.today.year - chance.randint(0, 1)
                )
                invoice.action_post()

    def _get_invoice(self, chance, orders, domain):
        invoices = self._pick(chance, orders).invoice_ids.filtered_domain(
            [("state", "=", "posted"), ("move_type", "=", "out_invoice"), *domain]
        )
        return invoices[:1]

    def _step_pay(self, chance, orders):
        invoice = self._get_invoice(chance, orders, [("amount_residual", ">", 0)])
        if invoice:
            self._pay(invoice, chance.choice((None, invoice.amount_residual / 2)))

    def _step_credit(self, chance, orders):
        invoice = self._get_invoice(chance, orders, [])
        if invoice and not invoice.reversal_move_ids:
            note = invoice._reverse_moves([{"invoice_date": self.today}])
            if chance.random() < 0.5:
                note.invoice_line_ids[0].quantity /= 2
            note.action_post()

    def _step_reset(self, chance, orders):
        invoice = self._get_invoice(chance, orders, [("reversal_move_ids", "=", False)])
        if invoice:
            invoice.button_draft()

    def _step_top_up(self, chance, _orders):
        distributor = chance.choice(self.people)
        currency = chance.choice((self.company.currency_id, self.foreign))
        wallet = self.env["distributor.wallet"]._get_or_create(distributor, currency)
        self._top_up(chance.randint(1, 400), wallet)

    def _step_cancel(self, chance, orders):
        order = self._pick(chance, orders)
        if order and chance.random() < 0.5:
            order._action_cancel()

    def _step_down(self, chance, orders):
        order = self._pick(chance, orders)
        if not order or order.invoice_ids:
            return
        wizard = self.env["sale.advance.payment.inv"].with_context(
            active_model="sale.order", active_ids=order.ids
        )
        wizard.create(
            {
                "advance_payment_method": "fixed",
                "fixed_amount": round(order.amount_total * chance.random() + 1, 2),
            }
        ).create_invoices()
        if chance.random() < 0.8:
            order.invoice_ids.invoice_date = self.today
            order.invoice_ids.action_post()

    def _step_change(self, chance, orders):
        lines = self._pick(chance, orders).order_line.filtered(
            lambda one: not one.display_type and not one.is_downpayment
        )
        if lines:
            line = chance.choice(lines)
            wanted = max(line.qty_delivered, line.qty_invoiced, 1)
            line.product_uom_qty = wanted + chance.randint(0, 3)

    def _compare(self, label):
        self.env.flush_all()
        found = self.people._get_exposures()
        for distributor in self.people:
            expected = count(distributor)
            for name, amount in expected.items():
                with self.subTest(label, code=distributor.code, part=name):
                    self.assertAlmostEqual(
                        getattr(found[distributor], name), amount, places=2
                    )

    def test_random_channel(self):
        seed = int(os.environ.get("CREDIT_SEED", "7"))
        chance = random.Random(seed)  # noqa: S311 no secret
        orders, done = [], {}
        for number in range(STEPS):
            step = "refused"
            try:
                with self.env.cr.savepoint():
                    step = self._do(chance, orders)
            except UserError:
                orders = [order.exists() for order in orders if order.exists()]
                self.env.invalidate_all()
            done[step] = done.get(step, 0) + 1
            self._compare(f"seed {seed}, step {number}: {step}")
        self.assertGreater(len(done), 4, f"seed {seed}")
