# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from .distributor_statement_queries import ITEMS
from .distributor_statement_states import ISSUED

# what the books say now beside what was copied, for opening figures and documents
CHANGES = """
    WITH %(items)s, now AS (
        SELECT statement_id, section, wallet_id, 0 AS ref, NULL AS document,
               opening AS amount
          FROM account
     UNION ALL
        SELECT statement_id, section, wallet_id, COALESCE(entry_id, move_line_ref),
               document, amount
          FROM item WHERE NOT early
    ), was AS (
        SELECT statement_id, section, COALESCE(wallet_id, 0) AS wallet_id,
               COALESCE(entry_id, move_line_ref, 0) AS ref, document, amount
          FROM distributor_statement_line
         WHERE statement_id IN %(ids)s AND kind IN ('opening', 'movement')
    )
    SELECT statement_id, section, NULLIF(wallet_id, 0) AS wallet_id,
           COALESCE(now.document, was.document) AS document,
           COALESCE(was.amount, 0)::float AS was, COALESCE(now.amount, 0)::float AS now
      FROM now FULL JOIN was USING (statement_id, section, wallet_id, ref)
     WHERE COALESCE(was.amount, 0) <> COALESCE(now.amount, 0)
  ORDER BY statement_id, section DESC, wallet_id, ref
"""
# sent statements for which something was posted, changed or undone afterwards; a day
# more, because rows carry the time at which their transaction began
TOUCHED = """(
    SELECT statement.id
      FROM distributor_statement AS statement
      JOIN distributor_distributor AS who ON who.id = statement.distributor_id
     WHERE statement.state IN %(issued)s
       AND (EXISTS (
                SELECT FROM distributor_wallet_entry AS entry
                 WHERE entry.distributor_id = statement.distributor_id
                   AND entry.date <= statement.date_end
                   AND entry.create_date
                      >= statement.date_sent - INTERVAL '1 day')
            OR EXISTS (
                SELECT FROM res_partner AS partner
                  JOIN account_move AS move ON move.partner_id = partner.id
                 WHERE partner.commercial_partner_id = who.partner_id
                   AND move.company_id = statement.company_id
                   AND move.write_date
                       >= statement.date_sent - INTERVAL '1 day'))
)"""


class DistributorStatementChanges(models.AbstractModel):
    """What was posted into the period of a statement after it was sent."""

    _name = "distributor.statement.changes"
    _description = "Changes Since a Statement"

    is_changed = fields.Boolean(
        "Changed Since",
        compute="_compute_changes",
        search="_search_is_changed",
        compute_sudo=True,
        help="Something was posted into the period after the statement was sent.",
    )
    changes = fields.Text(compute="_compute_changes", compute_sudo=True)

    @api.depends("state", "line_ids")
    @api.depends_context("lang")
    def _compute_changes(self):
        found = self._get_changes()
        for statement in self:
            rows = found.get(statement.id, [])
            statement.is_changed = bool(rows)
            statement.changes = "\n".join(map(statement._format_change, rows)) or False

    def _search_is_changed(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env.flush_all()
        touched = self.sudo().search(
            # sudo: ids only; the search that uses them applies the user's rules
            Domain("id", "in", SQL(TOUCHED, issued=ISSUED))
        )
        ids = list(touched._get_changes())
        return Domain("id", "in" if True in value else "not in", ids)

    def _get_changes(self):
        """Compare sent statements with the books as they are now.

        :return: {statement id: list of dict with section, wallet_id, document, was
            and now}; statements that still agree are left out
        """
        # what was replaced or is not sent yet agrees with nothing and needs not
        issued = self.filtered(lambda one: one.state in ISSUED and one._origin)
        if not issued:
            return {}
        self.env.flush_all()
        ids = tuple(issued._origin.ids)
        found = {}
        for row in self.env.execute_query_dict(
            SQL(CHANGES, ids=ids, items=SQL(ITEMS, ids=ids))
        ):
            found.setdefault(row["statement_id"], []).append(row)
        return found

    def _format_change(self, row):
        if row["wallet_id"]:
            wallet = self.env["distributor.wallet"].browse(row["wallet_id"])
            title = wallet.purpose_id.name
        else:
            title = self.env._("Invoices and payments")
        return self.env._(
            "%(account)s, %(document)s: %(was)s in the statement, %(now)s now",
            account=title,
            document=row["document"]
            or self.env._("opening on %s", format_date(self.env, self.date_start)),
            was=self.currency_id.format(row["was"]),
            now=self.currency_id.format(row["now"]),
        )
