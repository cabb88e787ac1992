# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError


class DistributorPriceVersion(models.Model):
    _inherit = "distributor.price.version"

    def action_compare(self):
        """Show each price that this version changes, old and new."""
        self.ensure_one()
        self.check_access("read")
        if self.state not in ("draft", "submitted"):
            raise UserError(self.env._("Prices are compared before they are approved."))
        rows = self.env["distributor.price.comparison"]
        rows.search([("price_version_id", "=", self.id)]).unlink()
        # sudo: read access was checked; what is written is undone, and the rows are
        # the user's own
        made = rows.create(rows.sudo()._compare(self))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_price.distributor_price_comparison_action"
        )
        action = dict(
            action,
            domain=[("price_version_id", "=", self.id)],
            context={"price_version_id": self.id},
        )
        cheap = len(made.filtered("below_cost"))
        return self._warn_below_cost(cheap, action) if cheap else action

    def _warn_below_cost(self, count, action):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "message": self.env._("%s prices are below the cost.", count),
                "next": action,
            },
        }

    def _get_noon(self):
        """Return a moment on the day of the version at which its prices hold."""
        moment = self._get_first_moment()
        planned = moment > fields.Datetime.now()
        return fields.Datetime.add(moment, hours=12 if planned else 0)
