# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class DistributorApplicationCheck(models.Model):
    """A point of the checklist of a step; who ticked it, and when."""

    _name = "distributor.application.check"
    _description = "Application Checklist"
    _order = "step_id, sequence, id"

    step_id = fields.Many2one(
        "distributor.application.step", required=True, index=True, ondelete="cascade"
    )
    application_id = fields.Many2one(
        related="step_id.application_id", store=True, index=True
    )
    kind = fields.Selection(related="step_id.kind", string="Kind of Step")
    state = fields.Selection(related="step_id.state", string="Status of the Step")
    company_id = fields.Many2one(related="step_id.company_id", store=True, index=True)
    sequence = fields.Integer()
    name = fields.Char("Point", required=True)
    done = fields.Boolean()
    done_user_id = fields.Many2one("res.users", "Done By", readonly=True)
    done_date = fields.Datetime("Done On", readonly=True)
    note = fields.Char()

    def write(self, vals):
        if not self.env.su:
            if not set(vals) <= {"done", "note"}:
                raise AccessError(self.env._("Only tick the points of a checklist."))
            self.check_access("write")
            closed = self.filtered(lambda c: c.step_id.state != "doing")[:1]
            if closed:
                raise UserError(
                    self.env._(
                        "Step %s is not in progress.", closed.step_id._get_label()
                    )
                )
        if "done" not in vals:
            return super().write(vals)
        done = bool(vals["done"])
        return super(DistributorApplicationCheck, self.sudo()).write(
            {
                **vals,
                # sudo: rights were checked above; these two fields are nobody's to set
                "done_user_id": self.env.user.id if done else False,
                "done_date": fields.Datetime.now() if done else False,
            }
        )
