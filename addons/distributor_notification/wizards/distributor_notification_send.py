# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..models.distributor_notification_kind import URGENCIES
from ..models.event import Event


class DistributorNotificationSend(models.TransientModel):
    """Tells members of many distributors the same: maintenance, holidays, a recall."""

    _name = "distributor.notification.send"
    _description = "System Notice"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    name = fields.Char("Title", required=True)
    body = fields.Text("Text")
    urgency = fields.Selection(URGENCIES, required=True, default="normal")
    target = fields.Selection(
        [
            ("all", "All active distributors"),
            ("level", "Levels"),
            ("chosen", "Chosen distributors"),
            ("filter", "Distributors that match a filter"),
        ],
        "Send To",
        required=True,
        default="all",
    )
    level_ids = fields.Many2many("distributor.level", string="Levels")
    distributor_ids = fields.Many2many(
        "distributor.distributor",
        string="Distributors",
        check_company=True,
        domain="[('company_id', '=', company_id)]",
    )
    filter_domain = fields.Char("Filter", default="[]")
    distributor_count = fields.Integer(
        "Distributors Told", compute="_compute_distributor_count"
    )

    @api.depends(
        "target", "level_ids", "distributor_ids", "filter_domain", "company_id"
    )
    def _compute_distributor_count(self):
        for wizard in self:
            wizard.distributor_count = self.env["distributor.distributor"].search_count(
                wizard._get_target_domain()
            )

    def _get_target_domain(self):
        """Return the domain of the distributors that are told."""
        self.ensure_one()
        active = Domain("company_id", "=", self.company_id.id) & Domain(
            "state", "in", ("active", "suspended", "terminating")
        )
        if self.target == "level":
            return active & Domain("level_id", "in", self.level_ids.ids)
        if self.target == "chosen":
            return active & Domain("id", "in", self.distributor_ids.ids)
        if self.target == "filter":
            return active & Domain(literal_eval(self.filter_domain or "[]"))
        return active

    def action_send(self):
        """Tell everybody, once: the same window sent twice tells nobody again."""
        self.ensure_one()
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(self.env._("Only managers send notices to distributors."))
        found = self.env["distributor.distributor"].search(self._get_target_domain())
        if not found:
            raise UserError(
                self.env._("No distributor is chosen: nobody would be told.")
            )
        texts = (self.name.strip(), (self.body or "").strip())
        self.env["distributor.notification"]._notify(
            "notice",
            [Event(one, self, lambda _env: texts) for one in found],
            self.urgency,
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_notification.distributor_notification_action"
        )
        return dict(
            action,
            domain=[("key", "=", Event(found[:1], self, None).key)],
            target="main",
        )
