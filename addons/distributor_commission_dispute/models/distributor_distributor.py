# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

from .distributor_commission_dispute_states import OPEN


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    commission_dispute_ids = fields.One2many(
        "distributor.commission.dispute",
        "distributor_id",
        "Commission Disputes",
        groups="distributor.distributor_group_user",
    )
    # how many there are is shown to whoever may read the distributor
    commission_dispute_count = fields.Integer(
        "Open Commission Disputes",
        compute="_compute_commission_dispute_count",
        compute_sudo=True,
    )

    @api.depends("commission_dispute_ids.state")
    def _compute_commission_dispute_count(self):
        groups = dict(
            self.env["distributor.commission.dispute"]._read_group(
                [("distributor_id", "in", self.ids), ("state", "in", OPEN)],
                ["distributor_id"],
                ["__count"],
            )
        )
        for distributor in self:
            distributor.commission_dispute_count = groups.get(distributor, 0)

    def _get_exit_items(self):
        return [*super()._get_exit_items(), self._get_exit_disputes()]

    def _get_exit_disputes(self):
        """Return whether everything it objected to is decided."""
        # sudo: whoever reads the distributor may know what its exit waits for
        disputes = self.env["distributor.commission.dispute"].sudo()
        found = disputes.search(
            [("distributor_id", "=", self.id), ("state", "in", OPEN)], order="id"
        )
        return self._prepare_exit_item(
            "commission_dispute",
            self.env._("Commission disputes decided"),
            found.mapped("display_name"),
        )

    def action_view_commission_disputes(self):
        """Open the disputes of this distributor."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_dispute.distributor_commission_dispute_action"
        )
        return dict(action, domain=[("distributor_id", "=", self.id)], context={})
