# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.addons.distributor.tests.common import DistributorCommon


class TerritoryFactory:
    """Makes territories and price rules; mixed into any class with an ``env``."""

    @classmethod
    def _create_territory(cls, code, parent=None, country=None, **kw):
        values = {
            "code": code,
            "name": kw.pop("name", f"Test {code}"),
            "parent_id": parent.id if parent else False,
            "country_id": cls.env.ref(f"base.{country}").id if country else False,
            **kw,
        }
        return cls.env["distributor.territory"].create(values)

    @classmethod
    def _create_price(cls, pricelist, **kw):
        """Make a price rule; records may be given for relations."""
        values = {
            name: getattr(value, "id", value)
            for name, value in {"pricelist_id": pricelist, **kw}.items()
        }
        return cls.env["distributor.territory.price"].create(values)

    @classmethod
    def _create_fixed_pricelist(cls, name, price, **kw):
        """Make a price list that sells everything at one price."""
        item = {"compute_price": "fixed", "fixed_price": price}
        return cls.env["product.pricelist"].create(
            {"name": name, "item_ids": [(0, 0, item)], **kw}
        )

    @classmethod
    def _clear_map(cls):
        """Take away what a demo brand may have in the company: two territories cannot
        cover the same place, and price rules of a level hold for all."""
        domain = [("company_id", "=", cls.env.company.id)]
        cls.env["distributor.territory.price"].search(domain).unlink()
        cls.env["distributor.territory"].search(domain).active = False

    @classmethod
    def _create_map(cls):
        """Make T-ASIA (grouping) → T-CN → T-SH (state) → T-PD (zip) and T-SZ (city)."""
        cls.asia = cls._create_territory("T-ASIA")
        cls.china = cls._create_territory("T-CN", cls.asia, "cn")
        cls.sh_state = cls.env.ref("base.state_cn_SH")
        cls.shanghai = cls._create_territory(
            "T-SH", cls.china, "cn", state_id=cls.sh_state.id
        )
        cls.pudong = cls._create_territory(
            "T-PD", cls.shanghai, "cn", zip_prefix="2001, 2012"
        )
        cls.suzhou = cls._create_territory("T-SZ", cls.china, "cn", city="Suzhou")


class TerritoryCommon(TerritoryFactory, DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._clear_map()
        cls._create_map()
