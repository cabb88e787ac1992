# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import formatLang


class DistributorTopup(models.Model):
    _inherit = "distributor.topup"

    def _follow(self, entry, takes_back):
        result = super()._follow(entry, takes_back)
        if entry.amount > 0 and not takes_back:
            # sudo: the entry was allowed; the distributor is told of its own money
            topup = self.sudo()
            topup.distributor_id._notify_members(
                "topup_credited",
                entry,
                lambda env: topup._describe_credited(env, entry),
                f"/my/distribution/topups/{topup.name}",
            )
        return result

    def _describe_credited(self, env, entry):
        currency = self.currency_id
        return (
            env._(
                "%s was added to your deposit",
                formatLang(env, entry.amount, currency_obj=currency),
            ),
            env._(
                "Top-up %(name)s. You now have %(balance)s.",
                name=self.name,
                balance=formatLang(env, entry.balance_after, currency_obj=currency),
            ),
        )
