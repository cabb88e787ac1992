# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .distributor_commission_rule import RATE_DIGITS
from .loose_many2one import LooseMany2one, OutlivedMany2one

GUARD = "distributor_commission_entry_guard"
LINK = "distributor.commission.source"


class DistributorCommissionEntry(models.Model):
    """What one distributor earned on one line of a document; never edited or deleted.

    Entries are written in bulk by ``distributor.commission.booking``. What happens
    later is another entry that points to the first one. Each holds what is needed to
    compute it again: version, rule, rate and basis; its source holds the chain.

    An entry is payable on the later of its own due date and the release of its source.
    """

    _name = "distributor.commission.entry"
    _description = "Commission Entry"
    _inherit = [
        "distributor.commission.beneficiary",
        "distributor.commission.explanation",
        "distributor.commission.payable",
    ]
    _order = "date desc, id desc"
    _rec_names_search = ["order_id.name", "beneficiary_id.code"]
    _log_access = False

    company_id = LooseMany2one("res.company", required=True, ondelete="restrict")
    currency_id = LooseMany2one("res.currency", required=True, ondelete="restrict")
    source_id = LooseMany2one(
        LINK, "Sale", required=True, index=True, ondelete="restrict"
    )
    document_id = LooseMany2one(
        LINK, "Document", required=True, index=True, ondelete="restrict"
    )
    beneficiary_id = LooseMany2one(
        "distributor.distributor", required=True, ondelete="restrict"
    )
    plan_id = fields.Many2one(related="source_id.plan_id")
    buyer_id = fields.Many2one(related="source_id.buyer_id")
    order_id = fields.Many2one(related="source_id.order_id")
    move_id = fields.Many2one(related="document_id.move_id", string="Invoice")
    kind = fields.Selection(
        [
            ("accrual", "Accrual"),
            ("reversal", "Reversal"),
            ("undo", "Cancellation"),
            ("payment", "Payment"),
            ("change", "Change of the order"),
            ("correction", "Correction"),
            ("tier", "Tier of the period"),
            ("bonus", "Bonus"),
            ("dispute", "Decided dispute"),
        ],
        required=True,
        help="A reversal comes from a credit note, a cancellation from an invoice or"
        " credit note that was set back to draft, a correction from a computation of"
        " the period again.",
    )
    date = fields.Date(required=True)
    due_date = fields.Date(
        required=True, help="The entry's own date and the freeze days of the version."
    )
    earner = fields.Selection(
        [
            ("upline", "Upline of the buyer"),
            ("differential", "Upline, difference of rates"),
            ("territory", "Owner of the territory"),
            ("buyer", "Buyer"),
        ],
        "Earns As",
        help="Empty for bonuses and decided disputes.",
    )
    generation = fields.Integer(aggregator=None)
    level_id = LooseMany2one(
        "distributor.level", "Level of the Earner", ondelete="restrict"
    )
    version_id = LooseMany2one("distributor.commission.version", ondelete="restrict")
    rule_id = LooseMany2one("distributor.commission.rule", ondelete="restrict")
    move_line_id = OutlivedMany2one("account.move.line", "Invoice Line")
    sale_line_id = OutlivedMany2one("sale.order.line", "Order Line")
    product_id = LooseMany2one("product.product")
    rate = fields.Float(digits=(16, RATE_DIGITS), aggregator=None)
    rate_kind = fields.Selection(
        [("percent", "Percent"), ("fixed", "Amount per unit")], default="percent"
    )
    basis = fields.Monetary(aggregator=None)
    basis_kind = fields.Selection(
        [("net", "Untaxed net"), ("margin", "Margin"), ("quantity", "Quantity")],
        default="net",
    )
    source_basis = fields.Float(
        digits=0,
        aggregator=None,
        help="The net of the line in the currency of the document; credit notes count"
        " in it.",
    )
    volume_before = fields.Float(
        digits=0,
        aggregator=None,
        help="What the rule had counted for the earner in the period before this line.",
    )
    amount_before = fields.Monetary("Share Before Limits", aggregator=None)
    limits = fields.Char(help="The limits that reduced the share.")
    reached = fields.Char(
        help="Of what follows payments, deliveries or changes in proportion: what the"
        " whole earns, which part of it was reached, and of how much.",
    )
    amount = fields.Monetary(required=True)
    origin_entry_id = LooseMany2one(
        "distributor.commission.entry",
        "Corrects",
        index="btree_not_null",
        ondelete="restrict",
    )
    correction_ids = fields.One2many(
        "distributor.commission.entry", "origin_entry_id", "Corrections"
    )
    key = fields.Char(help="The event, where it is not the document itself.")
    reason = fields.Char(help="Why somebody made this entry.")
    user_id = LooseMany2one("res.users", "Made by")
    booked_date = fields.Datetime("Booked on")
    settlement_line_ids = fields.One2many(
        "distributor.commission.settlement.line", "entry_id"
    )
    settlement_id = fields.Many2one(
        "distributor.commission.settlement",
        compute="_compute_settlement_id",
        search="_search_settlement_id",
    )

    _key_uniq = models.UniqueIndex(
        "(key) WHERE key IS NOT NULL", "This event is booked already."
    )
    _beneficiary_idx = models.Index("(beneficiary_id, date, id)")
    # what limits and tiers look for beside the first entries of sales
    _later_idx = models.Index(
        "(beneficiary_id, rule_id, date)"
        " WHERE origin_entry_id IS NOT NULL OR key IS NOT NULL"
    )

    def init(self):
        """Keep the ledger append-only against any statement, not only the ORM's."""
        names = {
            "guard": SQL.identifier(GUARD),
            "row": SQL.identifier(f"{GUARD}_row"),
            "all": SQL.identifier(f"{GUARD}_truncate"),
            "table": SQL.identifier(self._table),
        }
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION %(guard)s() RETURNS trigger AS $$
                BEGIN
                    RAISE EXCEPTION USING
                        MESSAGE = 'commission entries are append-only: no ' || TG_OP,
                        ERRCODE = 'restrict_violation';
                END $$ LANGUAGE plpgsql;
                CREATE OR REPLACE TRIGGER %(row)s BEFORE UPDATE OR DELETE
                    ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(guard)s();
                CREATE OR REPLACE TRIGGER %(all)s BEFORE TRUNCATE
                    ON %(table)s FOR EACH STATEMENT EXECUTE FUNCTION %(guard)s();
                ALTER TABLE %(table)s
                    ALTER COLUMN booked_date SET DEFAULT NOW() AT TIME ZONE 'UTC';
                """,
                **names,
            )
        )
        for column in ("source_id", "document_id", "beneficiary_id"):
            parent = self.env[self._fields[column].comodel_name]._table
            name = SQL.identifier(f"{GUARD}_{column}")
            self.env.cr.execute(
                SQL(
                    """
                    CREATE OR REPLACE FUNCTION %(name)s() RETURNS trigger AS $$
                    BEGIN
                        IF EXISTS (SELECT FROM %(table)s WHERE %(column)s = OLD.id) THEN
                            RAISE EXCEPTION USING
                                MESSAGE = 'commission entries refer to this row',
                                ERRCODE = 'foreign_key_violation';
                        END IF;
                        RETURN OLD;
                    END $$ LANGUAGE plpgsql;
                    CREATE OR REPLACE TRIGGER %(name)s BEFORE DELETE
                        ON %(parent)s FOR EACH ROW EXECUTE FUNCTION %(name)s();
                    """,
                    name=name,
                    table=names["table"],
                    column=SQL.identifier(column),
                    parent=SQL.identifier(parent),
                )
            )

    @api.depends("document_id.document", "beneficiary_id.code")
    def _compute_display_name(self):
        for entry in self:
            code = entry.beneficiary_id.code
            entry.display_name = f"{entry.document_id.document} → {code}"

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
