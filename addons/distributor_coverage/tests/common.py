# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.fields import Command

from odoo.addons.distributor_territory.tests.common import TerritoryFactory


class CoverageFactory(TerritoryFactory):
    """Makes a company in Shanghai's days with orders in a few places."""

    @classmethod
    def _create_coverage(cls, name="T-Coverage"):
        cls.china_country = cls.env.ref("base.cn")
        cls.company = cls.env["res.company"].create(
            {
                "name": name,
                "country_id": cls.china_country.id,
                "currency_id": cls.env.ref("base.CNY").id,
            }
        )
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.env.user.company_ids |= cls.company
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.goods = cls.env["product.product"].create(
            {"name": "T-Goods", "list_price": 100, "taxes_id": [Command.clear()]}
        )

    @classmethod
    def _state(cls, code):
        return cls.env.ref(f"base.state_cn_{code}")

    @classmethod
    def _create_at(cls, code, state=None, country=None, **kw):
        """Make an active distributor at an address."""
        country = country or (state and cls.china_country) or cls.env["res.country"]
        partner = cls.env["res.partner"].create(
            {
                "name": f"Test {code}",
                "country_id": country.id,
                "state_id": cls._state(state).id if state else False,
            }
        )
        return cls._create_distributor(
            code,
            kw.pop("level", "master"),
            partner_id=partner.id,
            company_id=kw.pop("company_id", cls.company.id),
            **kw,
        )

    @classmethod
    def _sell(cls, distributor, price, day, confirm=True, **kw):
        """Make an order of a day (text in UTC), confirmed by default."""
        order = cls._create_order(
            distributor,
            [(cls.goods, 1, price)],
            company_id=distributor.company_id.id,
            **kw,
        )
        if confirm:
            order.action_confirm()
            order.date_order = day
        return order

    @classmethod
    def _ship_to(cls, distributor, state):
        return cls.env["res.partner"].create(
            {
                "name": "T-Warehouse",
                "type": "delivery",
                "parent_id": distributor.partner_id.id,
                "country_id": cls.china_country.id,
                "state_id": cls._state(state).id,
            }
        )

    @classmethod
    def _get_place(cls, answer, key):
        return next(place for place in answer["places"] if place["key"] == key)


def at_noon(year, month, day):
    """Return noon of a day in Shanghai, as the database writes it."""
    return f"{year}-{month:02}-{day:02} 04:00:00"
