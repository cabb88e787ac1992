# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from uuid import uuid4

from lxml import html
from requests import Response

from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME, select
from odoo.addons.distributor_portal_order.tests.common import OrderMembersCommon

KEY = "fedcba9876543210"


@tagged("post_install", "-at_install")
class PartsCommon(OrderMembersCommon):
    """Orders of the dealer that wait, as its deposit of 5,000 does not cover them."""

    def _place(self, *pairs, ship=None, user=None):
        user = user or self.roles["owner"]
        # sudo: as the page does after its own check
        dealer = self.dealer.with_user(user).sudo()
        order = dealer._place_order(
            user, self._lines(*pairs), (ship or self.shop).id, uuid4().hex
        )
        self.assertEqual(order.state, "sent")
        return order.with_env(self.env)

    def _wait(self, cups=1000):
        """Return an order of 100 pots at 40 and some cups at 8."""
        return self._place((self.pot, 100), (self.cup, cups))

    def _url(self, order, page):
        return f"{HOME}/orders/{order.id}/{page}"

    def _get_line(self, order, product):
        return order.order_line.filtered(lambda line: line.product_id == product)

    def _get_moves(self, order, *pairs):
        """Return what the form sends to move quantities of products."""
        return {
            f"move-{self._get_line(order, product).id}": str(quantity)
            for product, quantity in pairs
        }

    def _look(self, order, *pairs, ship=None, key=KEY):
        """Open the page with both orders."""
        query = {**self._get_moves(order, *pairs), "key": key}
        if ship:
            query["ship"] = ship.id
        text = "&".join(f"{name}={value}" for name, value in query.items())
        return self._open(self._url(order, f"split/check?{text}"))

    def _read_form(self, page):
        """Return what the one button of a page sends."""
        [form] = select(page, "form.o_distributor_parts_form")
        fields = {one.get("name"): one.get("value") for one in select(form, "input")}
        del fields["csrf_token"]
        return fields

    def _split(self, order, *pairs, **kw):
        """Look at both orders and tap the button; return the answer."""
        fields = self._read_form(self._look(order, *pairs, **kw))
        return self._post(self._url(order, "split"), **fields)

    def _get_part(self, order):
        self.env.invalidate_all()
        return self.env["sale.order"].search([("split_from_id", "=", order.id)])

    def _get_refusal(self, answer_or_page):
        """Return the sentences that refuse something."""
        page = answer_or_page
        if isinstance(page, Response):
            self.assertEqual(page.status_code, 200)
            page = html.fromstring(page.content)
        found = select(page, ".alert-danger") or select(page, "[name=blockers]")
        return " ".join(self._text(one) for one in found).replace("\xa0", " ")
