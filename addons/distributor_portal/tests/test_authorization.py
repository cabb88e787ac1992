# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from urllib.parse import urlencode

from odoo.tests import tagged

from odoo.addons.distributor_authorization.tests.common import AuthorizationFactory
from odoo.addons.distributor_territory.tests.common import TerritoryFactory

from .common import HOME, PortalCommon, select

URL = f"{HOME}/sell"


@tagged("post_install", "-at_install")
class TestAuthorization(AuthorizationFactory, TerritoryFactory, PortalCommon):
    """T-D may sell in Shanghai, T-S in Suzhou, and T-M's right for all China ended."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._clear_map()
        cls._create_map()
        cls.country_cn = cls.env.ref("base.cn")
        cls.sibling.sudo().code = "QZ-9"
        cls.sibling.partner_id.name = "Quzhou Trade"
        cls.company.authorization_disclosure = "code"
        cls._create_authorization(
            cls.dealer, cls.shanghai, product_ids=cls.goods, name="T-AUT-D"
        )
        cls._create_authorization(cls.sibling, cls.suzhou, name="T-AUT-S")
        cls._create_authorization(
            cls.master, cls.china, date_end=date(2025, 1, 1), name="T-AUT-M"
        )

    def _ask(self, distributor, **kw):
        self._login(distributor)
        query = {
            "search": self.goods.name,
            "country": self.country_cn.id,
            "day": "2026-05-01",
            **kw,
        }
        page = self._open(f"{URL}?{urlencode(query)}")
        found = select(page, ".o_distributor_portal_answer")
        return self._text(found[0]) if found else self._text(page)

    def test_page_lists_own_authorisations_only(self):
        self._login(self.dealer)
        self.assertEqual(self._titles(self._open(URL)), [self.shanghai.name])
        self._login(self.country)
        page = self._open(URL)
        self.assertEqual(self._titles(page), [])
        self.assertIn("no authorisation yet", self._text(page))

    def test_all_of_them_with_those_that_ended(self):
        self._login(self.master)
        page = self._open(URL)
        [link] = select(page, "a[name=authorizations]")
        page = self._open(link.get("href"))
        self.assertEqual(self._titles(page), [])
        for query, titles in (
            ("state=ended", [self.china.name]),
            ("state=all&search=T-AUT-M", [self.china.name]),
            ("state=all&search=T-AUT-D", []),
        ):
            page = self._open(f"{HOME}/authorizations?{query}")
            self.assertEqual(self._titles(page), titles, query)

    def test_more_leads_to_it(self):
        self._login(self.dealer)
        self.assertTrue(select(self._open(f"{HOME}/more"), f"a[href={URL}]"))

    def test_you_may(self):
        text = self._ask(self.dealer, state=self.sh_state.id)
        self.assertIn("You may sell", text)
        self.assertIn("T-AUT-D", text)

    def test_you_may_not_because(self):
        text = self._ask(self.dealer, city="Suzhou")
        self.assertIn("You may not", text)
        self.assertIn("no authorisation for [T-SZ]", text)
        other = self._ask(
            self.dealer, search=self.product.display_name, state=self.sh_state.id
        )
        self.assertIn("T-AUT-D does not cover this product", other)
        ended = self._ask(self.master, state=self.sh_state.id)
        self.assertIn("T-AUT-M ended", ended)
        self.assertIn("belongs to no territory", self._ask(self.dealer, country=""))

    def test_an_address_that_is_too_vague_gets_no_wrong_answer(self):
        """The dealer may sell in a part of the country, which was not named."""
        text = self._ask(self.dealer)
        self.assertIn("choose the state", text)
        self.assertNotIn("You may not", text)

    def test_of_others_only_what_is_disclosed(self):
        name = self.sibling.name
        for shown, code, named in (
            ("code", True, False),
            ("name", True, True),
            ("nothing", False, False),
        ):
            with self.subTest(shown):
                self.company.authorization_disclosure = shown
                text = self._ask(self.dealer, city="Suzhou")
                self.assertEqual("QZ-9" in text, code)
                self.assertEqual(name in text, named)
                self.assertNotIn("T-AUT-S", text)
        self.dealer.level_id.sudo().authorization_disclosure = "name"
        self.assertIn(name, self._ask(self.dealer, city="Suzhou"))

    def test_several_products_are_a_choice(self):
        self.env["product.product"].create({"name": "T-Secret Goods, large"})
        self._login(self.dealer)
        query = urlencode(
            {
                "search": "T-Secret Goods",
                "country": self.country_cn.id,
                "state": self.sh_state.id,
            }
        )
        page = self._open(f"{URL}?{query}")
        links = select(page, ".o_distributor_portal_row a")
        self.assertEqual(len(links), 2)
        page = self._open(f"{HOME}/sell{links[0].get('href')}")
        self.assertTrue(select(page, ".o_distributor_portal_answer"))

    def test_bad_parameters_are_answered(self):
        self._login(self.dealer)
        for tail in (
            "?search=%00%27",
            "?search=T-Secret&product=abc",
            "?search=T-Secret&day=2026-99-99&country=x&state=²&channel=none",
            "?product=1",
            "?search=" + "9" * 3000,
            "?day=x",
        ):
            with self.subTest(tail[:30]):
                self._open(URL + tail)

    def test_nobody_elses(self):
        nobody = self._create_portal_user(login="t-portal-nobody")
        self.authenticate(nobody.login, nobody.login)
        self.assertIn("for distributors", self._text(self._open(URL)))

    def test_quotation_says_why_it_waits(self):
        place = self.env["res.partner"].create(
            {
                "name": "T-Place",
                "parent_id": self.dealer.partner_id.id,
                "type": "delivery",
                "country_id": self.country_cn.id,
                "city": "Suzhou",
            }
        )
        order = self._create_order(
            self.dealer,
            [(self.goods, 1, 100)],
            partner_shipping_id=place.id,
            require_signature=True,
        )
        order.action_quotation_sent()
        self._login(self.dealer)
        url = f"/my/orders/{order.id}"
        page = self._open(url)
        self.assertIn("T-SZ", self._text(page, "main .alert"))
        self.assertNotIn("Accept", self._text(page, "a.btn"))
        order.exception_ids._decide("approved", "fine")
        page = self._open(url)
        self.assertFalse(select(page, "main .alert-warning"))
        self.assertIn("Accept", self._text(page, "a.btn"))
