# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.common import CommittedRules


@tagged("post_install", "-at_install")
class TestConcurrency(CommittedRules, BaseCase):
    """Two requests at once, in transactions of their own."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            self.made = self._make(api.Environment(cr, SUPERUSER_ID, {}))
        self.addCleanup(self._remove)

    def _make(self, env):
        """Commit an order of 4 that was delivered; return the ids of the request."""
        mark = uuid.uuid4().hex[:8]
        partner = env["res.partner"].create({"name": f"T-{mark}"})
        distributor = env["distributor.distributor"].create(
            {
                "code": f"T-{mark}",
                "partner_id": partner.id,
                "level_id": env.ref("distributor.distributor_level_master").id,
                "date_start": "2020-01-01",
                "state": "active",
                "prepaid": False,
            }
        )
        goods = env["product.product"].create(
            {"name": "T-Race", "type": "consu", "taxes_id": False}
        )
        reason = env["distributor.return.reason"].create({"name": "T-Race"})
        order = env["sale.order"].create(
            {
                "partner_id": partner.id,
                "order_line": [
                    Command.create({"product_id": goods.id, "product_uom_qty": 4})
                ],
            }
        )
        order.action_confirm()
        order.picking_ids.move_ids.write({"picked": True})
        order.picking_ids._action_done()
        return {
            "order": order.id,
            "reason": reason.id,
            "move": order.picking_ids.move_ids.id,
            "distributor": distributor.id,
            "partner": partner.id,
            "goods": goods.product_tmpl_id.id,
        }

    def _remove(self):
        """Take all away again: what happened is no example for other tests."""
        with self.registry.cursor() as cr:
            for statement in (
                "DELETE FROM distributor_return WHERE order_id = %(order)s",
                "DELETE FROM stock_move WHERE id = %(move)s",
                "DELETE FROM stock_picking WHERE sale_id = %(order)s",
                "UPDATE sale_order SET state = 'cancel' WHERE id = %(order)s",
                "UPDATE distributor_distributor SET state = 'applicant'"
                " WHERE id = %(distributor)s",
            ):
                cr.execute(statement, self.made)
            env = api.Environment(cr, SUPERUSER_ID, {})
            for model, key in (
                ("sale.order", "order"),
                ("distributor.distributor", "distributor"),
                ("res.partner", "partner"),
                ("distributor.return.reason", "reason"),
                ("product.template", "goods"),
            ):
                env[model].browse(self.made[key]).unlink()

    def _request(self, cr, quantity, key=None):
        env = api.Environment(cr, SUPERUSER_ID, {})
        move = env["stock.move"].browse(self.made["move"])
        return env["distributor.return"]._request_by_distributor(
            env["sale.order"].browse(self.made["order"]),
            [(move, env["stock.lot"], quantity)],
            env["distributor.return.reason"].browse(self.made["reason"]),
            "T",
            key=key,
        )

    def _race(self, **kw):
        """Request 3 of 4 in two transactions, of which the first commits first."""
        with self.registry.cursor() as first, self.registry.cursor() as late:
            late.execute("SELECT 1")  # its snapshot is older than the first's commit
            record = self._request(first, 3, **kw)
            first.commit()
            with (
                self.assertRaises(psycopg2.errors.SerializationFailure),
                mute_logger("odoo.sql_db"),
            ):
                self._request(late, 3, **kw)
            late.rollback()
            return record.id

    def test_more_than_there_is(self):
        self._race()
        with self.registry.cursor() as cr:  # as Odoo tries again
            with self.assertRaisesRegex(UserError, "only 1"):
                self._request(cr, 3)
            cr.rollback()

    def test_sent_twice(self):
        number = self._race(key="T-RACE")
        with self.registry.cursor() as cr:
            self.assertEqual(self._request(cr, 3, key="T-RACE").id, number)
            cr.rollback()
