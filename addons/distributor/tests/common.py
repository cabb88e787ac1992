# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo import SUPERUSER_ID, api, fields
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tests import get_db_name

from odoo.addons.product.tests.common import ProductCommon


class DistributorFactory:
    """Makes distributors and orders; mixed into any test class with an ``env``."""

    PREPAID = False  # tests of the channel need no deposit when wallets are installed

    @classmethod
    def _get_level(cls, code):
        return cls.env.ref(f"distributor.distributor_level_{code}")

    @classmethod
    def _create_distributor(cls, code, level, upline=None, state="active", **kw):
        partner = kw.pop("partner_id", None) or (
            cls.env["res.partner"].create({"name": kw.pop("name", f"Test {code}")}).id
        )
        values = {
            "code": code,
            "partner_id": partner,
            "level_id": cls._get_level(level).id,
            "parent_id": upline.id if upline else False,
            "date_start": date(2020, 1, 1),
            "state": state,
            **kw,
        }
        distributors = cls.env["distributor.distributor"].sudo()
        if "prepaid" in distributors._fields:
            values.setdefault("prepaid", cls.PREPAID)
        return distributors.create(values).sudo(False)

    @classmethod
    def _terminate(cls, distributor, reason="T-Reason"):
        """End a relation at once, whatever is open."""
        today = fields.Date.context_today(distributor)
        distributor._begin_exit(today, today, reason)
        distributor._close(reason)

    @classmethod
    def _clear_rules(cls):
        """Take away what a demo brand may ask for in the company and of its levels."""
        company = cls.env.company.sudo()
        for name in (
            "authorization_in_use",
            "credit_in_use",
            "distributor_commission_by_receipt",
        ):
            if name in company._fields:
                company[name] = False
        levels = cls.env["distributor.level"].sudo().search([])
        if "document_type_ids" in levels._fields:
            levels.document_type_ids = False

    @classmethod
    def _create_channel(cls):
        """Make a chain T-D → T-C → T-R → T-M of active distributors."""
        cls._clear_rules()
        cls.master = cls._create_distributor("T-M", "master")
        cls.regional = cls._create_distributor("T-R", "regional", cls.master)
        cls.country = cls._create_distributor("T-C", "country", cls.regional)
        cls.dealer = cls._create_distributor("T-D", "dealer", cls.country)

    @classmethod
    def _create_order(cls, distributor, lines=None, **kw):
        """Make a draft order; lines are (product, quantity, unit price[, discount])."""
        commands = []
        for product, quantity, price, *discount in lines or [(cls.product, 1, 100)]:
            values = {
                "product_id": product.id,
                "product_uom_qty": quantity,
                "price_unit": price,
                "tax_ids": [Command.clear()],
            }
            if discount:
                values["discount"] = discount[0]
            commands.append(Command.create(values))
        return cls.env["sale.order"].create(
            {"partner_id": distributor.partner_id.id, "order_line": commands, **kw}
        )


class CommittedRules:
    """For tests in real transactions, which see what a demo brand has committed."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self._pause_authorizations()

    def _pause_authorizations(self):
        """Compare no order with authorisations or credit until the test is over."""
        with self.registry.cursor() as cr:
            companies = api.Environment(cr, SUPERUSER_ID, {})["res.company"]
            for name in {"authorization_in_use", "credit_in_use"} & {
                *companies._fields
            }:
                used = companies.search([(name, "=", True)])
                used[name] = False
                self.addCleanup(self._resume_rules, name, used.ids)

    def _resume_rules(self, name, company_ids):
        with self.registry.cursor() as cr:
            companies = api.Environment(cr, SUPERUSER_ID, {})["res.company"]
            companies.browse(company_ids)[name] = True


class DistributorCommon(DistributorFactory, ProductCommon):
    """A channel, a product without taxes and the rights of a sales manager.

    What sales of stock adds for each class of tests, users, a team and orders, takes
    longer than all of this, and nothing here asks for it.
    """

    @classmethod
    def get_default_groups(cls):
        groups = super().get_default_groups()
        return groups | cls.quick_ref("sales_team.group_sale_manager")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.quick_ref("base.us")
        cls.product.taxes_id = [Command.clear()]
        cls._enable_pricelists()
        cls._create_channel()
