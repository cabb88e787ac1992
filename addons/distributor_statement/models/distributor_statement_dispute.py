# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .distributor_statement_states import OPEN


class DistributorStatementDispute(models.Model):
    """What the distributor says a line should be, and what was decided about it."""

    _name = "distributor.statement.dispute"
    _description = "Dispute About a Statement"
    _inherit = "distributor.searchable"
    _order = "id desc"

    statement_id = fields.Many2one(
        "distributor.statement",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    line_id = fields.Many2one(
        "distributor.statement.line",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    distributor_id = fields.Many2one(
        related="statement_id.distributor_id", store=True, index=True
    )
    company_id = fields.Many2one(related="statement_id.company_id", store=True)
    currency_id = fields.Many2one(related="statement_id.currency_id", store=True)
    line_amount = fields.Monetary(related="line_id.amount", string="In the Statement")
    expected_amount = fields.Monetary("Expected", readonly=True)
    difference = fields.Monetary(compute="_compute_difference")
    reason = fields.Text(required=True, readonly=True)
    attachment_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        "Files",
        domain=[("res_model", "=", "distributor.statement.dispute")],
        readonly=True,
    )
    user_id = fields.Many2one("res.users", "Disputed By", readonly=True)
    ip = fields.Char("Disputed From", readonly=True)
    state = fields.Selection(
        [
            ("open", "New"),
            ("review", "Under Review"),
            ("granted", "Distributor Is Right"),
            ("refused", "Our Figure Stands"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    hold_id = fields.Many2one(
        "distributor.wallet.hold", "Frozen Amount", readonly=True, ondelete="restrict"
    )
    decision = fields.Text(readonly=True)
    decided_uid = fields.Many2one("res.users", "Decided By", readonly=True)
    date_decided = fields.Datetime("Decided On", readonly=True)

    _open_uniq = models.UniqueIndex(
        "(line_id) WHERE state IN ('open', 'review')",
        "This line is disputed already; wait for the decision.",
    )

    @api.depends("statement_id", "line_id")
    def _compute_display_name(self):
        for dispute in self:
            name, line = dispute.statement_id.name, dispute.line_id.display_name
            dispute.display_name = f"{name}: {line}"

    @api.depends("expected_amount", "line_amount")
    def _compute_difference(self):
        for dispute in self:
            dispute.difference = dispute.expected_amount - dispute.line_amount

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("The distributor disputes in the portal."))
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A dispute is decided, not deleted."))

    def _check_open(self):
        for dispute in self:
            if dispute.state not in OPEN:
                raise UserError(
                    self.env._("%s is decided already.", dispute.display_name)
                )

    def _add_files(self, files):
        # sudo: part of the dispute, whose right was checked by the caller; files are
        # evidence and stay as they came
        attachments = self.env["ir.attachment"].sudo()
        attachments.with_context(image_no_postprocess=True).create(
            [
                {
                    "name": name,
                    "raw": content,
                    "mimetype": mimetype,
                    "res_model": self._name,
                    "res_id": self.id,
                }
                for name, content, mimetype in files
            ]
        )

    def action_decide(self):
        """Open the form on which finance reviews or decides."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_statement.distributor_statement_decide_action"
        )
        return dict(action, context={"default_dispute_id": self.id})

    def _review(self, wallet=None, amount=0.0):
        """Take disputes up, and freeze an amount until they are decided.

        :param wallet: distributor.wallet of the same distributor and currency
        :param amount: what is frozen of it; 0 for nothing
        :raise UserError: the wallet is another's or has not enough available
        """
        self.ensure_one()
        self._check_open()
        vals = {"state": "review"}
        if wallet and not self.currency_id.is_zero(amount):
            if wallet.distributor_id != self.distributor_id or (
                wallet.currency_id != self.currency_id
            ):
                raise UserError(
                    self.env._("Choose a wallet of %s.", self.distributor_id.name)
                )
            if amount < 0 or self.hold_id.state == "open":
                raise UserError(
                    self.env._("An amount above zero is frozen once for a dispute.")
                )
            hold = self.env["distributor.wallet.hold"]._place(
                wallet, amount, kind="freeze", origin=self.display_name
            )
            vals["hold_id"] = hold.id
        # sudo: disputes are read-only for all; the caller checked the group
        self.sudo().write(vals)
        self._log_step()

    def _decide(self, granted, note):
        """Decide, and free what was frozen.

        :param granted: whether the distributor is right
        :param note: the reason, told to the distributor
        """
        self._check_open()
        if not (note or "").strip():
            raise UserError(
                self.env._("Write the reason: the distributor is told of it.")
            )
        self.hold_id._release()
        # sudo: disputes are read-only for all; the caller checked the group
        self.sudo().write(
            {
                "state": "granted" if granted else "refused",
                "decision": note.strip(),
                "decided_uid": self.env.uid,
                "date_decided": fields.Datetime.now(),
            }
        )
        self._log_step()
        self.statement_id._on_decided()

    def _log_step(self):
        """Say in the log of the statement what was decided on a line of it."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for dispute in self:
            # sudo: the caller checked who reviews and decides
            dispute.statement_id.sudo().message_post(
                body=self.env._(
                    "%(line)s: %(state)s. %(note)s",
                    line=dispute.line_id.display_name,
                    state=labels[dispute.state],
                    note=dispute.decision or "",
                )
            )
