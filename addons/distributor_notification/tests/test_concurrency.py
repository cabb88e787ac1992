# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import SUPERUSER_ID, api, fields
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestConcurrency(BaseCase):
    """Two jobs at once, in real transactions, and one that is killed."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            user = env.ref("base.user_admin")
            distributor = env["distributor.distributor"].create(
                {
                    "code": "T-NOTIFY",
                    "partner_id": env["res.partner"].create({"name": "T-Notify"}).id,
                    "level_id": env.ref("distributor.distributor_level_dealer").id,
                }
            )
            kind = env["distributor.notification.kind"].create(
                {"name": "T-Kind", "code": "t-concurrency"}
            )
            env["distributor.notification"]._insert(
                [
                    {
                        "distributor_id": distributor.id,
                        "company_id": distributor.company_id.id,
                        "user_id": user.id,
                        "kind_id": kind.id,
                        "urgency": "normal",
                        "key": str(number),
                        "name": "T-Title",
                        "body": None,
                        "url": None,
                        "mail_date": fields.Datetime.now(),
                    }
                    for number in range(3)
                ]
            )
            self.kind_id, self.ids = kind.id, (distributor.id, kind.id)
        self.addCleanup(self._clean)

    def _clean(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            cr.execute(
                "DELETE FROM distributor_notification WHERE kind_id = %s",
                [self.kind_id],
            )
            distributor = env["distributor.distributor"].browse(self.ids[0])
            partner = distributor.partner_id
            distributor.unlink()
            partner.unlink()
            env["distributor.notification.kind"].browse(self.kind_id).unlink()

    def _claim(self, cr):
        env = api.Environment(cr, SUPERUSER_ID, {})
        claimed = env["distributor.notification"]._claim_due(10000)
        return claimed.filtered(lambda one: one.kind_id.id == self.kind_id)

    @mute_logger("odoo.sql_db")
    def test_never_twice(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            second.execute("SELECT 1")  # its snapshot is older than the first's claim
            self.assertEqual(len(self._claim(first)), 3)
            self.assertFalse(self._claim(second))
            first.rollback()  # killed half-way: nothing was mailed
            second.rollback()
            self.assertEqual(len(self._claim(second)), 3)
            second.rollback()

    def test_told_at_once_by_two(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            told = env["distributor.notification"].search(
                [("kind_id", "=", self.kind_id)]
            )
            row = told[0].read(["urgency", "key", "name"])[0]
            row.pop("id")
            env["distributor.notification"]._insert(
                [
                    {
                        **row,
                        "distributor_id": self.ids[0],
                        "company_id": told[0].company_id.id,
                        "user_id": told[0].user_id.id,
                        "kind_id": self.kind_id,
                    }
                ]
            )
            count = told.search_count([("kind_id", "=", self.kind_id)])
            self.assertEqual(count, 3)
