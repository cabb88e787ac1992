# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models


class DistributorDemoCredit(models.AbstractModel):
    _name = "distributor.demo.credit"
    _description = "Credit of the Demo Brand"

    def _make_credit(self, company):
        """A region that pays later and is late, a city that may owe more for now."""
        today = self._get_today()
        city = self._find("distributor.distributor", company, "C-SZ")
        region = self._find("distributor.distributor", company, "R-JS")
        for distributor, limit, pays_later, until, reason in (
            (region, 30000, True, relativedelta(years=1, month=12, day=31),
             "Tea bars of the railway stations, 30 days 高铁站茶吧项目，账期 30 天"),
            (city, 20000, False, relativedelta(months=6),
             "Pays in time since three years 三年来按时付款"),
        ):  # fmt: skip
            self.env["distributor.credit.set"].with_user(
                self._get_login("finance")
            ).create(
                {
                    "distributor_id": distributor.id,
                    "limit": limit,
                    "pays_later": pays_later,
                    "until_date": today + until,
                    "reason": reason,
                }
            ).action_confirm()
        self._invoice_fittings(company, region, 12800, 75)
        self._invoice_fittings(company, region, 9600, 12)
        self._quote(company, "R-JS", ("BLC-100", 60), ("PE-357", 36))
        self._ask_override(city, "sales", 10000, "Mid-autumn gift boxes 中秋礼盒备货")
        self._ask_override(
            region, "manager", 8000, "Opening of the Suzhou North bar 苏州北站店开业"
        ).with_user(self._get_login("finance")).action_approve()

    def _invoice_fittings(self, company, distributor, amount, age):
        """Invoice shop fittings, due in 30 days, so many days ago."""
        day = self._get_today() - relativedelta(days=age)
        self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "company_id": company.id,
                "partner_id": distributor.partner_id.id,
                "invoice_date": day,
                "invoice_date_due": day + relativedelta(days=30),
                "invoice_line_ids": [
                    fields.Command.create(
                        {
                            "name": "Fittings of a tea bar 茶吧陈列道具",
                            "price_unit": amount,
                            "tax_ids": [fields.Command.clear()],
                        }
                    )
                ],
            }
        ).action_post()

    def _ask_override(self, distributor, login, amount, reason):
        overrides = self.env["distributor.credit.override"]
        return overrides.with_user(self._get_login(login)).create(
            {
                "distributor_id": distributor.id,
                "amount": amount,
                "date_end": self._get_today() + relativedelta(days=6),
                "reason": reason,
            }
        )
