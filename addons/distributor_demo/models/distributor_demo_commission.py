# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Command

#: from, percent of everything sold in the month
TIERS = ((0, 4), (20000, 5), (60000, 6))
#: from, percent of the own purchases of the quarter
BONUS = ((50000, 1), (150000, 2))


class DistributorDemoCommission(models.AbstractModel):
    _name = "distributor.demo.commission"
    _description = "Commission of the Demo Brand"

    def _make_commission(self, company):
        """A plan in preparation, tried on the last months, and a line in dispute."""
        version = self._make_next_version(company)
        self._simulate(version)
        self._dispute(company)

    def _make_next_version(self, company):
        """Return a draft of the manager, which another one may approve."""
        plan = self.env["distributor.commission.plan"].search(
            [("company_id", "=", company.id)], limit=1
        )
        versions = self.env["distributor.commission.version"]
        return versions.with_user(self._get_login("manager")).create(
            {
                "plan_id": plan.id,
                "date_start": self._get_today() + relativedelta(day=1, months=1),
                "wait_payment": True,
                "freeze_days": 7,
                "cap_rate": 9.0,
                "rule_ids": [Command.create(vals) for vals in self._prepare_rules()],
                "bonus_ids": [
                    Command.create(
                        {
                            "name": "Quarterly bonus 季度奖励",
                            "measure": "own",
                            "period": "quarter",
                            "tier_mode": "whole",
                            "tier_ids": self._prepare_tiers(BONUS),
                        }
                    )
                ],
            }
        )

    def _prepare_rules(self):
        """Return rules of several kinds: tiers of a month, and one for a territory."""
        return [
            {
                "generation": 1,
                "tier_mode": "whole",
                "period": "month",
                "tier_ids": self._prepare_tiers(TIERS),
            },
            {"generation": 2, "rate": 2.5},
            {"earner": "territory", "rate": 1.0, "max_order": 500.0},
        ]

    def _prepare_tiers(self, tiers):
        return [
            Command.create({"threshold": threshold, "rate": rate})
            for threshold, rate in tiers
        ]

    def _simulate(self, version):
        """Run the draft on the three months that are over."""
        first = self._get_today() + relativedelta(day=1)
        simulation = self.env["distributor.commission.simulation"].create(
            {
                "version_id": version.id,
                "date_from": first - relativedelta(months=3),
                "date_to": first - relativedelta(days=1),
            }
        )
        simulation.action_run()

    def _dispute(self, company):
        """The city agent expected more on one of its lines of last month."""
        distributor = self.env["distributor.distributor"].search(
            [("code", "=", "C-GZ"), ("company_id", "=", company.id)]
        )
        entry = self.env["distributor.commission.entry"].search(
            [
                ("beneficiary_id", "=", distributor.id),
                (
                    "settlement_line_ids.settlement_id.state",
                    "in",
                    ("draft", "reviewed", "approved"),
                ),
            ],
            limit=1,
        )
        if entry:
            self.env["distributor.commission.dispute"]._open_by_distributor(
                distributor,
                entry,
                entry.amount * 1.2,
                "我们约定的是 6%，请核对合同附件二。",
            )
