# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor.models.group_names import USER

ACTIVITY = "distributor_receipt.mail_activity_type_report"


class DistributorDeliveryReport(models.Model):
    """What a distributor says is missing or broken. It changes no delivery.

    What follows, a credit note or another delivery, is decided by a person.
    """

    _name = "distributor.delivery.report"
    _description = "Report of Missing or Broken Goods"
    _inherit = [
        "distributor.searchable",
        "distributor.step",
        "distributor.attachment",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "state, id desc"
    _rec_name = "picking_id"
    _mail_post_access = "read"

    picking_id = fields.Many2one(
        "stock.picking",
        "Delivery",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    order_id = fields.Many2one(related="picking_id.sale_id", store=True, index=True)
    distributor_id = fields.Many2one(
        related="order_id.distributor_id", store=True, index=True
    )
    company_id = fields.Many2one(related="picking_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users", "Reported By", readonly=True, default=lambda self: self.env.user
    )
    reason = fields.Text(required=True, readonly=True)
    line_ids = fields.One2many(
        "distributor.delivery.report.line", "report_id", "Goods", readonly=True
    )
    state = fields.Selection(
        [("open", "Open"), ("solved", "Solved")],
        "Status",
        required=True,
        readonly=True,
        default="open",
        index=True,
        tracking=True,
    )
    solution = fields.Text(
        readonly=True, tracking=True, help="The distributor reads it."
    )
    solver_id = fields.Many2one("res.users", "Solved By", readonly=True)
    solved_date = fields.Datetime("Solved On", readonly=True)
    attachment_ids = fields.Many2many(string="Photos", readonly=True)

    def _is_locked(self):
        return bool(self.id)

    def _tell_salesperson(self):
        """Give the salesperson something to do, and the order a note."""
        for report in self:
            order = report.order_id
            person = order.user_id or report.distributor_id.user_id
            if person:
                told = report.with_context(lang=person.lang)
                told.activity_schedule(
                    ACTIVITY,
                    summary=told.env._("%s: missing or broken", report.picking_id.name),
                    note=report.reason,
                    user_id=person.id,
                )
            order.message_post(
                body=self.env._(
                    "Missing or broken in %(delivery)s: %(goods)s. %(reason)s",
                    delivery=report.picking_id.name,
                    goods="; ".join(report.line_ids._get_sentences()),
                    reason=report.reason,
                )
            )

    def action_solve(self):
        """Open what was done about it."""
        self.ensure_one()
        self._check_step("open")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_receipt.distributor_delivery_report_solve_action"
        )
        return dict(action, context={"default_report_id": self.id})

    def _solve(self, solution):
        """Close a report with what was done about it.

        :raise AccessError: for whoever does not work with distributors
        :raise UserError: without a solution, or when it is solved already
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group(USER):
            raise AccessError(
                self.env._("Only who works with distributors solves a report.")
            )
        self._check_step("open")
        if not (solution or "").strip():
            raise UserError(self.env._("Say what was done about it."))
        # sudo: group, access and state were checked above
        self.sudo().write(
            {
                "state": "solved",
                "solution": solution.strip(),
                "solver_id": self.env.uid,
                "solved_date": fields.Datetime.now(),
            }
        )
        self.sudo().activity_feedback([ACTIVITY], feedback=solution.strip())

    @api.ondelete(at_uninstall=False)
    def _unlink_except_always(self):
        if self:
            raise UserError(
                self.env._(
                    "What was reported for %s stays. Solve it instead.",
                    self[0].picking_id.name,
                )
            )
