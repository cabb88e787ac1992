# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

from .distributor_level import SOURCES


class DistributorDistributor(models.Model):
    _name = "distributor.distributor"
    _inherit = ["distributor.distributor", "distributor.sell.answer"]

    authorization_ids = fields.One2many("distributor.authorization", "distributor_id")
    authorization_count = fields.Integer(
        "Authorisations", compute="_compute_authorization_count"
    )
    supply_source = fields.Selection(
        SOURCES, "Buys From", tracking=True, help="Empty: as its level says."
    )

    @api.depends("authorization_ids")
    def _compute_authorization_count(self):
        counts = dict(
            self.env["distributor.authorization"]._read_group(
                [("distributor_id", "in", self.ids)], ["distributor_id"], ["__count"]
            )
        )
        for distributor in self:
            distributor.authorization_count = counts.get(distributor, 0)

    def write(self, vals):
        result = super().write(vals)
        if not {"supply_source", "level_id"}.isdisjoint(vals):
            # sudo: the distributor was written above, what its open orders wait for
            # follows
            self.env["sale.order"].sudo()._refresh_open_exceptions(
                [("distributor_id", "in", self.ids)]
            )
        return result

    def _get_supply_source(self):
        """Return from whom it buys: brand, upline or nearest."""
        self.ensure_one()
        terms = self.level_id._get_order_terms()
        return self.supply_source or terms["supply_source"] or "brand"

    def _get_exception_policy(self, kind):
        """Return what happens to an order with an exception: allow, ask or refuse.

        :param kind: a kind of ``distributor.order.exception``
        """
        self.ensure_one()
        name = f"exception_policy_{kind}"
        policy = self.level_id[name] or self.company_id[name]
        in_use = self.company_id.authorization_in_use
        # who draws a map and gives no authorisation is told, not stopped
        if kind == "unmatched" and policy == "ask" and not in_use:
            return "allow"
        return policy

    def action_view_authorizations(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_authorization.distributor_authorization_action"
        )
        return dict(
            action,
            domain=[("distributor_id", "=", self.id)],
            context={"default_distributor_id": self.id},
        )
