# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .distributor_commission_rule import RATE_DIGITS

# the links to an invoice that was deleted afterwards may become empty, nothing else
LOOSE_COLUMNS = ("move_id", "move_line_id")
GUARD = "distributor_commission_entry_guard"


class DistributorCommissionEntry(models.Model):
    """What one distributor earned on one invoice line; never edited, never deleted.

    Entries are written in bulk by ``distributor.commission.booking``. A credit note, or
    an invoice set back to draft, is another entry that points to the first one. Each
    holds what is needed to compute and to explain it again: version, rule, rate, basis
    and the chain as it was.
    """

    _name = "distributor.commission.entry"
    _description = "Commission Entry"
    _order = "date desc, id desc"
    _rec_names_search = ["order_id.name", "beneficiary_id.code"]

    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    currency_id = fields.Many2one("res.currency", required=True, ondelete="restrict")
    beneficiary_id = fields.Many2one(
        "distributor.distributor", required=True, ondelete="restrict"
    )
    buyer_id = fields.Many2one(
        "distributor.distributor", required=True, index=True, ondelete="restrict"
    )
    order_id = fields.Many2one(
        "sale.order", required=True, index=True, ondelete="restrict"
    )
    move_id = fields.Many2one(
        "account.move", "Invoice", index="btree_not_null", ondelete="set null"
    )
    move_line_id = fields.Many2one(
        "account.move.line",
        "Invoice Line",
        index="btree_not_null",
        ondelete="set null",
    )
    kind = fields.Selection(
        [
            ("accrual", "Accrual"),
            ("reversal", "Reversal"),
            ("undo", "Cancellation"),
        ],
        required=True,
        help="A reversal comes from a credit note, a cancellation from an invoice or"
        " credit note that was set back to draft.",
    )
    date = fields.Date(required=True)
    expected_date = fields.Date(
        "Settled From", required=True, help="First day after the month of the entry."
    )
    generation = fields.Integer(required=True, aggregator=None)
    level_id = fields.Many2one(
        "distributor.level", "Level of the Earner", ondelete="restrict"
    )
    version_id = fields.Many2one(
        "distributor.commission.version",
        required=True,
        index=True,
        ondelete="restrict",
    )
    rule_id = fields.Many2one(
        "distributor.commission.rule", required=True, index=True, ondelete="restrict"
    )
    rate = fields.Float(
        "Rate (%)", digits=(7, RATE_DIGITS), required=True, aggregator=None
    )
    basis = fields.Monetary(
        required=True, aggregator=None, help="Untaxed net of the invoice line."
    )
    source_basis = fields.Float(
        digits=0,
        aggregator=None,
        help="The basis in the currency of the invoice; credit notes count in it.",
    )
    amount = fields.Monetary(required=True)
    origin_entry_id = fields.Many2one(
        "distributor.commission.entry",
        "Corrects",
        index="btree_not_null",
        ondelete="restrict",
    )
    correction_ids = fields.One2many(
        "distributor.commission.entry", "origin_entry_id", "Corrections"
    )
    key = fields.Char(required=True, help="The event; one event makes one entry.")
    chain = fields.Json(help="Who stood above the buyer when the order was confirmed.")
    facts = fields.Json(help="Names of the documents, and the rules that lost.")
    settlement_line_ids = fields.One2many(
        "distributor.commission.settlement.line", "entry_id"
    )
    settlement_id = fields.Many2one(
        "distributor.commission.settlement",
        compute="_compute_settlement_id",
        search="_search_settlement_id",
    )

    _key_uniq = models.Constraint("UNIQUE (key)", "This event is booked already.")
    _beneficiary_idx = models.Index("(company_id, beneficiary_id, date)")

    def init(self):
        columns = [
            field.name
            for field in self._fields.values()
            if field.store and field.column_type and field.name not in LOOSE_COLUMNS
        ]
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION %(guard)s() RETURNS trigger AS $$
                BEGIN
                    IF TG_OP = 'UPDATE' AND %(same)s
                       AND (NEW.move_id IS NULL OR NEW.move_id = OLD.move_id)
                       AND (NEW.move_line_id IS NULL
                            OR NEW.move_line_id = OLD.move_line_id)
                    THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION USING
                        MESSAGE = 'commission entries are append-only: no ' || TG_OP,
                        ERRCODE = 'restrict_violation';
                END $$ LANGUAGE plpgsql;
                CREATE OR REPLACE TRIGGER %(row)s BEFORE UPDATE OR DELETE
                    ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(guard)s();
                CREATE OR REPLACE TRIGGER %(all)s BEFORE TRUNCATE
                    ON %(table)s FOR EACH STATEMENT EXECUTE FUNCTION %(guard)s();
                """,
                guard=SQL.identifier(GUARD),
                row=SQL.identifier(f"{GUARD}_row"),
                all=SQL.identifier(f"{GUARD}_truncate"),
                table=SQL.identifier(self._table),
                same=SQL(" AND ").join(
                    SQL(
                        "NEW.%(name)s IS NOT DISTINCT FROM OLD.%(name)s",
                        name=SQL.identifier(name),
                    )
                    for name in columns
                ),
            )
        )

    @api.depends("facts", "beneficiary_id.code")
    def _compute_display_name(self):
        for entry in self:
            document = (entry.facts or {}).get("document") or entry.order_id.name
            entry.display_name = f"{document} → {entry.beneficiary_id.code}"

    @api.depends("settlement_line_ids.settlement_id")
    def _compute_settlement_id(self):
        for entry in self:
            entry.settlement_id = entry.settlement_line_ids.settlement_id[:1]

    def _search_settlement_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = [("settlement_line_ids.settlement_id", "in", [v for v in value if v])]
        if False in value:
            return ["|", ("settlement_line_ids", "=", False), *found]
        return found

    def write(self, vals):
        if vals:
            raise UserError(
                self.env._("Commission entries are final; a correction is a new entry.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._("Commission entries are final; a correction is a new entry.")
        )

    def action_open_document(self):
        self.ensure_one()
        return (self.move_id or self.order_id)._get_records_action()
