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

    def _hold(self, order):
        """Stop an order with an exception of the rules of the brand."""
        self.env.flush_all()
        self.env["distributor.order.exception"].sudo().create(
            {"order_id": order.id, "kind": "seller", "policy": "ask"}
        )

    def test_what_others_decide_is_no_task(self):
        held, offer = self._offer(), self._offer()
        self._hold(held)
        self.assertFalse(held._waits_for_distributor())
        self.assertEqual(
            self._tasks(self.roles["owner"]), {"offers": f"/my/orders/{offer.id}"}
        )
        figure = self._text(self._open(HOME), "a[name=waiting]")
        self.assertIn("100.00", figure)
        self.assertIn("1 not confirmed yet", figure)
        page = self._open(f"{HOME}/orders?state=waiting")
        self.assertEqual(self._titles(page), [held.name])
        self.assertEqual(
            self._text(page, ".o_distributor_portal_row .badge"), "Waiting"
        )
        text = self._text(page, "span[name=now]")
        self.assertIn(f"Waiting for {self.company.name}", text)
        page = self._open(f"{HOME}/orders?state=offer")
        self.assertEqual(self._titles(page), [offer.name])
        self.assertIn("Waiting for you", self._text(page, "span[name=now]"))
        held.exception_ids._decide("approved", "T-Fine")
        self.assertEqual(held.channel_state, "quoted")

    def test_what_waits_for_the_owner_is_its_task(self):
        order = self._offer()
        order.sudo().portal_asked_by = self.roles["buyer"]
        [page] = self._tasks(self.roles["owner"]).values()
        self.assertIn(page, (f"/my/orders/{order.id}", f"{HOME}/approvals"))
        page = self._open(f"{HOME}/orders?state=waiting")
        text = self._text(page, "span[name=now]")
        self.assertIn("Waiting for you", text)
        self.assertIn(f"beyond the limit of {self.roles['buyer'].name}", text)
        self.assertEqual(self._tasks(self.roles["buyer"]), {})
        page = self._open(f"{HOME}/orders?state=waiting")
        self.assertIn("Waiting for the owner", self._text(page, "span[name=now]"))
        self.assertIn(
            "Waiting for the owner",
            self._text(self._open(f"/my/orders/{order.id}"), "li[name=waiting]"),
        )

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
