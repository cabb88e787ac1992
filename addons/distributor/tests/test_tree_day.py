# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import DistributorCommon


@tagged("post_install", "-at_install")
class TestTreeDay(DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = cls.dealer._get_today()
        cls.later = cls.now + timedelta(days=10)
        cls.country._set_upline(cls.master, cls.later)
        cls.seller = new_test_user(
            cls.env, "t-seller", "sales_team.group_sale_salesman"
        )

    def _get_tree(self, day, depth=None):
        tree = self.env["distributor.distributor"].with_user(self.seller)
        found = tree.get_tree(str(day), self.master.id, depth)
        browse = self.env["distributor.distributor"].browse
        return [
            (row["code"], row["depth"], [browse(key).code for key in row["path"]])
            for row in found
        ]

    def test_get_tree(self):
        self.assertEqual(
            self._get_tree(self.now),
            [
                ("T-M", 0, ["T-M"]),
                ("T-R", 1, ["T-M", "T-R"]),
                ("T-C", 2, ["T-M", "T-R", "T-C"]),
                ("T-D", 3, ["T-M", "T-R", "T-C", "T-D"]),
            ],
        )
        self.assertCountEqual(
            self._get_tree(self.later),
            [
                ("T-M", 0, ["T-M"]),
                ("T-R", 1, ["T-M", "T-R"]),
                ("T-C", 1, ["T-M", "T-C"]),
                ("T-D", 2, ["T-M", "T-C", "T-D"]),
            ],
        )
        self.assertEqual(len(self._get_tree(self.now, depth=1)), 2)
        self.assertEqual(len(self._get_tree(self.now, depth=0)), 1)

    def test_get_tree_of_the_brand(self):
        tree = self.env["distributor.distributor"].with_user(self.seller)
        rows = {row["id"]: row for row in tree.get_tree(str(self.now), depth=2)}
        self.assertEqual(rows[self.master.id]["depth"], 1)
        self.assertIs(rows[self.master.id]["upline_id"], False)
        self.assertEqual(rows[self.regional.id]["upline_id"], self.master.id)
        self.assertNotIn(self.country.id, rows)
        self.assertFalse(tree.get_tree("2019-12-31", self.master.id)[1:])

    def test_terminated_are_left_out_from_their_last_day(self):
        self.dealer.sudo().write({"state": "terminated", "date_end": self.now})
        self.assertEqual(len(self._get_tree(self.now)), 3)
        self.assertEqual(len(self._get_tree(self.now - timedelta(days=1))), 4)

    def test_get_chain(self):
        pair = (self.dealer | self.regional).with_user(self.seller)
        found = {row["id"]: row["chain"] for row in pair.get_chain(str(self.later))}
        self.assertEqual(
            [(row["code"], row["generation"]) for row in found[self.dealer.id]],
            [("T-D", 0), ("T-C", 1), ("T-M", 2)],
        )
        self.assertEqual(len(found[self.regional.id]), 2)

    def test_strangers_learn_nothing(self):
        for group in ("base.group_user", "base.group_portal"):
            user = new_test_user(self.env, f"t-{group[5:]}", group)
            dealer = self.dealer.with_user(user)
            with self.assertRaises(AccessError):
                dealer.get_chain(str(self.now))
            with self.assertRaises(AccessError):
                dealer.browse().get_tree(str(self.now))
            with self.assertRaises(AccessError):
                dealer.browse().get_tree(str(self.now), self.master.id)

    def test_other_company_is_left_out(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        tree = self.env["distributor.distributor"].with_user(self.seller)
        rows = tree.get_tree(str(self.now))
        self.assertNotIn(foreign.id, [row["id"] for row in rows])
        with self.assertRaises(AccessError):
            tree.get_tree(str(self.now), foreign.id)

    def test_screen(self):
        wizard = self.env["distributor.tree.show"].with_user(self.seller)
        for day, path, upline in (
            (self.now, "T-M › Test T-R › Test T-C › Test T-D", self.regional),
            (self.later, "T-M › Test T-C › Test T-D", self.master),
        ):
            action = wizard.create(
                {"date": day, "root_id": self.master.id}
            ).action_show()
            self.env.invalidate_all()
            rows = self.env["distributor.tree.day"].with_user(self.seller)
            rows = rows.with_context(**action["context"])
            found = rows.search(action["domain"])
            self.assertEqual(len(found), 4)
            dealer = found.filtered(lambda row: row.code == "T-D")
            self.assertEqual(dealer.path, f"Test {path}")
            self.assertEqual(dealer.depth, path.count("›") + 1)
            self.assertEqual(dealer.parent_id.parent_id.id, upline.id)
            self.assertEqual(dealer.action_open()["res_id"], self.dealer.id)
