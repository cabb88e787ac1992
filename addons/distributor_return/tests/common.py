# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon


class ReturnFactory:
    """Ships, asks, approves and receives; mixed into any test class with an env."""

    @classmethod
    def _create_goods(cls, name="T-Goods", **kw):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "invoice_policy": "delivery",
                "taxes_id": False,
                **kw,
            }
        )

    @classmethod
    def _create_reason(cls, name="T-Reason", **kw):
        return cls.env["distributor.return.reason"].create({"name": name, **kw})

    @classmethod
    def _ship(cls, pickings, quantity=None, backorder=True):
        """Deliver what waits of these transfers, or a quantity of each move."""
        waiting = pickings.filtered(lambda p: p.state not in ("done", "cancel"))
        for move in waiting.move_ids:
            move.quantity = move.product_uom_qty if quantity is None else quantity
            move.picked = True
        waiting.with_context(cancel_backorder=not backorder)._action_done()
        return waiting

    @classmethod
    def _deliver(cls, *lines, distributor=None, invoice=True, **kw):
        """Confirm, ship and invoice an order; lines as for _create_order."""
        order = cls._create_order(distributor or cls.dealer, list(lines), **kw)
        order.action_confirm()
        cls._ship(order.picking_ids)
        if invoice:
            cls._invoice(order)
        return order

    @classmethod
    def _create_return(cls, order, *quantities, user=None, reason=None, **kw):
        """Make a draft; quantities are those of the deliveries, in their order."""
        rows = order._get_returnable()
        return (
            cls.env["distributor.return"]
            .with_user(user or cls.env.user)
            .create(
                {
                    "order_id": order.id,
                    "reason_id": (reason or cls.reason).id,
                    "line_ids": [
                        Command.create(
                            {
                                "move_id": row.move.id,
                                "lot_id": row.lot.id,
                                "quantity": quantity,
                            }
                        )
                        for row, quantity in zip(rows, quantities, strict=False)
                    ],
                    **kw,
                }
            )
        )

    @classmethod
    def _ask(cls, order, *quantities, **kw):
        """Request a return as staff does."""
        record = cls._create_return(order, *quantities, **kw)
        record._request()
        return record

    @classmethod
    def _give_back(cls, order, *quantities, received=None, post=True, **kw):
        """Take goods through to the posted credit note."""
        record = cls._ask(order, *quantities, **kw)
        record.with_user(cls.manager).action_approve()
        cls._ship(record.move_ids.picking_id, received, backorder=False)
        if post:
            record.credit_note_ids.action_post()
        return record


@tagged("post_install", "-at_install")
class ReturnCommon(ReturnFactory, WalletCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls._create_goods()
        cls.reason = cls._create_reason()
        cls.manager = new_test_user(
            cls.env,
            "t-return-manager",
            "distributor.distributor_group_manager",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        cls.seller = new_test_user(
            cls.env,
            "t-return-seller",
            "distributor.distributor_group_user",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        cls._top_up(100_000)
