# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re

from dateutil.relativedelta import relativedelta
from lxml import html

from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon

RATES = {1: 5, 2: 3, 3: 2}
HOME = "/my/distribution"
PAGES = (HOME, f"{HOME}/orders", f"{HOME}/wallet", f"{HOME}/commission")
TOKEN = re.compile(r"""([a-z]*)((?:\.[\w-]+)*)(?:\[(\w+)(?:="?([^"\]]*)"?)?\])?""")


def select(node, selector):
    """Return the nodes that a simple CSS selector finds: tag.class[name=value]."""
    path = ""
    for token in selector.split():
        tag, classes, name, value = TOKEN.fullmatch(token).groups()
        path += f"//{tag or '*'}"
        for cls in classes.split(".")[1:]:
            path += f"[contains(concat(' ', normalize-space(@class), ' '), ' {cls} ')]"
        if name:
            path += f"[@{name}]" if value is None else f"[@{name}='{value}']"
    return node.xpath(f".{path}")


@tagged("post_install", "-at_install")
class PortalCommon(WalletCommon, HttpCase):
    """A channel with deposits, a plan, and a portal user for each distributor.

    The chain is T-D and its sibling T-S → T-C → T-R → T-M.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sibling = cls._create_distributor("T-S", "dealer", cls.country)
        cls.today = cls.company._get_commission_today()
        cls.month = cls.today.replace(day=1)
        cls.last_month = cls.month - relativedelta(days=10)
        cls.plan = cls.env["distributor.commission.plan"].create(
            {
                "name": "T-Plan",
                "company_id": cls.company.id,
                "pay_persons": True,
                "max_generations": 9,
                "version_ids": [
                    Command.create(
                        {
                            "date_start": "2020-01-01",
                            "rule_ids": [
                                Command.create({"generation": step, "rate": rate})
                                for step, rate in RATES.items()
                            ],
                        }
                    )
                ],
            }
        )
        cls.plan.sudo().version_ids.action_approve()
        cls.goods = cls.env["product.product"].create(
            {
                "name": "T-Secret Goods",
                "type": "consu",
                "invoice_policy": "order",
                "taxes_id": False,
            }
        )
        cls.distributors = (
            cls.master | cls.regional | cls.country | cls.dealer | cls.sibling
        )
        cls.users = {}
        for distributor in cls.distributors:
            wallet = cls.env["distributor.wallet"]._get_or_create(
                distributor, cls.company.currency_id
            )
            cls._top_up(5000, wallet)
            cls.users[distributor] = cls._create_portal_user(distributor)

    @classmethod
    def _create_portal_user(cls, distributor=None, login=None):
        """Make the login of a contact of a distributor, or of nobody's."""
        login = login or f"t-portal-{distributor.code}"
        partner = cls.env["res.partner"].create(
            {
                "name": login,
                "email": f"{login}@example.com",
                "parent_id": distributor.partner_id.id if distributor else False,
            }
        )
        return new_test_user(
            cls.env,
            login,
            "base.group_portal",
            partner_id=partner.id,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
            lang="en_US",
        )

    @classmethod
    def _sell(cls, distributor, *amounts, day=None):
        """Confirm and invoice an order with one line for each amount."""
        order = cls._confirm(
            *((cls.product, 1, amount) for amount in amounts), distributor=distributor
        )
        cls._invoice(order, day or cls.today)
        return order

    def _login(self, distributor):
        login = self.users[distributor].login
        self.authenticate(login, login)

    def _open(self, url):
        """Return the page at an address as a tree."""
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200, url)
        return html.fromstring(response.content)

    def _text(self, node, selector=None):
        found = select(node, selector) if selector else [node]
        return " ".join(" ".join(n.text_content().split()) for n in found)

    def _titles(self, page, prefix=""):
        return [
            self._text(node)
            for node in select(
                page,
                f"{prefix} .o_distributor_portal_row .o_distributor_portal_title",
            )
        ]

    def _money(self, node, selector):
        """Return the amounts in the nodes that a selector finds."""
        return [
            # the widget puts an invisible character between sign and number
            float(re.sub(r"[^0-9.-]", "", amount.text_content()))
            for amount in select(node, f"{selector} .oe_currency_value")
        ]
