# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import csv
from dataclasses import asdict

from lxml import html

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_open

from ..engine.address_line import read_line
from .common import KEY, ORDER, OrderCommon


@tagged("post_install", "-at_install")
class TestLines(TransactionCase):
    def test_lines(self):
        divisions = self.env["res.partner"]._get_divisions()
        with file_open("distributor_portal_order/tests/addresses.csv") as file:
            rows = list(csv.DictReader(file))
        self.assertGreater(len(rows), 30)
        for row in rows:
            line = row.pop("line").replace("\\n", "\n")
            with self.subTest(line):
                self.assertEqual(asdict(read_line(line, divisions)), row)

    def test_whatever_is_pasted_is_answered(self):
        divisions = self.env["res.partner"]._get_divisions()
        for line in (
            "",
            " ",
            "\n",
            "1" * 300,
            "：，。",
            "\x1f",
            "电话",
            "浙" * 300,
            None,
        ):
            read_line(line, divisions)


@tagged("post_install", "-at_install")
class TestAddress(OrderCommon):
    LINE = "张三 13800138000 浙江省杭州市西湖区文三路 1 号"

    def _fields(self, answer):
        page = self._parse(answer)
        values = {
            node.get("name"): node.get("value")
            for node in page.iter("input")
            if node.get("name")
        }
        [state] = [
            option
            for select in page.iter("select")
            if select.get("name") == "state_id"
            for option in select.iter("option")
            if option.get("selected")
        ]
        return {**values, "state_id": state.get("value")}

    def _parse(self, answer):
        return html.fromstring(answer.content)

    def test_pasted_checked_and_used(self):
        lines = self._lines((self.tea, 6))
        answer = self._send(
            f"{ORDER}/address/read", pasted=self.LINE, lines=lines, key=KEY
        )
        values = self._fields(answer)
        self.assertEqual(
            [values[name] for name in ("name", "phone", "city", "district", "street")],
            ["张三", "13800138000", "杭州市", "西湖区", "文三路 1 号"],
        )
        self.assertEqual(values["state_id"], str(self.env.ref("base.state_cn_ZJ").id))
        self.assertFalse(self.dealer.partner_id.child_ids.filtered("state_id"))
        values.pop("csrf_token")
        answer = self._send(f"{ORDER}/address", **values)
        address = self.dealer.partner_id.child_ids.filtered("state_id")
        self.assertEqual(
            (address.type, address.city, address.street),
            ("delivery", "杭州市", "西湖区文三路 1 号"),
        )
        self.assertIn(f"ship={address.id}", answer.headers["Location"])
        self.assertIn(f"key={KEY}", answer.headers["Location"])
        self._send(f"{ORDER}/address", **values)
        self.assertEqual(
            self.dealer.partner_id.child_ids.filtered("state_id"), address, "once"
        )

    def test_what_is_missing_is_named(self):
        good = {
            "name": "T",
            "phone": "1",
            "city": "T-City",
            "street": "T-Wrong",
            "state_id": self.env.ref("base.state_cn_ZJ").id,
        }
        for name, words in (
            ("name", "Recipient: please fill it in"),
            ("phone", "Phone: please fill it in"),
            ("city", "City: please fill it in"),
            ("street", "Street and number: please fill it in"),
            ("state_id", "State or province: please choose one"),
        ):
            answer = self._send(f"{ORDER}/address", **{**good, name: ""})
            self.assertIn(words, answer.text, name)
        foreign = self.env.ref("base.state_us_5").id
        if foreign not in self.dealer._get_address_countries().state_ids.ids:
            answer = self._send(f"{ORDER}/address", **{**good, "state_id": foreign})
            self.assertIn("State or province", answer.text)
        self.assertFalse(self.env["res.partner"].search([("street", "=", "T-Wrong")]))

    def test_no_more_fields_than_these(self):
        answer = self._send(
            f"{ORDER}/address",
            name="T",
            phone="1",
            city="T-City",
            street="T-More",
            state_id=self.env.ref("base.state_cn_ZJ").id,
            parent_id=self.sibling.partner_id.id,
            email="t@example.com",
        )
        self.assertEqual(answer.status_code, 303)
        address = self.env["res.partner"].search([("street", "=", "T-More")])
        self.assertEqual(address.parent_id, self.dealer.partner_id)
        self.assertFalse(address.email)

    def test_copy_of_an_own_address_only(self):
        self.shop.phone = "T-12345"
        page = self.url_open(f"{ORDER}/address?copy={self.shop.id}").text
        self.assertIn("T-Lane 1", page)
        self.assertIn("T-12345", page)
        self.sibling.partner_id.street = "T-Secret Street"
        page = self.url_open(f"{ORDER}/address?copy={self.sibling.partner_id.id}").text
        self.assertNotIn("T-Secret Street", page)
