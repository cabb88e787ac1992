# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor.models.group_names import DECIDERS

from .distributor_commission_dispute_states import KINDS, OPEN


class DistributorCommissionDispute(models.Model):
    """What a distributor says it should have earned, and what was decided about it.

    While it is open the entry is not settled; everything else is. A decision in favour
    of the distributor is another entry, which the next settlement takes.
    """

    _name = "distributor.commission.dispute"
    _description = "Commission Dispute"
    _inherit = [
        "distributor.searchable",
        "distributor.step",
        "distributor.commission.dispute.opening",
        "distributor.commission.dispute.missing",
        "distributor.commission.dispute.steps",
        "distributor.commission.dispute.clock",
        "distributor.telling",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _mail_post_access = "read"
    _told_by = "distributor_commission_dispute.mail_template_dispute"

    name = fields.Char("Number", required=True, readonly=True)
    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(
        related="company_id.currency_id", store=True, precompute=True
    )
    entry_id = fields.Many2one(
        "distributor.commission.entry",
        "Entry",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The disputed entry. Empty: nothing was paid for the document.",
    )
    source_id = fields.Many2one(
        "distributor.commission.source",
        "Sale",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    document = fields.Char(required=True, readonly=True)
    product_id = fields.Many2one(related="entry_id.product_id")
    explanation = fields.Text(related="entry_id.explanation")
    kind = fields.Selection(KINDS, required=True, readonly=True, tracking=True)
    date = fields.Date("Opened On", required=True, readonly=True)
    entry_amount = fields.Monetary(
        "Our Amount",
        readonly=True,
        help="What the entry came to when the dispute was opened, with corrections and"
        " earlier decisions.",
    )
    expected_amount = fields.Monetary("Expected", readonly=True)
    difference = fields.Monetary(compute="_compute_difference", store=True)
    written_since = fields.Monetary(
        compute="_compute_missing",
        compute_sudo=True,
        help="What corrections and decisions added since the dispute was opened.",
    )
    missing = fields.Monetary(
        "Still Missing",
        compute="_compute_missing",
        compute_sudo=True,
        help="What the distributor expects more, less what was written since.",
    )
    reason = fields.Text(required=True, readonly=True)
    attachment_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        "Files",
        domain=[("res_model", "=", "distributor.commission.dispute")],
        readonly=True,
    )
    opened_by = fields.Selection(
        [
            ("distributor", "The distributor"),
            ("staff", "Our staff, on its behalf"),
        ],
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one("res.users", "Opened By User", readonly=True)
    responsible_id = fields.Many2one(
        "res.users", "Responsible", readonly=True, tracking=True
    )
    settlement_id = fields.Many2one(
        "distributor.commission.settlement",
        "Disputed In",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The settlement that held the entry when it was disputed.",
    )
    frozen = fields.Selection(
        [
            ("frozen", "Not settled until it is decided"),
            ("held", "Held by a settlement that goes on"),
            ("none", "Nothing to freeze"),
        ],
        "Until Decided",
        compute="_compute_frozen",
    )
    state = fields.Selection(
        [
            ("open", "New"),
            ("review", "In Review"),
            ("accepted", "Accepted"),
            ("partial", "Partly Accepted"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="open",
        index=True,
        tracking=True,
    )
    amount_decided = fields.Monetary(
        "Decided",
        readonly=True,
        tracking=True,
        help="What the next settlement pays for it, after the part of credit notes.",
    )
    decision = fields.Text(
        readonly=True, tracking=True, help="The reason as the distributor reads it."
    )
    decided_uid = fields.Many2one("res.users", "Decided By", readonly=True)
    decided_date = fields.Date("Decided On", readonly=True)
    adjustment_id = fields.Many2one(
        "distributor.commission.entry",
        "Adjustment",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    _entry_uniq = models.UniqueIndex(
        "(entry_id) WHERE state IN ('open', 'review')",
        "This entry is disputed already; wait for the decision.",
    )
    _document_uniq = models.UniqueIndex(
        "(distributor_id, document) WHERE entry_id IS NULL"
        " AND state IN ('open', 'review')",
        "This document is disputed already; wait for the decision.",
    )

    @api.depends("name", "document")
    def _compute_display_name(self):
        for dispute in self:
            dispute.display_name = f"{dispute.name} ({dispute.document})"

    @api.depends("expected_amount", "entry_amount")
    def _compute_difference(self):
        for dispute in self:
            dispute.difference = dispute.expected_amount - dispute.entry_amount

    @api.depends("state", "entry_id.settlement_line_ids")
    def _compute_frozen(self):
        for dispute in self:
            if dispute.state not in OPEN or not dispute.entry_id:
                dispute.frozen = "none"
            elif dispute.entry_id.settlement_id:
                dispute.frozen = "held"
            else:
                dispute.frozen = "frozen"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(
                self.env._("The distributor disputes in the portal, or use Dispute.")
            )
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A dispute is decided, not deleted."))

    def _check_finance(self):
        """Only finance and managers decide on money.

        :raise AccessError: for anybody else
        """
        self.check_access("read")
        if not (self.env.su or self.env.user.has_groups(DECIDERS)):
            raise AccessError(
                self.env._("Only finance or a distribution manager decides disputes.")
            )

    def action_review(self):
        """Take disputes up; the deadline stays."""
        self._check_finance()
        self._review()

    def action_decide(self):
        """Open the form that asks for the decision."""
        self.ensure_one()
        self._check_finance()
        self._check_step(*OPEN)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_dispute"
            ".distributor_commission_dispute_decide_action"
        )
        return dict(action, context={"default_dispute_id": self.id})

    def action_withdraw(self):
        """Close disputes which the distributor told us to drop."""
        self._check_finance()
        self._withdraw()

    def action_open_entry(self):
        """Open the disputed entry."""
        self.ensure_one()
        return self.entry_id._get_records_action()

    def action_open_adjustment(self):
        """Open the entry that carries out the decision."""
        self.ensure_one()
        return self.adjustment_id._get_records_action()

    def action_open_settlement(self):
        """Open the settlement in which the entry was disputed."""
        self.ensure_one()
        return self.settlement_id._get_records_action()
