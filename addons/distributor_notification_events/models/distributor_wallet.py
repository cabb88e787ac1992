# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import formatLang


class DistributorWallet(models.Model):
    _inherit = "distributor.wallet"

    low_told_date = fields.Datetime(
        "Told That It Is Low",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Members are told once; again after it has been above its minimum.",
    )

    def _get_low_domain(self):
        """Return the domain of wallets that fell below their minimum, or rose again."""
        watched = Domain("state", "=", "open") & Domain("minimum_balance", ">", 0)
        fallen = watched & Domain(
            [("is_below_minimum", "=", True), ("low_told_date", "=", False)]
        )
        risen = Domain("low_told_date", "!=", False) & (
            Domain("is_below_minimum", "=", False) | Domain("minimum_balance", "<=", 0)
        )
        return fallen | risen

    def _describe_low(self, env):
        here, currency = self.with_env(env), self.currency_id
        return (
            env._("Your deposit is low: %s", here.purpose_id.name),
            env._(
                "%(available)s are available, and at least %(minimum)s should be. Top"
                " it up, so that orders are not held back.",
                available=formatLang(env, here.available, currency_obj=currency),
                minimum=formatLang(env, here.minimum_balance, currency_obj=currency),
            ),
        )
