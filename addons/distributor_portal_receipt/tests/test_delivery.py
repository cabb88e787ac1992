# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_portal.controllers.portal import DistributorPortal
from odoo.addons.distributor_portal.tests.common import HOME, select
from odoo.addons.distributor_portal.tests.members import QUIET, SIGNATURE

from .common import URL, PortalReceiptCommon

PNG = b"\x89PNG\r\n\x1a\n T-photo"


@tagged("post_install", "-at_install")
class TestDelivery(PortalReceiptCommon):
    def _sign(self, picking=None, **values):
        picking = picking or self.picking
        return self.make_jsonrpc_request(
            f"{URL}/{picking.id}/sign",
            {"name": "T-Wang", "signature": SIGNATURE, **values},
        )

    def _report(self, picking=None, files=None, **values):
        picking = picking or self.picking
        move = picking.move_ids
        data = {
            f"quantity_{move.id}": "2",
            f"kind_{move.id}": "damaged",
            "reason": "T-Broken",
            **values,
        }
        if files is None:
            return self._post(f"{URL}/{picking.id}/report", **data)
        data["csrf_token"] = http.Request.csrf_token(self)
        return self.url_open(
            f"{URL}/{picking.id}/report",
            data=data,
            files=files,
            allow_redirects=False,
        )

    def test_own_deliveries_what_is_to_receive_first(self):
        received = self._deliver(self.dealer)
        received._receive("office", message="T")
        self._login(self.dealer)
        names = self._titles(self._open(URL))
        self.assertEqual(names, [self.picking.name, received.name])
        page = self._open(f"{HOME}/orders")
        self.assertTrue(select(page, "a[name=deliveries]"))
        for state, picking in (("waiting", self.picking), ("received", received)):
            page = self._open(f"{URL}?state={state}")
            self.assertEqual(self._titles(page), [picking.name])
        page = self._open(f"{URL}?search={received.sale_id.name}")
        self.assertEqual(self._titles(page), [received.name])
        self.assertTrue(
            select(self._open(f"{URL}?search=T-no"), ".o_distributor_portal_empty a")
        )

    def test_home_says_what_is_to_be_signed(self):
        if "distributor.portal.task" not in self.env:
            self.skipTest("the first page lists no tasks")
        self._login(self.dealer)
        [task] = select(self._open(HOME), "a[name=deliveries]")
        self.assertEqual(task.get("href"), f"{URL}/{self.picking.id}")
        self._deliver(self.dealer)
        [task] = select(self._open(HOME), "a[name=deliveries]")
        self.assertEqual(task.get("href"), f"{URL}?state=waiting")
        self._login_as(self.roles["viewer"])
        self.assertFalse(select(self._open(HOME), "a[name=deliveries]"))

    def test_sign(self):
        self._login_as(self.roles["buyer"])
        self.assertFalse(self._sign(name=" ").get("redirect_url"))
        self.assertFalse(self._sign(signature="not an image").get("redirect_url"))
        self.assertFalse(self.picking.receipt_ids)
        answer = self._sign()
        self.assertEqual(answer["redirect_url"], f"{URL}/{self.picking.id}")
        receipt = self.picking.receipt_ids
        self.assertEqual((receipt.kind, receipt.received_by), ("signed", "T-Wang"))
        self.assertEqual(receipt.user_id, self.roles["buyer"])
        page = self._open(f"{URL}/{self.picking.id}")
        self.assertIn("T-Wang", self._text(page, "section[name=receipt]"))
        self.assertTrue(select(page, "section[name=receipt] img"))
        self.assertFalse(select(page, "button[name=receive]"))
        self.assertIn("was received", self._sign()["error"])

    def test_roles(self):
        page_url = f"{URL}/{self.picking.id}"
        for role, sees in (
            ("viewer", True),
            ("finance", True),
            ("clerk", False),
            ("ended", False),
            ("stranger", False),
            ("upline", False),
            ("downline", False),
            ("sibling", False),
        ):
            with self.subTest(role), mute_logger(*QUIET):
                self._login_as(self.everybody[role])
                status = self.url_open(page_url).status_code
                self.assertEqual(status, 200 if sees else 404)
                if sees:
                    page = self._open(page_url)
                    self.assertFalse(select(page, "button[name=receive]"))
                    self.assertFalse(select(page, "details[name=report]"))
                self.assertIn("error", self._sign())
                self.assertEqual(self._report().status_code, 404)
        self.assertFalse(self.picking.receipt_ids)
        self.assertFalse(self.picking.delivery_report_ids)

    def test_of_others_and_on_the_way_answer_like_none(self):
        self._login(self.dealer)
        for picking in (self.foreign, self.coming):
            with self.subTest(picking.name), mute_logger(*QUIET):
                url = f"{URL}/{picking.id}"
                self.assertEqual(self.url_open(url).status_code, 404)
                self.assertIn("error", self._sign(picking))
                self.assertEqual(self._report(picking).status_code, 404)
        with mute_logger(*QUIET):
            for tail in ("0", "x", "-1", "9" * 30, "%C2%B2"):
                self.assertEqual(self.url_open(f"{URL}/{tail}").status_code, 404)

    def test_report_with_a_photo(self):
        self._login(self.dealer)
        response = self._report(files={"file": ("box.png", PNG)})
        self.assertEqual(response.status_code, 303)
        report = self.picking.delivery_report_ids
        self.assertEqual(report.line_ids.mapped("quantity"), [2])
        self.assertEqual(report.line_ids.kind, "damaged")
        self.assertEqual(report.user_id, self.users[self.dealer])
        page = self._open(f"{URL}/{self.picking.id}")
        self.assertIn("T-Broken", self._text(page, "section[name=reported]"))
        [link] = select(page, "section[name=reported] a")
        self.assertEqual(self.url_open(link.get("href")).content, PNG)
        self._login(self.sibling)
        with mute_logger(*QUIET):
            self.assertEqual(self.url_open(link.get("href")).status_code, 404)
        self._login(self.dealer)
        page = self._open(f"{URL}?state=reported")
        self.assertEqual(self._titles(page), [self.picking.name])

    def test_refused_report_keeps_what_was_written(self):
        self._login(self.dealer)
        move = self.picking.move_ids
        for values, words in (
            ({f"quantity_{move.id}": "5"}, "up to 4"),
            ({f"quantity_{move.id}": "many"}, "not a quantity"),
            ({f"quantity_{move.id}": ""}, "how many"),
            ({"reason": " "}, "few words"),
            (
                {
                    f"quantity_{self.foreign.move_ids.id}": "1",
                    f"quantity_{move.id}": "0",
                },
                "how many",
            ),
        ):
            with self.subTest(words):
                self._report(**values)
                page = self._open(f"{URL}/{self.picking.id}")
                notice = self._text(page, ".o_distributor_portal_notice")
                self.assertIn(words, notice)
        self.assertIn("T-Broken", self._text(page, "textarea[name=reason]"))
        self.assertFalse(self.picking.delivery_report_ids)

    def test_order_leads_to_the_delivery(self):
        self._login(self.dealer)
        order = self.picking.sale_id
        page = self._open(f"/my/orders/{order.id}")
        links = [a.get("href") for a in select(page, ".o_distributor_timeline a[href]")]
        self.assertIn(f"{URL}/{self.picking.id}", links)
        page = self._open(f"{HOME}/orders?search={order.name}")
        self.assertIn("Shipped", self._text(page, ".o_distributor_portal_row"))

    def test_queries_do_not_grow_with_the_deliveries(self):
        self._login(self.dealer)
        for _number in range(2):
            self._deliver(self.dealer)
        counts = []
        for step in (2, 4):
            self.patch(DistributorPortal, "_distributor_step", step)
            self._open(URL)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            page = self._open(URL)
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(self._titles(page)), min(step, 3))
        self.assertLessEqual(counts[1], counts[0])
