# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A distributor with years of history and a login, beside a plain customer with one."""
# pylint: disable=invalid-commit; it works on a copy that is dropped

from contextlib import contextmanager

from benches._commission_page import Channel
from benches.order import KINDS, make_order, make_partner, make_products
from cloned import clone_rows

from odoo import fields
from odoo.tools import SQL

ORDERS = 5_000
WALLET_ENTRIES = 20_000
COMMISSION_ENTRIES = 200_000
RECENT = 6  # orders are not shipped yet, of some three a day
DOWNLINES = 30
YEARS = 5
TABLES = (
    "sale_order",
    "sale_order_line",
    "stock_picking",
    "stock_move",
    "account_move",
    "account_move_line",
    "distributor_wallet_entry",
)


class History(Channel):
    """The distributor of the bench of commission, with orders and a wallet besides."""

    def __init__(self, env):
        super().__init__(env)
        self.env = env
        env.company.credit_in_use = env.company.authorization_in_use = False
        self.distributor.level_id.document_type_ids = False
        env["distributor.order.rule"].search([]).active = False
        self.products = make_products(env, KINDS["goods"])
        self.wallet = env["distributor.wallet"]._get_or_create(
            self.distributor, env.company.currency_id
        )
        journal = env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", env.company.id)], limit=1
        )
        self.wallet._top_up(1e8, journal, fields.Date.today())
        self.customer = make_partner(env, "Bench plain")
        self.customer_user = self.user.copy(
            {"login": "bench-plain", "partner_id": self.customer.id}
        )

    def fill(self):
        """Give both the same orders, and the distributor the rest."""
        for partner in (self.distributor.partner_id, self.customer):
            self._make_orders(partner)
        self._make_movements()
        self._make_downlines()
        cr = self.env.cr
        cr.commit()
        cr.execute("ANALYZE")
        cr.commit()
        few = COMMISSION_ENTRIES // 100
        self.add(cr, "BENCH-A", few)
        self.add(cr, "BENCH-B", COMMISSION_ENTRIES - few, months=12 * YEARS)
        self.env.invalidate_all()

    def _make_orders(self, partner):
        """Make one that is shipped and invoiced, thousands like it, and recent ones."""
        order = make_order(self.env, partner, self.products[:1])
        order.action_confirm()
        for move in order.picking_ids.move_ids:
            move.write({"quantity": move.product_uom_qty, "picked": True})
        order.picking_ids._action_done()
        invoice = order._create_invoices()
        invoice.action_post()
        self.env.flush_all()
        self._clone_order(order, invoice)
        for _number in range(RECENT):
            make_order(self.env, partner, self.products).action_confirm()
        self.env.flush_all()

    def _clone_order(self, order, invoice):
        """Make years of orders like one with its delivery and invoice."""
        number = SQL("number")
        clones = (
            (order, self._get_order_values()),
            (order.order_line, {"order_id": number}),
            (
                order.picking_ids,
                {
                    **self._get_name(),
                    "sale_id": number,
                    "received_date": SQL("old.date_done"),
                },
            ),
            (
                order.picking_ids.move_ids,
                {"picking_id": number, "sale_line_id": number},
            ),
            (invoice, {**self._get_name(), "payment_state": SQL("'paid'")}),
            (invoice.invoice_line_ids, {"move_id": number}),
        )
        with self._cloning(ORDERS - RECENT - 1) as source:
            for record, expressions in clones:
                self._clone(record, source, **expressions)
            self.env.cr.execute(
                SQL(
                    "INSERT INTO sale_order_line_invoice_rel"
                    " (invoice_line_id, order_line_id) SELECT number, number FROM %s",
                    source,
                )
            )

    def _get_name(self):
        return {"name": SQL("'BENCH/' || number")}

    def _get_order_values(self):
        """Return the expressions of finished orders of some years."""
        return {
            **self._get_name(),
            "access_token": SQL("NULL"),
            "date_order": SQL(
                "old.date_order - number %% %s * INTERVAL '1 day'", YEARS * 365
            ),
            "channel_state": SQL(
                "CASE WHEN old.channel_state IS NOT NULL THEN 'done' END"
            ),
        }

    def _make_movements(self):
        """Make movements of the wallet; the ledger behind them does not matter here."""
        entries = self.env["distributor.wallet.entry"]
        sample = entries.search([("wallet_id", "=", self.wallet.id)], limit=1)
        with self._cloning(WALLET_ENTRIES) as source:
            self._clone(
                sample,
                source,
                sequence=SQL("number"),
                key=SQL("'bench' || number"),
                date=SQL("old.date - (number %% %s)::int", YEARS * 365),
            )

    def _clone(self, record, source, **expressions):
        clone_rows(
            self.env.cr,
            record._table,
            record.id,
            source,
            id=SQL("number"),
            **expressions,
        )

    @contextmanager
    def _cloning(self, count):
        """Yield the source of new rows, with ids that none of the tables uses."""
        cr = self.env.cr
        self.env.flush_all()
        cr.commit()
        names = [SQL.identifier(table) for table in TABLES]
        for name in names:
            cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", name))
        ids = [SQL("SELECT MAX(id) AS id FROM %s", name) for name in names]
        found = SQL(" UNION ALL ").join(ids)
        cr.execute(SQL("SELECT MAX(id) FROM (%s) AS found", found))
        [base] = cr.fetchone()
        yield SQL("generate_series(%s, %s) AS number", base + 1, base + count)
        for table, name in zip(TABLES, names, strict=True):
            cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", name))
            cr.execute(SQL("SELECT setval(%s, %s)", f"{table}_id_seq", base + count))
        cr.commit()
        self.env.invalidate_all()

    def _make_downlines(self):
        level = self.env["distributor.level"].search([], order="rank desc", limit=1)
        level.document_type_ids = False
        for number in range(DOWNLINES):
            downline = self.env["distributor.distributor"].create(
                {
                    "partner_id": make_partner(self.env, f"Bench {number}").id,
                    "code": f"BENCH-D{number}",
                    "level_id": level.id,
                }
            )
            downline._set_upline(self.distributor, downline._get_today())
            downline.action_activate()
