# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models

from ..brand import DISTRIBUTORS, PRODUCTS

TEA_ONLY = "S-PINGJIANG"
ENDS_SOON = "S-TIANYI"


class DistributorDemoRights(models.AbstractModel):
    _name = "distributor.demo.rights"
    _description = "Authorisations of the Demo Brand"

    def _make_rights(self, company):
        """Who may sell where; from here on orders are compared with it."""
        rights = self.env["distributor.authorization"]
        # from the top down, as each lies inside that of its upline
        for code, _name, level, *_row in DISTRIBUTORS:
            rights |= self._draft_right(
                company, code, is_exclusive=level == "master", **self._get_terms(code)
            )
        rights.action_submit()
        # the wizard shows who else sells there; two stores share Hangzhou
        self.env["distributor.authorization.approve"].with_user(
            self._get_login("manager")
        ).create({"authorization_ids": rights.ids}).action_approve()
        self._draft_right(
            company,
            "C-HZ",
            territory="ZJ",
            date_start=self._get_today(),
            note="Sells to hotels in Shaoxing 绍兴酒店客户",
        ).action_submit()
        self._quote_elsewhere(company)

    def _get_terms(self, code):
        if code == ENDS_SOON:
            return {"date_end": self._get_today() + relativedelta(days=40)}
        if code == TEA_ONLY:
            names = {category for *_row, category, _price in PRODUCTS} - {"Tea Ware"}
            teas = self.env["product.category"].search([("name", "in", list(names))])
            return {"categ_ids": [fields.Command.set(teas.ids)]}
        return {}

    def _draft_right(self, company, code, territory=None, **terms):
        distributor = self._find("distributor.distributor", company, code)
        place = distributor.territory_id
        if territory:
            place = self._find("distributor.territory", company, territory)
        return (
            self.env["distributor.authorization"]
            .with_user(self._get_login("sales"))
            .create(
                {
                    "distributor_id": distributor.id,
                    "territory_id": place.id,
                    "date_start": distributor.date_start,
                    "contract_id": distributor.contract_ids[:1].id,
                    **terms,
                }
            )
        )

    def _quote_elsewhere(self, company):
        """A city agent of Hangzhou ships to Shaoxing, which waits for approval."""
        partner = self._find("distributor.distributor", company, "C-HZ").partner_id
        # not of the type that becomes the default of its other orders
        place = partner.create(
            {
                "name": "Mirror Lake Hotel 镜湖酒店",
                "type": "other",
                "parent_id": partner.id,
                "street": "胜利西路 168 号",
                "city": "绍兴市",
                "zip": "312000",
                "state_id": self.env.ref("base.state_cn_ZJ").id,
                "country_id": self.env.ref("base.cn").id,
            }
        )
        self._quote(
            company,
            "C-HZ",
            ("LJ-250", 10),
            ("GW-SET", 12),
            partner_shipping_id=place.id,
        )
