# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

SHOWN = 10  # of many distributors that move, the preview shows the first chains


class DistributorMove(models.TransientModel):
    """Asks below whom, and from which day on, distributors move; shows what follows."""

    _name = "distributor.move"
    _description = "Move Distributors"

    distributor_ids = fields.Many2many(
        "distributor.distributor", string="Distributors", required=True
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", required=True
    )
    upline_id = fields.Many2one(
        "distributor.distributor",
        "New Upline",
        domain="[('company_id', '=', company_id), ('id', 'not in', distributor_ids),"
        " ('state', 'not in', ('terminating', 'terminated'))]",
        help="Leave empty to place them directly below the brand.",
    )
    date = fields.Date(
        "From Day",
        required=True,
        default=lambda self: self.env["distributor.distributor"]._get_today(),
    )
    reason = fields.Char(
        required=True, help="Kept in the upline history; the uplines do not see it."
    )
    notify = fields.Boolean(
        "E-Mail to Both Uplines",
        default=True,
        help="The old and the new upline learn who leaves or joins, and when.",
    )
    branch_count = fields.Integer(
        "Downline Moving Along", compute="_compute_branch_count"
    )
    refusal = fields.Text(compute="_compute_refusal")
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.depends("distributor_ids")
    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.distributor_ids.company_id[:1]

    @api.depends("distributor_ids", "date")
    def _compute_branch_count(self):
        for wizard in self:
            moved = wizard.distributor_ids._origin
            wizard.branch_count = (
                sum(map(len, wizard._get_branches().values())) - len(moved)
                if wizard.date
                else 0
            )

    @api.depends("distributor_ids", "upline_id", "date")
    def _compute_refusal(self):
        for wizard in self:
            wizard.refusal = "\n".join(wizard._get_refusals())

    @api.depends("distributor_ids", "upline_id", "date")
    def _compute_preview(self):
        for wizard in self:
            wizard.preview = wizard.distributor_ids and (
                wizard.date
                and not wizard.refusal
                and self.env["ir.qweb"]._render(
                    "distributor.distributor_move_preview",
                    wizard._prepare_preview_vals(),
                )
            )

    def _get_refusals(self):
        """Return why the move is not possible, as it is filled in so far."""
        moved, upline = self.distributor_ids._origin, self.upline_id._origin
        if not moved or not self.date:
            return []
        if all(row.upline_id == upline for row in moved._get_last_row()):
            return [
                self.env._("They stand there already. Choose another upline.")
                if len(moved) > 1
                else self.env._(
                    "%s stands there already. Choose another upline.",
                    moved.display_name,
                )
            ]
        moving = moved.filtered(lambda d: d._get_last_row().upline_id != upline)
        return moving._get_move_refusals(upline, self.date)

    def _get_branches(self):
        """Return {distributor id: {id: generation} of its branch, itself included}."""
        moved = self.distributor_ids._origin
        branches = {key: {} for key in moved.ids}
        for top, _day, node, _up, generation in self.env[
            "distributor.upline"
        ]._get_branches(((key, self.date) for key in moved.ids), without=moved.ids):
            branches[top][node] = generation
        return branches

    def _prepare_preview_vals(self):
        """Return what the template of the preview shows."""
        moved, upline = self.distributor_ids._origin, self.upline_id._origin
        branches = self._get_branches()
        chains = self.env["distributor.upline"]._get_chains(
            (key, self.date) for key in [*moved.ids, *upline.ids]
        )
        after = moved.browse(chains.get((upline.id, self.date), []))[::-1]
        effects = moved._get_move_effects(upline, self.date)
        return {
            "date": format_date(self.env, self.date),
            "count": sum(map(len, branches.values())),
            "depth": len(after)
            + 1
            + max(max(branch.values()) for branch in branches.values()),
            "places": [
                {
                    "node": node,
                    "before": moved.browse(chains[(node.id, self.date)][:0:-1]),
                    "after": after,
                }
                for node in moved[:SHOWN]
            ],
            "more": max(len(moved) - SHOWN, 0),
            "effects": {
                kind: [effect["text"] for effect in effects if effect["kind"] == kind]
                for kind in ("change", "stay", "lose", "gain")
            },
        }

    def action_move(self):
        """Move the distributors after checking that the user manages the channel."""
        self.ensure_one()
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(self.env._("Only a distribution manager moves."))
        self.distributor_ids.check_access("write")
        self.distributor_ids._move(
            self.upline_id, self.date, self.reason, notify=self.notify
        )
        return {"type": "ir.actions.act_window_close"}
