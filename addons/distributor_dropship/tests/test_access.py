# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import MASKED, NAME, PHONE, SECRETS, DropshipCommon

#: kinds of users who may read orders, and not the consumer
BLIND = {
    "user": "distributor.distributor_group_user",
    "finance": "distributor.distributor_group_finance",
    "salesman": "sales_team.group_sale_salesman_all_leads",
    "stock": "stock.group_stock_manager",
    "accountant": "account.group_account_manager",
}
SEEING = {
    "manager": "distributor.distributor_group_manager",
    "fulfilment": (
        "sales_team.group_sale_salesman_all_leads,"
        "distributor_dropship.distributor_group_consumer"
    ),
}


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, DropshipCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._order_for()
        cls._ship(cls.order.picking_ids)
        cls._invoice(cls.order)

    def _user(self, kind, groups, company=None):
        company = company or self.company
        return new_test_user(
            self.env,
            f"t-drop-{kind}",
            # what may be exported is what may be read: nothing else hides it
            f"{groups},base.group_allow_export" if "portal" not in groups else groups,
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )

    def test_matrix(self):
        self._check_matrix({"distributor.consumer": {"manager": "rwc"}})

    def test_other_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        foreign = self._user(
            "foreign", "distributor.distributor_group_manager", company=other
        )
        with self.assertRaises(AccessError):
            self.consumer.with_user(foreign).read(["name"])

    def _read_all(self, records):
        """Return all that a user reads of records in any way, as one text."""
        names = [name for name in records.fields_get() if name != "consumer_id"]
        texts = []
        try:
            texts += [records.read(names), records.export_data(names)]
        except AccessError:  # one of them reads what this user may not: each alone
            texts += self._read_each(records, names)
        texts.append(records.mapped("display_name"))
        texts.append(records.search_read([("id", "in", records.ids)], ["display_name"]))
        return repr(texts)

    def _read_each(self, records, names):
        for name in names:
            try:
                yield records.read([name]), records.export_data([name])
            except AccessError:
                continue

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_who_need_not_know_reads_no_more(self):
        contact = self.consumer.partner_id
        documents = (
            self.order,
            self.order.picking_ids,
            self.order.invoice_ids,
            contact,
            self.order.message_ids,
        )
        for kind, groups in BLIND.items():
            user = self._user(kind, groups)
            consumer = self.consumer.with_user(user)
            with self.subTest(kind):
                self._assert_closed(consumer)
            for records in documents:
                records = records.with_user(user)
                if not records.has_access("read"):
                    continue
                with self.subTest(user=kind, model=records._name):
                    text = self._read_all(records)
                    for secret in SECRETS:
                        self.assertNotIn(secret, text)
            self.assertIn(MASKED[0], contact.with_user(user).display_name)

    def _assert_closed(self, consumer):
        """No way of reading or searching reaches a consumer."""
        calls = (
            lambda: consumer.read(["name"]),
            lambda: consumer.search_read([], ["phone"]),
            lambda: consumer.export_data(["name"]),
            lambda: consumer.name_search(NAME),
            lambda: consumer.formatted_read_group([], ["name"], ["__count"]),
            lambda: consumer.write({"name": "T"}),
            lambda: consumer.action_erase(),
        )
        orders = self.env["sale.order"].with_user(consumer.env.user)
        pickings = self.env["stock.picking"].with_user(consumer.env.user)
        calls += (
            lambda: orders.search([("consumer_id.phone", "=", PHONE)]),
            lambda: orders.search([("consumer_id", "ilike", NAME)]),
            lambda: orders.search([], order="consumer_id"),
            lambda: pickings.search([("consumer_id.name", "=", NAME)]),
            lambda: orders.browse(self.order.id).read(["consumer_id"]),
            lambda: orders.browse(self.order.id).export_data(["consumer_id/name"]),
        )
        for number, call in enumerate(calls):
            with (
                self.subTest(call=number),
                self.assertRaises(AccessError),
            ):
                call()
        partners = self.env["res.partner"].with_user(consumer.env.user)
        partners = partners.with_context(active_test=False)
        self.assertFalse(partners.name_search(NAME))
        self.assertFalse(partners.search([("phone", "ilike", PHONE)]))

    def test_who_need_not_know_orders_as_before(self):
        user = self._user("seller", BLIND["user"])
        order = self._order_for(confirm=False)
        copied = order.with_user(user).copy()
        copied.with_user(user).action_confirm()
        self.assertEqual(copied.sudo().consumer_id, self.consumer)
        self.assertTrue(copied.is_dropship)

    def test_who_needs_it_reads_it(self):
        for kind, groups in SEEING.items():
            user = self._user(kind, groups)
            with self.subTest(kind):
                [row] = self.consumer.with_user(user).read(["name", "phone"])
                self.assertEqual((row["name"], row["phone"]), (NAME, PHONE))
                shown = self.order.with_user(user)._get_shown_consumer()
                self.assertTrue(shown["whole"])
                orders = self.env["sale.order"].with_user(user)
                found = orders.search([("consumer_id.phone", "=", PHONE)])
                self.assertEqual(found.ids, self.order.ids)
                # even then a line in a list names it in few characters
                self.assertNotIn(NAME, self.consumer.with_user(user).display_name)

    def test_who_sells_sees_it_and_nobody_above(self):
        users = {}
        for seller in (self.dealer, self.country, self.master):
            user = self._user(seller.code, "base.group_portal")
            user.partner_id.parent_id = seller.partner_id
            users[seller] = user
        shown = {
            seller: self.consumer._get_shown(user) for seller, user in users.items()
        }
        self.assertEqual(shown[self.dealer][:2], (NAME, PHONE))
        region = f"{self.consumer.state_id.name} 杭州市"
        for seller in (self.country, self.master):
            self.assertEqual(shown[seller], (*MASKED, region))
            with self.assertRaises(AccessError):
                self.consumer.with_user(users[seller]).read(["name"])
        public = self.env.ref("base.public_user")
        self.assertEqual(self.consumer._get_shown(public)[:2], MASKED)
        with self.assertRaises(AccessError):
            self.consumer.with_user(users[self.dealer]).read(["name"])
