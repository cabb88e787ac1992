# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorStatus(models.AbstractModel):
    """Who a distributor is and whether it may order, for the API."""

    _name = "distributor.status"
    _description = "Status of a Distributor"

    @api.readonly
    def get_status(self, date=None):
        """Tell who these distributors are and whether they may order on a day.

        The reasons are those that an order of that day would be refused with.

        :param date: day (ISO date such as "2026-03-01"), by default today
        :return: list of dict, one for each distributor: id (int), code, name, level
            (str), state (a word), state_name (in the user's language), upline_id (int,
            false directly below the brand), may_order (bool), reasons (list of str,
            empty when it may order)
        """
        self.check_access("read")
        states = dict(self._fields["state"]._description_selection(self.env))
        return [
            {
                "id": one.id,
                "code": one.code,
                "name": one.name,
                "level": one.level_id.name,
                "state": one.state,
                "state_name": states[one.state],
                "upline_id": one.parent_id.id,
                "may_order": not reasons,
                "reasons": reasons,
            }
            for one in self
            for reasons in [one._get_refusals(fields.Date.to_date(date))]
        ]

    def _get_refusals(self, date=None):
        """Return why an order of a day would be refused.

        :param date: day (date), by default today
        :return: list of sentences, empty when nothing stands against it
        """
        self.ensure_one()
        # sudo: whoever may read the distributor may know why it cannot order
        one = self.sudo()
        if one.state != "active":
            states = dict(one._fields["state"]._description_selection(one.env))
            return [
                self.env._("It is %s. Activate it first.", states[one.state]),
            ]
        return one._get_order_blockers(date or one._get_today())
