# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date, formatLang

from odoo.addons.distributor_notification.models.event import Event

PAGE = "/my/distribution/commission/settlements"


class DistributorCommissionSettlement(models.Model):
    _inherit = "distributor.commission.settlement"

    def _approve(self):
        result = super()._approve()
        # sudo: the caller checked the group; the distributor is told of its own
        open_ones = self.sudo().filtered(lambda one: one.state == "approved")
        open_ones._tell_settlements(
            "settlement_confirm",
            "_describe_to_confirm",
            step=lambda one: str(one.approved_date),
        )
        return result

    def _tell_paid(self):
        self._tell_settlements("commission_paid", "_describe_paid")

    def _tell_settlements(self, code, describe, step=lambda one: ""):
        self.env["distributor.notification"]._notify(
            code,
            [
                Event(
                    one.beneficiary_id,
                    one,
                    getattr(one, describe),
                    f"{PAGE}/{one.id}",
                    step=step(one),
                )
                for one in self
                if one.beneficiary_id
            ],
        )

    def _describe_to_confirm(self, env):
        here = self.with_env(env)
        return (
            env._("Confirm your commission of %s", here._format_month()),
            env._(
                "%(amount)s. Without an objection it is confirmed on %(day)s.",
                amount=formatLang(
                    env, here.amount_total, currency_obj=here.currency_id
                ),
                day=format_date(env, here.confirm_deadline),
            ),
        )

    def _describe_paid(self, env):
        here = self.with_env(env)
        return (
            env._("Your commission of %s is paid", here._format_month()),
            formatLang(env, here.amount_total, currency_obj=here.currency_id),
        )
