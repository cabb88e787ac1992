# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from lxml import html

from odoo.tests import Form, new_test_user, tagged

from .common import SheetCommon


@tagged("post_install", "-at_install")
class TestBackOffice(SheetCommon):
    """What the back office sees of the drafts that distributors uploaded."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = new_test_user(
            cls.env,
            "t-draft-clerk",
            "distributor.distributor_group_user",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def setUp(self):
        super().setUp()
        answer = self._upload(
            self._fill(("T-TEA", 12, self.at_shop), ("T-POT", 2.5, self.at_shop)),
            name="orders of T.xlsx",
        )
        [form] = [
            form
            for form in html.fromstring(answer.text).forms
            if form.action.endswith("/make")
        ]
        self.url_open(form.action, data=dict(form.form_values()))
        self.draft = self._get_drafts().with_user(self.clerk)

    def test_what_a_draft_tells(self):
        form = Form(self.draft)
        self.assertEqual(form.distributor_id, self.dealer)
        self.assertEqual(form.partner_shipping_id, self.shop)
        self.assertEqual(form.file_name, "orders of T.xlsx")
        self.assertEqual(form.user_id, self.users[self.dealer])
        self.assertEqual(
            [(line.product_id, line.quantity) for line in self.draft.line_ids],
            [(self.tea, 12.0), (self.pot, 2.5)],
        )
        self.assertEqual(self.draft.product_count, 2)
        self.assertEqual(len(set(self.draft.line_ids.ids)), 2)

    def test_a_product_that_is_gone_leaves_its_row(self):
        self.draft.sudo().basket = "999999999-4_" + self._lines((self.tea, 6))
        self.assertEqual(
            [(line.product_id, line.quantity) for line in self.draft.line_ids],
            [(self.tea.browse(), 4.0), (self.tea, 6.0)],
        )

    def test_to_place_and_placed(self):
        drafts = self.draft.search([("distributor_id", "=", self.dealer.id)])

        def find(operator):
            return drafts.search(
                [("order_id", operator, False), ("id", "in", drafts.ids)]
            )

        self.assertFalse(self.draft.order_id)
        self.assertEqual((find("="), find("!=")), (self.draft, self.draft.browse()))
        # an order of another distributor with its key is another order
        foreign = self._confirm((self.tea, 6, 1), distributor=self.sibling)
        foreign.sudo().portal_order_key = self.draft.key
        self.draft.invalidate_recordset(["order_id"])
        self.assertFalse(self.draft.order_id)
        self.assertEqual(find("="), self.draft)
        order = self._confirm((self.tea, 6, 1), distributor=self.dealer)
        order.sudo().portal_order_key = self.draft.key
        self.draft.invalidate_recordset(["order_id"])
        self.assertEqual(self.draft.order_id, order)
        self.assertEqual((find("="), find("!=")), (self.draft.browse(), self.draft))

    def test_products_are_found(self):
        found = self.draft.search(
            [("line_ids.product_id", "ilike", "T-POT"), ("id", "=", self.draft.id)]
        )
        self.assertEqual(found, self.draft)
        self.assertFalse(found.search([("line_ids.product_id", "=", self.cup.id)]))

    def test_a_list_asks_once(self):
        def count(drafts):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            drafts.web_read(
                {"order_id": {}, "product_count": {}, "line_ids": {"fields": {}}}
            )
            return self.env.cr.sql_log_count - before

        one = self.draft
        more = one
        for number in range(3):
            more |= one.sudo().copy({"key": f"T{number}-{one.key}"}).with_env(one.env)
        count(more)
        self.assertEqual(count(more), count(one))
