# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

CONTENT = {"wallet_id", "amount", "reason", "attachment_ids"}
STEPS = {
    "name",
    "state",
    "hold_id",
    "requester_id",
    "submitted_date",
    "editor_ids",
    "first_approver_id",
    "first_approved_date",
    "second_approver_id",
    "second_approved_date",
    "refusal_reason",
}
OPEN = ("submitted", "half", "approved")


class DistributorWalletRequest(models.AbstractModel):
    """A document about a wallet that others than who asked for it approve.

    Its money is held from the moment it is asked for. Who wrote any of its content
    never approves it, and nobody approves twice.
    """

    _name = "distributor.wallet.request"
    _description = "Request About a Wallet"
    _inherit = [
        "distributor.searchable",
        "distributor.step",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"

    _approvals = 1  # how many persons approve

    name = fields.Char("Number", readonly=True, copy=False, index=True)
    wallet_id = fields.Many2one(
        "distributor.wallet",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    distributor_id = fields.Many2one(
        related="wallet_id.distributor_id", store=True, index=True
    )
    company_id = fields.Many2one(related="wallet_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="wallet_id.currency_id", store=True)
    purpose_id = fields.Many2one(related="wallet_id.purpose_id", store=True)
    available = fields.Monetary(related="wallet_id.available", string="Available Now")
    amount = fields.Monetary(required=True, tracking=True)
    reason = fields.Text(required=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", string="Files", copy=False, bypass_search_access=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To Approve"),
            ("half", "Approved Once"),
            ("approved", "Approved"),
            ("done", "Done"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    hold_id = fields.Many2one(
        "distributor.wallet.hold",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    requester_id = fields.Many2one(
        "res.users", "Asked For By", readonly=True, copy=False, index="btree_not_null"
    )
    submitted_date = fields.Date("Asked For On", readonly=True, copy=False)
    editor_ids = fields.Many2many(
        "res.users",
        string="Written By",
        readonly=True,
        copy=False,
        help="Whoever wrote any of it does not approve it.",
    )
    first_approver_id = fields.Many2one(
        "res.users", "First Approval", readonly=True, copy=False, tracking=True
    )
    first_approved_date = fields.Datetime(
        "First Approved On", readonly=True, copy=False
    )
    second_approver_id = fields.Many2one(
        "res.users", "Second Approval", readonly=True, copy=False, tracking=True
    )
    second_approved_date = fields.Datetime(
        "Second Approved On", readonly=True, copy=False
    )
    may_approve = fields.Boolean(compute="_compute_may_approve")
    refusal_reason = fields.Text(
        readonly=True, copy=False, tracking=True, help="The distributor reads it."
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su and (self._get_step_fields() & vals.keys()):
                raise AccessError(self.env._("A new request is a draft."))
        requests = super().create(vals_list)
        for request in requests:
            # sudo: number and author are facts of this creation
            request.sudo().write(
                {
                    "name": self.env["ir.sequence"].sudo().next_by_code(self._name),
                    "editor_ids": [fields.Command.link(self.env.uid)],
                }
            )
        requests._claim_attachments()
        return requests

    def write(self, vals):
        if not self.env.su and (self._get_step_fields() & vals.keys()):
            raise AccessError(self.env._("Use the buttons to change the status."))
        changed = self._get_content_fields() & vals.keys()
        if changed:
            self._check_step("draft")
        result = super().write(vals)
        if changed:
            self._claim_attachments()
            others = self.filtered(lambda r: self.env.user not in r.editor_ids)
            # sudo: who wrote it is a fact of this change
            others.sudo().write({"editor_ids": [fields.Command.link(self.env.uid)]})
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        for request in self:
            if request.state != "draft":
                raise UserError(
                    self.env._(
                        "%s was asked for: cancel it instead of deleting it.",
                        request.display_name,
                    )
                )

    def _get_content_fields(self):
        """Return the names of the fields that are final once it is asked for."""
        return CONTENT

    def _get_step_fields(self):
        """Return the names of the fields that only the steps write."""
        return STEPS

    def _claim_attachments(self):
        """Tie the files to their request, so that its access rights hold for them.

        :raise AccessError: names a file that belongs to another record
        """
        for request in self:
            # sudo: only files of this request, or fresh ones of the user, are touched
            for attachment in request.sudo().attachment_ids:
                owner = (attachment.res_model, attachment.res_id)
                if owner == (request._name, request.id) and not attachment.public:
                    continue
                fresh = not attachment.res_id and not attachment.res_field
                own = attachment.create_uid == self.env.user
                if owner != (request._name, request.id) and not (fresh and own):
                    raise AccessError(
                        self.env._(
                            "File %(file)s belongs to another record. Upload it again"
                            " on %(request)s.",
                            file=attachment.name,
                            request=request.display_name,
                        )
                    )
                attachment.write(
                    {"res_model": request._name, "res_id": request.id, "public": False}
                )
