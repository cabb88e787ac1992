# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from contextlib import contextmanager

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon


@tagged("post_install", "-at_install")
class CreditCommon(WalletCommon):
    PREPAID = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.credit_overdue_days = 30
        cls.goods = cls.env["product.product"].create(
            {
                "name": "T-Goods",
                "list_price": 100.0,
                "type": "consu",
                "invoice_policy": "delivery",
                "taxes_id": False,
            }
        )
        cls.other_finance = cls._create_user(
            "t-finance-2", "distributor.distributor_group_finance"
        )
        cls.manager = cls._create_user(
            "t-manager", "distributor.distributor_group_manager"
        )
        cls.today = cls.dealer._get_today(cls.company)

    @classmethod
    def _create_user(cls, login, group):
        return new_test_user(
            cls.env,
            login,
            group,
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )

    @classmethod
    def _set_credit(cls, limit, distributor=None, **kw):
        distributor = distributor or cls.dealer
        distributor.with_user(cls.finance)._set_credit(limit, "T-Reason", **kw)

    @classmethod
    def _ship(cls, order, quantity=None, backorder=True):
        picking = order.picking_ids.filtered(
            lambda p: p.state not in ("done", "cancel")
        )
        for move in picking.move_ids:
            move.quantity = quantity or move.product_uom_qty
            move.picked = True
        picking.with_context(cancel_backorder=not backorder)._action_done()
        return picking

    @classmethod
    def _bill(cls, order, age=0):
        """Invoice an order; the invoice was due so many days ago."""
        invoice = order._create_invoices(final=True)
        day = fields.Date.subtract(cls.today, days=age)
        invoice.write({"invoice_date": day, "invoice_date_due": day})
        invoice.action_post()
        return invoice

    @classmethod
    def _pay(cls, invoice, amount=None):
        wizard = cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        vals = {"journal_id": cls.bank.id}
        if amount:
            vals["amount"] = amount
        return wizard.create(vals)._create_payments()

    @classmethod
    def _owe(cls, amount, age=0, distributor=None):
        """Post an invoice without an order."""
        day = fields.Date.subtract(cls.today, days=age)
        invoice = cls.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": (distributor or cls.dealer).partner_id.id,
                "invoice_date": day,
                "invoice_date_due": day,
                "invoice_line_ids": [
                    fields.Command.create(
                        {
                            "product_id": cls.product.id,
                            "price_unit": amount,
                            "tax_ids": [fields.Command.clear()],
                        }
                    )
                ],
            }
        )
        invoice.action_post()
        return invoice

    def _decide_credit(self, order, state="approved", user=None, **terms):
        """Decide in the form, as a person of finance does."""
        wizard = self.env["distributor.order.exception.decide"]
        wizard = wizard.with_user(user or self.finance).create(
            {"exception_ids": order.exception_ids.ids, "note": "T-Note", **terms}
        )
        getattr(wizard, "action_approve" if state == "approved" else "action_refuse")()
        return wizard

    @contextmanager
    def _refused(self, text=""):
        """What is done inside is refused and undone; the reason contains a text."""
        with self.assertRaises(UserError) as caught:
            yield
        self.assertRegex(str(caught.exception), text or ".")

    def _get_exposure(self, distributor=None):
        distributor = distributor or self.dealer
        return distributor._get_exposures()[distributor]

    def _assert_parts(self, distributor=None, **expected):
        """Parts that are not named are 0."""
        exposure = self._get_exposure(distributor)
        names = (
            "not_due",
            "due",
            "late",
            "unapplied",
            "transit",
            "delivered",
            "confirmed",
            "deposit",
        )
        self.assertEqual(
            {name: round(getattr(exposure, name), 2) for name in names},
            {**dict.fromkeys(names, 0.0), **expected},
        )
