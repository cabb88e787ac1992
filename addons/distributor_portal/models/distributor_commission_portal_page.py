# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.sql import escape_psql

# what the statements read, as {model: fields}
READ = {
    "distributor.commission.entry": (
        "source_id",
        "beneficiary_id",
        "company_id",
        "date",
        "due_date",
        "amount",
    ),
    "distributor.commission.source": (
        "plan_id",
        "order_id",
        "waiting",
        "expected_date",
        "release_date",
    ),
    "distributor.commission.settlement": ("beneficiary_id", "date_end"),
    "distributor.commission.settlement.line": ("entry_id",),
    "sale.order": ("name",),
}
# no settlement takes what is due after its last day, so newer entries need no look at
# the lines; OFFSET 0 keeps the planner from reading all lines ever settled
SETTLED = """
    (entry.due_date <= COALESCE((
        SELECT MAX(date_end) FROM distributor_commission_settlement
         WHERE beneficiary_id = %s), '-infinity')
     AND EXISTS (SELECT FROM distributor_commission_settlement_line AS line
                  WHERE line.entry_id = entry.id OFFSET 0))
"""
# where an entry stands
STATE = """
    CASE WHEN %(settled)s THEN 'settled'
         WHEN %(frozen)s THEN 'disputed'
         WHEN source.release_date IS NULL THEN COALESCE(source.waiting, 'payment')
         WHEN GREATEST(entry.due_date, source.release_date) > %(today)s THEN 'freeze'
         WHEN source.plan_id = ANY(%(held)s) THEN 'held'
         ELSE 'payable' END
"""
# the day an entry is payable, or should be by what is known today
PAYABLE_DAY = """
    GREATEST(entry.due_date, COALESCE(source.release_date,
        COALESCE(source.expected_date, entry.date) + (entry.due_date - entry.date)))
"""
# each document is looked up, as the planner would rather read all there ever were
SOURCE = """
    CROSS JOIN LATERAL (
        SELECT * FROM distributor_commission_source WHERE id = entry.source_id OFFSET 0
    ) AS source
"""
FOUND = """
    EXISTS (SELECT FROM sale_order
             WHERE id = source.order_id AND name ILIKE %s OFFSET 0)
"""
# in all months the orders lead to the entries; the newest ones when many fit
FOUND_EVER = """
    (SELECT * FROM distributor_commission_entry
      WHERE source_id = ANY(ARRAY(
            SELECT id FROM distributor_commission_source
             WHERE order_id = ANY(ARRAY(
                   SELECT id FROM sale_order WHERE name ILIKE %s
                 ORDER BY id DESC LIMIT 1000))))
     OFFSET 0)
"""
# newest first and so on: (column, whether it goes down)
SORTS = {"date": ("date", True), "old": ("date", False), "total": ("amount", True)}


class Filters(NamedTuple):
    """Which entries of a distributor a page shows."""

    first: object = None  # first day of a month
    state: str | None = None
    search: str = ""
    sort: str = "date"


class DistributorCommissionPortalPage(models.AbstractModel):
    """Pages of the entries of one distributor, at the same cost in any history.

    A page begins behind a cursor, which is (date, id) of an entry, and the index on
    beneficiary, date and id leads there. Nothing is counted, and sums are those of a
    month.
    """

    _name = "distributor.commission.portal.page"
    _description = "Pages of Commission Entries"

    @api.model
    def _fetch_portal_page(self, distributor, filters, cursor, backward, limit):
        """Return (value, id) of the entries beyond a cursor, the nearest first.

        :param distributor: the visitor's own
        :param filters: Filters
        :param cursor: (value, id) of an entry, or None for the beginning
        :param backward: whether to go from the cursor towards the beginning
        """
        name, down = SORTS[filters.sort]
        column = SQL.identifier("entry", name)
        down = down != backward
        where = self._get_portal_conditions(distributor, filters)
        if cursor:
            where.append(
                SQL(
                    "(%(column)s, entry.id) %(beyond)s (%(value)s, %(id)s)",
                    column=column,
                    beyond=SQL("<") if down else SQL(">"),
                    value=cursor[0],
                    id=cursor[1],
                )
            )
        return self._read_portal(
            SQL(
                """
                SELECT %(column)s, entry.id
                  FROM %(tables)s
                 WHERE %(where)s
              ORDER BY %(column)s %(way)s, entry.id %(way)s
                 LIMIT %(limit)s
                """,
                column=column,
                tables=self._get_portal_tables(filters),
                where=SQL(" AND ").join(where),
                way=SQL("DESC") if down else SQL("ASC"),
                limit=limit,
            )
        )

    def _get_portal_conditions(self, distributor, filters):
        """Return the conditions on the entries of a distributor, the index first."""
        where = [
            SQL("entry.beneficiary_id = %s", distributor.id),
            SQL("entry.company_id = %s", distributor.company_id.id),
        ]
        if filters.first:
            last = filters.first + relativedelta(months=1)
            where.append(SQL("entry.date >= %s", filters.first))
            where.append(SQL("entry.date < %s", last))
        if filters.search:
            where.append(SQL(FOUND, self._get_portal_pattern(filters)))
        if filters.state:
            state = self._get_portal_state_sql(distributor)
            where.append(SQL("%s = %s", state, filters.state))
        return where

    def _get_portal_pattern(self, filters):
        return f"%{escape_psql(filters.search)}%"

    def _get_portal_tables(self, filters, with_source=False):
        """Return entries, with their documents where something asks for them."""
        entries = SQL("distributor_commission_entry")
        if filters.search and not filters.first:
            entries = SQL(FOUND_EVER, self._get_portal_pattern(filters))
        with_source = with_source or filters.state or filters.search
        source = SQL(SOURCE if with_source else "")
        return SQL("%s AS entry %s", entries, source)

    def _get_portal_state_sql(self, distributor, settled=None, frozen=None):
        """Return where an entry stands.

        :param settled, frozen: SQL of what is known already of entries
        """
        settlements = self.env["distributor.commission.settlement"]
        return SQL(
            STATE,
            settled=settled or SQL(SETTLED, distributor.id),
            frozen=frozen or settlements._get_frozen_sql(),
            today=distributor.company_id._get_commission_today(),
            held=distributor._get_portal_held_plans(),
        )

    @api.model
    def _get_portal_totals(self, distributor, filters):
        """Return what entries of a distributor come to, by where they stand.

        Those of one document are added up before it is looked up.

        :param filters: Filters with a month; its state is left out
        :return: (number of orders, [(state, plan id, amount, payable day)])
        """
        everything = filters._replace(state=None, search="")
        rows = self._read_portal(
            SQL(
                """
                WITH found AS MATERIALIZED (
                    SELECT %(state)s AS state, source.plan_id, entry.amount,
                           %(day)s AS day, source.order_id
                      FROM (SELECT entry.source_id, entry.date, entry.due_date,
                                   %(settled)s AS settled, %(frozen)s AS frozen,
                                   SUM(entry.amount) AS amount
                              FROM distributor_commission_entry AS entry
                             WHERE %(where)s
                          GROUP BY 1, 2, 3, 4, 5) AS entry
                           %(source)s
                     WHERE %(search)s
                )
                SELECT state, plan_id, SUM(amount), MIN(day),
                       (SELECT COUNT(DISTINCT order_id) FROM found)
                  FROM found
              GROUP BY state, plan_id
                """,
                state=self._get_portal_state_sql(
                    distributor, SQL("entry.settled"), SQL("entry.frozen")
                ),
                day=SQL(PAYABLE_DAY),
                settled=SQL(SETTLED, distributor.id),
                frozen=self.env["distributor.commission.settlement"]._get_frozen_sql(),
                source=SQL(SOURCE),
                where=SQL(" AND ").join(
                    self._get_portal_conditions(distributor, everything)
                ),
                search=SQL(FOUND, self._get_portal_pattern(filters))
                if filters.search
                else SQL("TRUE"),
            )
        )
        return rows[0][4] if rows else 0, [row[:4] for row in rows]

    @api.model
    def _get_portal_count(self, distributor, filters):
        """Return (number of entries, amount) of what was chosen."""
        query = SQL(
            "SELECT COUNT(*), COALESCE(SUM(entry.amount), 0) FROM %s WHERE %s",
            self._get_portal_tables(filters),
            SQL(" AND ").join(self._get_portal_conditions(distributor, filters)),
        )
        [(count, amount)] = self._read_portal(query)
        return count, float(amount)

    @api.model
    def _get_portal_period(self, distributor):
        """Return the dates of the first and the last entry of a distributor."""
        where = SQL(" AND ").join(self._get_portal_conditions(distributor, Filters()))
        end = """
            (SELECT date FROM distributor_commission_entry AS entry
              WHERE %s ORDER BY date {way}, id {way} LIMIT 1)
        """
        ends = [SQL(end.format(way=way), where) for way in ("ASC", "DESC")]
        [row] = self._read_portal(SQL("SELECT %s, %s", *ends))
        return [day for day in row if day]

    @api.model
    def _get_portal_sum(self, distributor, first):
        """Return (amount, number of orders) of a month by its first day."""
        conditions = self._get_portal_conditions(distributor, Filters(first))
        query = SQL(
            """
            SELECT COALESCE(SUM(entry.amount), 0), COUNT(DISTINCT source.order_id)
              FROM (SELECT entry.source_id, SUM(entry.amount) AS amount
                      FROM distributor_commission_entry AS entry
                     WHERE %(where)s
                  GROUP BY entry.source_id) AS entry
                   %(source)s
            """,
            where=SQL(" AND ").join(conditions),
            source=SQL(SOURCE),
        )
        [(amount, orders)] = self._read_portal(query)
        return float(amount), orders

    @api.model
    def _read_portal(self, query):
        """Return the rows of a statement, without workers that start for a few rows."""
        for model, names in READ.items():
            self.env[model].flush_model(names)
        # sent together, as each way to the database takes longer than the setting
        alone = "SET LOCAL max_parallel_workers_per_gather = 0; %s"
        return self.env.execute_query(SQL(alone, query))
