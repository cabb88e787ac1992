# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError


class DistributorStatementLine(models.Model):
    """One figure of a statement, copied from an entry or a journal item."""

    _name = "distributor.statement.line"
    _description = "Line of a Statement of Account"
    _order = "statement_id, sequence"
    _rec_name = "document"

    statement_id = fields.Many2one(
        "distributor.statement", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(required=True, aggregator=None)
    section = fields.Selection(
        [("wallet", "Wallet"), ("receivable", "Invoices and Payments")],
        "Account",
        required=True,
    )
    wallet_id = fields.Many2one("distributor.wallet", ondelete="restrict")
    purpose_id = fields.Many2one(related="wallet_id.purpose_id")
    kind = fields.Selection(
        [
            ("opening", "Opening"),
            ("movement", "Movement"),
            ("closing", "Closing"),
            ("hold", "Held"),
        ],
        required=True,
    )
    movement = fields.Selection(lambda self: self._get_movements())
    date = fields.Date(required=True)
    document = fields.Char()
    note = fields.Char()
    amount = fields.Monetary(required=True, aggregator=None)
    balance = fields.Monetary(aggregator=None)
    currency_id = fields.Many2one("res.currency", required=True)
    entry_id = fields.Many2one("distributor.wallet.entry", ondelete="restrict")
    move_id = fields.Many2one(
        "account.move", "Journal Entry", index="btree_not_null", ondelete="set null"
    )
    move_line_ref = fields.Integer("Journal Item ID", aggregator=None)
    dispute_ids = fields.One2many("distributor.statement.dispute", "line_id")

    @api.model
    def _get_movements(self):
        entries = self.env["distributor.wallet.entry"]
        holds = self.env["distributor.wallet.hold"]
        own = {
            "invoice": self.env._("Invoice"),
            "credit_note": self.env._("Credit Note"),
            "payment": self.env._("Payment"),
            "from_wallet": self.env._("Paid From Wallet"),
            "other": self.env._("Other"),
        }
        return [
            *entries._fields["kind"]._description_selection(self.env),
            *own.items(),
            *(
                (f"hold_{code}", label)
                for code, label in holds._fields["kind"]._description_selection(
                    self.env
                )
            ),
        ]

    @api.depends("kind", "movement", "document")
    def _compute_display_name(self):
        for line in self:
            line.display_name = " ".join(
                filter(None, (line._get_label(), line.document))
            )

    def _get_label(self):
        """Return what the line is, in words."""
        self.ensure_one()
        if self.movement:
            label = dict(self._get_movements()).get(self.movement, self.movement)
            return self.env._("Held: %s", label) if self.kind == "hold" else label
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    def _get_section_title(self):
        self.ensure_one()
        if self.section == "wallet":
            return self.wallet_id.purpose_id.name
        return self.env._("Invoices and payments")

    def _get_sheet_row(self):
        """Return date, label, document, note, amount and balance of the line."""
        self.ensure_one()
        return (
            self.date,
            self._get_label(),
            self.document or "",
            self.note or "",
            self.amount if self.kind in ("movement", "hold") else None,
            None if self.kind == "hold" else self.balance,
        )

    def _get_dispute(self):
        """Return the last dispute about this line, or none."""
        return self.dispute_ids.sorted("id")[-1:]

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Lines of a statement are copied, not made."))
        return super().create(vals_list)

    def write(self, vals):
        if vals:
            raise AccessError(self.env._("Lines of a statement are final."))
        return super().write(vals)
