# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import SQL, format_date

from .loose_many2one import LooseMany2one


class DistributorCommissionSource(models.Model):
    """A document as one plan sees it: whose sale, and what its commission waits for.

    The row is the claim on the event: whoever inserts it writes the entries, so that a
    document is booked once, whatever runs at the same time. All that happens to the
    sale later (credit notes, payments, corrections) hangs on this row as well.
    """

    _name = "distributor.commission.source"
    _description = "Commission Document"
    _inherit = ["distributor.commission.outcomes"]
    _order = "date desc, id desc"
    _rec_name = "document"
    _log_access = False

    company_id = LooseMany2one("res.company", required=True, ondelete="restrict")
    currency_id = LooseMany2one("res.currency", required=True, ondelete="restrict")
    event = fields.Selection(
        [
            ("confirmed", "Order confirmed"),
            ("delivered", "Goods delivered"),
            ("invoiced", "Invoice posted"),
            ("paid", "Invoice paid"),
            ("refund", "Credit note posted"),
            ("period", "Period closed"),
        ],
        required=True,
        help="What makes the commission of this document accrue.",
    )
    plan_id = LooseMany2one(
        "distributor.commission.plan", "Plan", index=True, ondelete="restrict"
    )
    version_id = fields.Many2one(
        "distributor.commission.version", "Version", index=True, ondelete="restrict"
    )
    order_id = fields.Many2one("sale.order", "Order", index=True, ondelete="restrict")
    move_id = fields.Many2one(
        "account.move", "Invoice", index="btree_not_null", ondelete="set null"
    )
    buyer_id = LooseMany2one(
        "distributor.distributor", "Buyer", index=True, ondelete="restrict"
    )
    territory_id = LooseMany2one(
        "distributor.territory", "Ship-to Territory", ondelete="restrict"
    )
    channel_id = LooseMany2one(
        "distributor.sale.channel", "Sale Channel", ondelete="restrict"
    )
    date = fields.Date(required=True)
    document = fields.Char(required=True)
    chain = fields.Json(
        help="Who stood above the buyer when the order was confirmed: generation,"
        " distributor, level, whether that level earned, whether it is a person.",
    )
    promised = fields.Json(
        help="What the whole document earns, of which the part that is paid or"
        " delivered is booked.",
    )
    waiting = fields.Selection(
        [("payment", "Payment of the invoice"), ("receipt", "Receipt of the goods")],
        help="What has to happen before the entries become payable.",
    )
    expected_date = fields.Date("Expected On", help="When that should happen.")
    release_date = fields.Date(
        "Released On", help="The day all conditions are met. Empty: still waiting."
    )
    open = fields.Boolean(help="Some entry is in no settlement yet.")
    undone = fields.Boolean(help="The document was set back to draft or cancelled.")
    key = fields.Char(help="The event, where it is not the document itself.")
    booked_date = fields.Datetime("Booked on")
    user_id = LooseMany2one("res.users", "Booked by")
    entry_ids = fields.One2many("distributor.commission.entry", "source_id", "Entries")
    own_entry_ids = fields.One2many(
        "distributor.commission.entry", "document_id", "Entries of the Document"
    )
    amount = fields.Monetary(
        "Commission", compute="_compute_amount", help="What all entries come to."
    )
    status = fields.Char(
        compute="_compute_status", help="What it waits for, if at all."
    )

    _document_uniq = models.UniqueIndex(
        "(order_id, COALESCE(move_id, 0), COALESCE(plan_id, 0)) WHERE NOT undone"
        " AND order_id IS NOT NULL",
        "This document is booked already.",
    )
    _key_uniq = models.UniqueIndex(
        "(key) WHERE key IS NOT NULL", "This event is booked already."
    )
    _open_idx = models.Index("(company_id, plan_id, release_date) WHERE open")

    def init(self):
        self.env.cr.execute(
            SQL(
                "ALTER TABLE %s ALTER COLUMN booked_date"
                " SET DEFAULT NOW() AT TIME ZONE 'UTC'",
                SQL.identifier(self._table),
            )
        )

    @api.depends("entry_ids", "own_entry_ids")
    def _compute_amount(self):
        """Sum up what became of a sale, or what a credit note took back."""
        refunds = self.filtered(lambda source: source.event == "refund")
        entries, amounts = self.env["distributor.commission.entry"], {}
        for name, own in (("source_id", self - refunds), ("document_id", refunds)):
            amounts.update(
                entries._read_group([(name, "in", own.ids)], [name], ["amount:sum"])
            )
        for source in self:
            source.amount = amounts.get(source, 0.0)

    @api.depends("waiting", "expected_date", "release_date", "undone", "event")
    @api.depends_context("lang")
    def _compute_status(self):
        for source in self:
            source.status = source._get_status()

    def _get_status(self):
        self.ensure_one()
        if self.undone:
            return self.env._("Taken back")
        if self.event == "refund":
            return self.env._("Takes back from the sale")
        if self.waiting:
            return self.env._(
                "Waits for: %(what)s, expected on %(date)s",
                what=self._describe_waiting(),
                date=format_date(self.env, self.expected_date),
            )
        return self.env._("Released on %s", format_date(self.env, self.release_date))

    def _describe_waiting(self):
        """Return what has to happen before the entries become payable."""
        self.ensure_one()
        labels = dict(self._fields["waiting"]._description_selection(self.env))
        return labels[self.waiting]

    @api.model
    def _get_action(self, domain):
        """Return the action that opens documents: the only one at once."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_source_action"
        )
        action = dict(action, domain=domain, context={})
        found = self.search(domain, limit=2)
        if len(found) == 1:
            action.update(res_id=found.id, views=[(False, "form")], view_mode="form")
        return action

    def action_view_entries(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_entry_action"
        )
        domain = ["|", ("source_id", "=", self.id), ("document_id", "=", self.id)]
        return dict(action, domain=domain, context={})

    def action_open_document(self):
        self.ensure_one()
        return (self.move_id or self.order_id)._get_records_action()
