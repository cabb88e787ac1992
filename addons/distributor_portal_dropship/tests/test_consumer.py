# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from lxml import html

from odoo.tests import tagged

from odoo.addons.distributor_dropship.tests.common import NAME, PHONE, SECRETS, STREET
from odoo.addons.distributor_portal.tests.common import HOME, select

from .common import CONSUMER, KEY, LINE, ORDER, DropshipPortalCommon


@tagged("post_install", "-at_install")
class TestConsumer(DropshipPortalCommon):
    def setUp(self):
        super().setUp()
        self._login_as(self.roles["buyer"])

    def _part(self, page, selector):
        return self._text(page, selector).replace("\xa0", " ")

    def _form(self, **values):
        state = self.env.ref("base.state_cn_ZJ")
        return {
            "lines": self._lines((self.tea, 6)),
            "key": KEY,
            "name": "T王五",
            "phone": "13700001111",
            "country_id": state.country_id.id,
            "state_id": state.id,
            "city": "杭州市",
            "district": "西湖区",
            "street": "T路 5 号",
            "zip": "",
            **values,
        }

    def test_choice_on_the_check_page(self):
        page = self._open(self._check_url())
        box = "details[name=consumers]"
        self.assertIn(NAME, self._part(page, box))
        self.assertNotIn("李四", self._part(page, box))
        self.assertFalse(select(page, "input[name=sender]"))
        page = self._open(self._check_url(self.consumer.partner_id))
        [checked] = [n for n in select(page, "input[name=ship]") if n.get("checked")]
        self.assertEqual(int(checked.get("value")), self.consumer.partner_id.id)
        [sender] = select(page, "input[name=sender]")
        self.assertEqual(sender.get("value"), self.dealer.partner_id.name)
        # another's consumer is answered as an address that does not exist
        page = self._open(self._check_url(self.foreign.partner_id))
        self.assertFalse(select(page, "input[name=sender]"))
        self.assertNotIn("李四", page.text_content())

    def test_pasted_checked_and_kept_once(self):
        answer = self._send(
            f"{CONSUMER}/read", pasted=LINE, lines=self._lines((self.tea, 6)), key=KEY
        )
        page = html.fromstring(answer.content)
        for name, value in (
            ("name", NAME),
            ("phone", PHONE),
            ("city", "杭州市"),
            ("district", "西湖区"),
            ("street", "文三路 1 号"),
        ):
            [field] = select(page, f"input[name={name}]")
            self.assertEqual(field.get("value"), value)
        for _time in range(2):
            answer = self._send(CONSUMER, **self._form())
            self.assertEqual(answer.status_code, 303)
        found = self.env["distributor.consumer"].search([("name", "=", "T王五")])
        self.assertEqual(len(found), 1)
        self.assertEqual(found.street, "西湖区T路 5 号")
        self.assertIn(f"ship={found.partner_id.id}", answer.headers["Location"])
        self.assertNotIn("13700001111", answer.headers["Location"])

    def test_errors_say_what_to_do(self):
        for values, text in (
            ({"phone": "123"}, "123 is no number"),
            ({"street": "1", "district": ""}, "Street and number"),
            ({"name": ""}, "Recipient: please fill it in"),
            ({"state_id": ""}, "State or province"),
        ):
            with self.subTest(text):
                answer = self._send(CONSUMER, **self._form(**values))
                self.assertEqual(answer.status_code, 200)
                self.assertIn(text, answer.text)
        self.assertFalse(
            self.env["distributor.consumer"].search([("name", "=", "T王五")])
        )

    def test_one_order_with_its_sender(self):
        order = self._place()
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.consumer_id, self.consumer)
        self.assertEqual(order.dropship_sender, "T-Little Shop")
        self.assertEqual(self._place(), order)
        page = self._open(self._check_url(self.consumer.partner_id, key=KEY[::-1]))
        [sender] = select(page, "input[name=sender]")
        self.assertEqual(sender.get("value"), "T-Little Shop")
        # another's consumer cannot be ordered for
        order = self._place(key=KEY[::-1], consumer=self.foreign)
        self.assertFalse(order)

    def test_who_may_not(self):
        self.dealer.dropship = "forbidden"
        page = self._open(self._check_url(self.consumer.partner_id))
        self.assertFalse(select(page, "details[name=consumers]"))
        self.assertNotIn(PHONE, page.text_content())
        self.assertEqual(self.url_open(CONSUMER).status_code, 404)
        self.assertEqual(self._send(CONSUMER, **self._form()).status_code, 404)
        self.assertFalse(self._place())
        self.dealer.dropship = "allowed"
        self._login_as(self.roles["viewer"])
        self.assertEqual(self.url_open(CONSUMER).status_code, 404)
        self.assertEqual(self._send(f"{CONSUMER}/read").status_code, 404)

    def test_area(self):
        china = self.env["distributor.territory"].create(
            {
                "name": "T-China",
                "code": "T-CN",
                "country_id": self.env.ref("base.cn").id,
                "company_id": self.company.id,
            }
        )
        self.company.authorization_in_use = True
        self.company.exception_policy_territory = "refuse"
        page = self._open(self._check_url(self.consumer.partner_id))
        blockers = self._part(page, ".alert[name=blockers]")
        self.assertIn("The address lies in", blockers)
        self.assertFalse(self._place())
        self.env["distributor.authorization"].create(
            {
                "distributor_id": self.dealer.id,
                "territory_id": china.id,
                "date_start": "2020-01-01",
            }
        ).sudo().state = "approved"
        page = self._open(self._check_url(self.consumer.partner_id))
        self.assertIn("You may sell there.", self._part(page, "div[name=place]"))
        self.assertEqual(self._place().state, "sale")

    def test_order_page_and_who_reads_it(self):
        order = self._place()
        picking = self._ship_order(order)
        url = f"/my/orders/{order.id}"
        page = self._open(url)
        shown = self._part(page, ".o_distributor_portal_parcels")
        for text in (NAME, PHONE, STREET, "T-Little Shop", "Shipped"):
            self.assertIn(text, shown)
        [button] = select(page, ".o_distributor_portal_parcels button[type=button]")
        self.assertIn("Shipped", button.get("data-copy"))
        self.assertNotIn("Sign for it", page.text_content())
        # it is not asked to sign for it
        home = self._open(HOME).text_content()
        self.assertNotIn(picking.name, home)
        link = order._portal_ensure_token()
        token = f"?access_token={link}"
        slip = f"/my/picking/pdf/{picking.id}"
        self.assertIn(NAME, self.url_open(slip + token).text)
        # others: a viewer of the same seller, the upline, the holder of a link
        for login in ("viewer", "upline", "nobody"):
            with self.subTest(login):
                self._log_in_other(login)
                for page in (
                    url,
                    url + token,
                    slip,
                    slip + token,
                    f"{HOME}/orders",
                    HOME,
                ):
                    text = self.url_open(page).text
                    for secret in SECRETS:
                        self.assertNotIn(secret, text)

    def _log_in_other(self, login):
        if login == "nobody":
            self.authenticate(None, None)
        elif login == "upline":
            self._login(self.country)
        else:
            self._login_as(self.roles[login])

    def test_no_signature_by_the_seller(self):
        picking = self._ship_order(self._place())
        if "receipt_ids" not in picking._fields:
            self.skipTest("receipts are not recorded")
        page = self._open(f"{HOME}/deliveries/{picking.id}")
        self.assertTrue(select(page, "p[name=unsigned]"))
        self.assertFalse(select(page, "button[name=receive]"))
        answer = self.make_jsonrpc_request(
            f"{HOME}/deliveries/{picking.id}/sign",
            {"name": "T", "signature": "R0lGODlhAQABAAAAACw="},
        )
        self.assertIn("went to your consumer", answer["error"])
        self.assertFalse(picking.received_date)
        picking._receive_from_carrier("T-Delivered", received_by=NAME)
        self.assertTrue(picking.received_date)
        self.consumer._erase()
        self.assertFalse(picking.receipt_ids.received_by)

    def test_query_count(self):
        """As many queries for five consumers as for one."""
        few = self._count_page_queries()
        for number in range(4):
            self._create_consumer(name=f"T{number}")
        self.assertLessEqual(self._count_page_queries(), few)

    def _count_page_queries(self):
        """Return the queries of the page, without what only one request in many does.

        Odoo keeps its session and its caches in between, at moments of its own.
        """
        counts = []
        for _number in range(4):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._open(self._check_url())
            counts.append(self.env.cr.sql_log_count - before)
        return min(counts)

    def test_any_form_is_answered(self):
        for data in ({}, {"pasted": "\x00x"}, {"pasted": "9" * 999, "key": "<"}):
            answer = self._send(f"{CONSUMER}/read", **data)
            self.assertEqual(answer.status_code, 200)
        self.assertEqual(self._send(CONSUMER).status_code, 200)
        self.assertEqual(self.url_open(f"{ORDER}/check?ship=x").status_code, 200)
