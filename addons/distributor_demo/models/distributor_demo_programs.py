# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Command

#: from, goods in percent
TIERS = ((10000, 1), (50000, 2))


class DistributorDemoPrograms(models.AbstractModel):
    _name = "distributor.demo.programs"
    _description = "Top-Up Programmes of the Demo Brand"

    def _make_programs(self, company):
        """A programme of this year that has granted goods, and one in preparation."""
        today = self._get_today()
        year = {
            "date_start": today + relativedelta(month=1, day=1),
            "date_end": today + relativedelta(month=12, day=31),
        }
        running = self._make_program(company, "Tea for topping up", "充值送茶", **year)
        running.with_user(self._get_login("finance")).action_approve()
        later = {name: day + relativedelta(years=1) for name, day in year.items()}
        self._make_program(
            company, "Tea for topping up, next year", "明年充值送茶", **later
        )
        journal = self.env["distributor.import.runner"]._get_journal(company)
        wallet = self._get_wallet(company, "C-GZ")
        wallet._top_up(12000, journal, today, f"TT {today:%Y-%m} C-GZ")

    def _make_program(self, company, name, chinese, **vals):
        programs = self.env["distributor.wallet.program"].with_company(company)
        program = programs.with_user(self._get_login("manager")).create(
            {
                **vals,
                "name": name,
                "company_id": company.id,
                "measure": "cumulated",
                "tier_ids": [
                    Command.create({"threshold": threshold, "percent": percent})
                    for threshold, percent in TIERS
                ],
            }
        )
        program.with_context(lang="zh_CN").name = chinese
        return program
