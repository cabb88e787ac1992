# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.fields import Command
from odoo.tests import Form

from .event_common import EventCommon

DAY = date(2026, 2, 15)


class CreditCommon(EventCommon):
    """Credit notes typed by hand, and the dialog that says what they are about."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.moves = cls.env["account.move"]
        cls.manager = cls._create_manager("t-credit-manager", cls.company)
        cls.other = cls._create_goods("T-Other goods")

    @classmethod
    def _credit(cls, *lines, partner=None, post=True, **kw):
        """Type a credit note by hand; lines are (product, quantity, price)."""
        credit = cls.moves.create(
            {
                "move_type": "out_refund",
                "partner_id": (partner or cls.dealer.partner_id).id,
                "invoice_date": DAY,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": product and product.id,
                            "name": "T-Credit",
                            "quantity": quantity,
                            "price_unit": price,
                            "tax_ids": [Command.clear()],
                        }
                    )
                    for product, quantity, price in lines
                ],
                **kw,
            }
        )
        if post:
            credit.action_post()
        return credit

    def _find(self):
        self.env.flush_all()
        return self.moves.search(
            [
                ("commission_is_unassigned", "=", True),
                ("company_id", "=", self.company.id),
            ]
        )

    def _assign(self, credit, invoice, user=None):
        """Fill the dialog as a person does."""
        action = credit.with_user(user or self.finance).action_assign_commission()
        wizards = self.env[action["res_model"]].with_user(user or self.finance)
        with Form(wizards.with_context(**action["context"])) as form:
            form.invoice_id = invoice
        return form.record.action_assign()
