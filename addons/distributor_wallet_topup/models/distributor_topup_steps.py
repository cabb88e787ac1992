# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class DistributorTopupSteps(models.AbstractModel):
    """What people and time decide about a top-up; money decides the rest."""

    _name = "distributor.topup.steps"
    _description = "Steps of Top-Ups"
    _inherit = ["distributor.step"]

    def _cancel(self):
        for topup in self:
            if topup.state not in ("waiting", "expired"):
                raise UserError(
                    self.env._(
                        "%(topup)s is %(state)s; only one that waits is cancelled.",
                        topup=topup.name,
                        state=topup._get_state_label().lower(),
                    )
                )
            if topup.is_processing:
                raise UserError(
                    self.env._(
                        "An online payment of %s is on its way. Wait for its result.",
                        topup.name,
                    )
                )
        # sudo: callers checked that they may cancel these
        self.sudo().state = "cancelled"

    def _check_finance(self):
        if not self.env.user.has_group("distributor.distributor_group_finance"):
            raise AccessError(self.env._("Only distribution finance decides this."))
        self.check_access("read")

    def action_cancel(self):
        """Withdraw top-ups that wait."""
        self.check_access("write")
        self._cancel()

    def action_settle(self):
        """Book the online payments that were not booked by themselves, as they are."""
        self._check_finance()
        # sudo: finance decides on payments that were made for this top-up
        transactions = self.sudo().transaction_ids.filtered("distributor_topup_problem")
        transactions._settle_top_up()

    @api.model
    def _cron_expire(self):
        """End the requests whose time is over; money that arrives is still credited."""
        topups = self.search(
            [
                ("state", "=", "waiting"),
                ("expiry_date", "<", fields.Date.context_today(self)),
            ],
            limit=1000,
        )
        topups.filtered(lambda t: not t.is_processing).state = "expired"
