# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorWallet(models.Model):
    _inherit = "distributor.wallet"

    credit_until = fields.Date(
        related="distributor_id.credit_until", groups="base.group_user"
    )

    def _get_credit_limit(self, order=None):
        """Add the overrides of today; a limit that has ended counts as nothing."""
        limit = super()._get_credit_limit(order)
        distributor = self.distributor_id
        until = distributor.credit_until
        today = distributor._get_today(self.company_id)
        if limit and until and until < today:
            limit = 0.0
        company_currency = self.company_id.currency_id
        deposit = self.purpose_id.code == "deposit"
        if not deposit or self.currency_id != company_currency:
            return limit
        overrides = distributor.credit_override_ids.filtered("is_active")
        own = overrides.filtered(
            lambda o: not order or not o.order_id or o.order_id == order._origin
        )
        if others := (overrides - own).order_id:
            # what other orders owe of what they were granted is not this one's
            named = distributor._get_exposures()[distributor].named
            limit += sum(named.get(one.id, 0.0) for one in others)
        return limit + sum(own.mapped("amount"))
