# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.distributor_territory.tests.common import TerritoryCommon


class AuthorizationFactory:
    """Makes authorisations; mixed into any test class with an ``env``."""

    @classmethod
    def _create_authorization(cls, distributor, territory, state="approved", **kw):
        """Make an authorisation; without checks when it is to be approved already."""
        values = {
            "distributor_id": distributor.id,
            "territory_id": territory.id,
            "date_start": date(2020, 1, 1),
        }
        for name, value in kw.items():
            if name.endswith("_ids"):
                value = [Command.set(value.ids)]
            values[name] = value
        record = cls.env["distributor.authorization"].sudo().create(values)
        if state == "approved":
            record.company_id.authorization_in_use = True
        record.state = state
        return record.sudo(False)


class AuthorizationCommon(AuthorizationFactory, TerritoryCommon):
    """The channel T-D → T-C → T-R → T-M, a stranger T-X, the map, and tea."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["distributor.authorization"].search(
            [("company_id", "=", cls.company.id)]
        ).sudo().write({"state": "draft"})
        cls.company.write(
            {
                "authorization_in_use": False,
                "exception_policy_territory": "ask",
                "exception_policy_unmatched": "ask",
                "exception_policy_product": "ask",
                "exception_policy_seller": "ask",
                "authorization_disclosure": "code",
            }
        )
        cls.stranger = cls._create_distributor("T-X", "master")
        cls.tea = cls.env["product.category"].create({"name": "T-Tea"})
        cls.green = cls.env["product.category"].create(
            {"name": "T-Green", "parent_id": cls.tea.id}
        )
        cls.longjing, cls.pot = cls.env["product.product"].create(
            [
                {"name": "T-Longjing", "categ_id": cls.green.id, "type": "consu"},
                {"name": "T-Pot", "type": "consu"},
            ]
        )
        cls.shop = cls.env.ref(
            "distributor_authorization.distributor_sale_channel_shop"
        )
        cls.online = cls.env.ref(
            "distributor_authorization.distributor_sale_channel_online"
        )
        cls.china_country = cls.env.ref("base.cn")

    @classmethod
    def _create_place(cls, distributor, **kw):
        """Make a delivery address of a distributor."""
        return cls.env["res.partner"].create(
            {
                "name": "T-Place",
                "type": "delivery",
                "parent_id": distributor.partner_id.id,
                "country_id": cls.china_country.id,
                **kw,
            }
        )


class OrderCommon(AuthorizationCommon):
    """T-X may sell tea in Shanghai."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.right = cls._create_authorization(
            cls.stranger, cls.shanghai, categ_ids=cls.tea
        )
        cls.home = cls._create_place(
            cls.stranger, state_id=cls.sh_state.id, city="Shanghai", zip="200100"
        )
        cls.away = cls._create_place(cls.stranger, city="Suzhou")
        cls.nowhere = cls._create_place(
            cls.stranger, country_id=cls.env.ref("base.br").id, city="Santos"
        )
        cls.below = cls._create_distributor("T-Y", "regional", cls.stranger)
        cls._create_authorization(cls.below, cls.shanghai, categ_ids=cls.tea)
        cls.below_home = cls._create_place(cls.below, state_id=cls.sh_state.id)
        cls.manager = new_test_user(
            cls.env, "t-exc-manager", "distributor.distributor_group_manager"
        )
        cls.seller = new_test_user(
            cls.env, "t-exc-user", "distributor.distributor_group_user"
        )

    def _order(self, place=None, product=None, distributor=None, quantity=1, **kw):
        order = self._create_order(
            distributor or self.stranger,
            [(product or self.longjing, quantity, 100)],
            partner_shipping_id=(place or self.home).id,
            **kw,
        )
        self.env.flush_all()
        return order

    def _break(self, kind):
        """Make an order that breaks one rule."""
        if kind == "seller":
            self.below.supply_source = "upline"
            return self._order(self.below_home, distributor=self.below)
        return self._order(
            place={"territory": self.away, "unmatched": self.nowhere}.get(kind),
            product=self.pot if kind == "product" else None,
        )

    def _confirm_refused(self, order, text):
        with self.assertRaises(UserError) as error:  # this one rolls back
            order.action_confirm()
        self.assertIn(text, str(error.exception))

    def _decide(self, order, state="approved", user=None):
        self.env["distributor.order.exception.decide"].with_user(
            user or self.manager
        ).create({"exception_ids": order.exception_ids.ids, "note": "T-note"})._decide(
            state
        )
