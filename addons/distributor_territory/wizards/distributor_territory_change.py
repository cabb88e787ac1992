# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.distributor_territory_place_mixin import PLACE


class DistributorTerritoryChange(models.TransientModel):
    """Closes a territory and opens a successor that covers something else."""

    _name = "distributor.territory.change"
    _description = "Change a Territory from a Day"
    _inherit = ["distributor.territory.place.mixin"]

    territory_id = fields.Many2one(
        "distributor.territory", required=True, ondelete="cascade"
    )
    date = fields.Date(
        "From",
        required=True,
        compute="_compute_from_territory",
        store=True,
        readonly=False,
        help="First day of the successor; the territory ends the day before.",
    )
    name = fields.Char(
        required=True, compute="_compute_from_territory", store=True, readonly=False
    )
    code = fields.Char(
        required=True, compute="_compute_code", store=True, readonly=False
    )
    country_id = fields.Many2one(
        compute="_compute_from_territory", store=True, readonly=False
    )
    state_id = fields.Many2one(
        compute="_compute_from_territory", store=True, readonly=False
    )
    city = fields.Char(compute="_compute_from_territory", store=True, readonly=False)
    district = fields.Char(
        compute="_compute_from_territory", store=True, readonly=False
    )
    zip_prefix = fields.Char(
        compute="_compute_from_territory", store=True, readonly=False
    )
    place_count = fields.Integer(compute="_compute_counts")
    distributor_count = fields.Integer(compute="_compute_counts")
    child_count = fields.Integer(compute="_compute_counts")
    price_count = fields.Integer(compute="_compute_counts")

    @api.depends("territory_id")
    def _compute_from_territory(self):
        today = fields.Date.context_today(self)
        for change in self:
            territory = change.territory_id
            for name in (*PLACE, "name"):
                change[name] = territory[name]
            last = [last for _one, _first, last in territory._get_order_days()]
            change.date = max([today, *last]) + timedelta(days=1)

    @api.depends("territory_id", "date")
    def _compute_code(self):
        for change in self:
            day = change.date or fields.Date.context_today(change)
            change.code = f"{change.territory_id.code}-{day:%Y%m%d}"

    @api.depends("territory_id", "date")
    def _compute_counts(self):
        for change in self:
            territory = change.territory_id
            change.place_count = len(territory.place_ids)
            change.distributor_count = len(territory.distributor_ids)
            change.child_count = len(territory.child_ids)
            change.price_count = len(change._get_prices())

    def _get_prices(self):
        return self.territory_id.price_ids.filtered(
            lambda price: not (
                self.date and price.date_end and price.date_end < self.date
            )
        )

    def action_apply(self):
        """Close the territory, open its successor and show it."""
        self.ensure_one()
        self.territory_id.check_access("write")
        successor = self._apply()
        return {
            "type": "ir.actions.act_window",
            "res_model": successor._name,
            "res_id": successor.id,
            "view_mode": "form",
        }

    def _apply(self):
        territory = self.territory_id
        if territory.successor_id:
            raise UserError(
                self.env._(
                    "%(territory)s is followed by %(successor)s already: change that.",
                    territory=territory.display_name,
                    successor=territory.successor_id.display_name,
                )
            )
        end = territory.date_end
        territory.date_end = self.date - timedelta(days=1)
        successor = territory.copy(self._prepare_successor_vals(end))
        territory.successor_id = successor
        for price in self._get_prices():
            start = max(filter(None, [price.date_start, self.date]))
            price.copy({"territory_id": successor.id, "date_start": start})
        if self.date <= fields.Date.context_today(self):
            territory._hand_over()
        return successor

    def _prepare_successor_vals(self, end):
        place = {name: self[name] for name in PLACE}
        for name in ("country_id", "state_id"):
            place[name] = place[name].id
        return {
            **place,
            "name": self.name,
            "code": self.code,
            "date_start": self.date,
            "date_end": end,
        }
