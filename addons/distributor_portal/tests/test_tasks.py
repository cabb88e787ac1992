# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo.tests import tagged

from .common import HOME, select
from .members import MembersCommon


@tagged("post_install", "-at_install")
class TestTasks(MembersCommon):
    """What is to do now, by role, each with the page where it is done."""

    def _tasks(self, user):
        self._login_as(user)
        links = select(self._open(HOME), "section[name=tasks] a")
        return {link.get("name"): link.get("href") for link in links}

    def test_nothing(self):
        self.assertEqual(self._tasks(self.roles["owner"]), {})
        text = self._text(self._open(HOME), "section[name=tasks]")
        self.assertIn("Nothing waits for you", text)

    def test_quotations(self):
        order = self._offer()
        expected = {"offers": f"/my/orders/{order.id}"}
        for role in ("owner", "buyer"):
            self.assertEqual(self._tasks(self.roles[role]), expected)
        for role in ("finance", "viewer"):
            self.assertEqual(self._tasks(self.roles[role]), {})
        self.assertEqual(self._tasks(self.others["sibling"]), {})
        self._offer()
        expected["offers"] = f"{HOME}/orders?state=offer"
        self.assertEqual(self._tasks(self.roles["buyer"]), expected)
        self.assertEqual(len(self._titles(self._open(expected["offers"]))), 2)

    def test_overdue_comes_first(self):
        self._offer()
        self.dealer.prepaid = False
        order = self._confirm((self.goods, 1, 70), distributor=self.dealer)
        invoice = order._create_invoices()
        late = self.today - relativedelta(days=3)
        invoice.write({"invoice_date": late, "invoice_payment_term_id": False})
        invoice.invoice_date_due = late
        invoice.action_post()
        self.assertIn(invoice.payment_state, ("not_paid", "partial"))
        tasks = self._tasks(self.roles["owner"])
        self.assertEqual(list(tasks), ["overdue", "offers"])
        self.assertEqual(tasks["overdue"], f"/my/invoices/{invoice.id}")
        self.assertIn("70.00", self._text(self._open(HOME), "a[name=overdue]"))
        self.assertNotIn("overdue", self._tasks(self.roles["buyer"]))
        self.assertNotIn("overdue", self._tasks(self.others["sibling"]))

    def test_top_up_under_way(self):
        topup = self.env["distributor.topup"]._request(self.dealer, 1234)
        expected = {"topups": f"{HOME}/topups/{topup.name}"}
        self.assertEqual(self._tasks(self.roles["finance"]), expected)
        self.assertIn("1,234.00", self._text(self._open(HOME), "section[name=tasks]"))
        self.assertEqual(self._tasks(self.roles["buyer"]), {})
