# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

DIFFER = "distributor_wallet.mail_activity_type_differ"


class DistributorWalletProof(models.AbstractModel):
    """Proves that wallets, their entries and holds, and the ledger agree."""

    _name = "distributor.wallet.proof"
    _description = "Proof of Wallets Against the Ledger"

    @api.model
    def _get_differences(self, companies=None):
        """Return each wallet whose figures do not agree; none when all is well.

        The ledger is summed from the posted journal items alone, so that it is a
        second source beside the balance column and the entries. Entries must be
        numbered without a gap, each with the balance of the one before and its amount.

        :param companies: res.company records to look at, all by default
        :return: list of dict with distributor (code), wallet (id or None for journal
            items that belong to no wallet), currency, the amounts balance, entries,
            ledger, kept (what the database noted of the ledger), held, holds,
            credit_held, credit (what holds on credit keep), and broken (number of the
            first entry that does not follow, or None)
        """
        self.env.flush_all()
        condition = SQL("TRUE")
        if companies is not None:
            condition = SQL("company_id IN %s", tuple(companies.ids) or (0,))
        return self.env.execute_query_dict(
            SQL(
                DIFFERENCES,
                condition=condition,
                line_condition=condition
                if companies is None
                else SQL("line.%s", condition),
            )
        )

    @api.model
    def _get_kept_differences(self, distributors):
        """Return the wallets of some distributors whose kept figures do not agree.

        For pages: it looks at the balance, at the last entry and at what the database
        noted of the ledger, and never at the history as the proof does.

        :return: list of dict with wallet (id), balance, ledger, currency
        """
        if not distributors.ids:
            return []
        self.flush_model()
        return self.env.execute_query_dict(
            SQL(KEPT_DIFFERENCES, distributors=distributors.ids)
        )

    @api.model
    def _prove(self, companies=None):
        """Return each difference with the words that say where it arises.

        What a person, the scheduled check and ``scripts/prove`` look at: the figures
        of the wallets, and what modules keep beside them.

        :param companies: res.company records to look at, all by default
        :return: rows of ``_get_differences`` and ``_get_side_differences``, each with
            where (text); one row for each wallet
        """
        rows = self._get_differences(companies)
        for row in rows:
            row["where"] = self._describe_difference(row)
        by_wallet = {row["wallet"]: row for row in rows}
        for side in self._get_side_differences(companies):
            if row := by_wallet.get(side["wallet"]):
                row["where"] = f"{row['where']} {side['where']}"
            else:
                rows.append(side)
        return rows

    @api.model
    def _get_side_differences(self, companies=None):
        """Return wallets that agree while something kept beside them does not; hook.

        :param companies: as in ``_get_differences``
        :return: list of dict with wallet (id), distributor (code), currency, where
            (text), and those figures of ``_get_differences`` that do not equal the
            balance or the held amount of the wallet
        """
        return []

    def _describe_difference(self, row):
        if not row["wallet"]:
            return self.env._("Journal items without a wallet.")
        return self.browse(row["wallet"])._find_first_break(row)

    @api.model
    def _cron_check_ledger(self):
        """Alert finance when a wallet does not equal what it has to."""
        finance = self.env.ref("distributor.distributor_group_finance").all_user_ids
        for row in self._prove():
            _logger.error("Wallet and ledger differ: %s", row)
            distributor = self.browse(row["wallet"] or []).distributor_id
            known = distributor.activity_search([DIFFER])
            for user in (finance - known.user_id).filtered("active"):
                told = distributor.with_context(lang=user.lang)
                told.activity_schedule(
                    DIFFER,
                    date_deadline=fields.Date.context_today(self),
                    note=told.env._(
                        "%s Nothing is settled or paid out while a wallet and the books"
                        " differ. The proof shows the figures.",
                        row["where"],
                    ),
                    user_id=user.id,
                )


DIFFERENCES = """
  WITH wallet AS (
      SELECT * FROM distributor_wallet WHERE %(condition)s
  ), entry AS (
      SELECT wallet_id, sequence, amount, balance_after,
             sequence <> 1 + COALESCE(LAG(sequence) OVER chain, 0)
             OR balance_after <> amount
                + COALESCE(LAG(balance_after) OVER chain, 0) AS broken
        FROM distributor_wallet_entry
      WINDOW chain AS (PARTITION BY wallet_id ORDER BY sequence)
  ), entries AS (
      SELECT wallet_id, SUM(amount) AS total, MAX(sequence) AS sequence,
             MIN(sequence) FILTER (WHERE broken) AS broken
        FROM entry GROUP BY wallet_id
  ), holds AS (
      SELECT wallet_id,
             SUM(remaining) FILTER (WHERE on_credit IS NOT TRUE) AS total,
             SUM(remaining) FILTER (WHERE on_credit) AS credit
        FROM distributor_wallet_hold WHERE state = 'open'
    GROUP BY wallet_id
  ), ledger AS (
      SELECT line.company_id, line.account_id, line.currency_id,
             partner.commercial_partner_id AS partner_id,
             -SUM(line.amount_currency) AS total
        FROM account_move_line AS line
        JOIN account_account AS account
          ON account.id = line.account_id
         AND account.is_distributor_wallet
   LEFT JOIN res_partner AS partner ON partner.id = line.partner_id
       WHERE line.parent_state = 'posted' AND %(line_condition)s
    GROUP BY line.company_id, line.account_id, line.currency_id,
             partner.commercial_partner_id
  ), figures AS (
      SELECT wallet.id AS wallet, distributor.code AS distributor,
             COALESCE(wallet.currency_id, ledger.currency_id)
                 AS currency_id,
             COALESCE(wallet.balance, 0) AS balance,
             COALESCE(entries.total, 0) AS entries,
             COALESCE(ledger.total, 0) AS ledger,
             COALESCE(kept.balance, 0) AS kept,
             COALESCE(wallet.held, 0) AS held,
             COALESCE(holds.total, 0) AS holds,
             COALESCE(wallet.credit_held, 0) AS credit_held,
             COALESCE(holds.credit, 0) AS credit, entries.broken,
             COALESCE(entries.sequence, 0) <> wallet.sequence AS cut
        FROM wallet
   LEFT JOIN entries ON entries.wallet_id = wallet.id
   LEFT JOIN holds ON holds.wallet_id = wallet.id
   LEFT JOIN distributor_distributor AS distributor
          ON distributor.id = wallet.distributor_id
   LEFT JOIN distributor_wallet_ledger AS kept
          ON kept.company_id = wallet.company_id
         AND kept.account_id = wallet.account_id
         AND kept.currency_id = wallet.currency_id
         AND kept.partner_id = distributor.partner_id
   FULL JOIN ledger
          ON ledger.company_id = wallet.company_id
         AND ledger.account_id = wallet.account_id
         AND ledger.currency_id = wallet.currency_id
         AND ledger.partner_id = distributor.partner_id
  )
  SELECT wallet, distributor, currency.name AS currency,
         balance::float, entries::float, ledger::float, kept::float,
         held::float, holds::float, credit_held::float, credit::float,
         broken
    FROM figures
    JOIN res_currency AS currency ON currency.id = figures.currency_id
   WHERE balance <> entries OR balance <> ledger OR held <> holds
      OR credit_held <> credit OR broken IS NOT NULL OR cut OR wallet IS NOT NULL
         AND balance <> kept
ORDER BY distributor, currency
"""
KEPT_DIFFERENCES = """
    SELECT id AS wallet, balance::float, ledger::float,
           (SELECT name FROM res_currency WHERE id = figures.currency_id) AS currency
      FROM (
        SELECT wallet.id, wallet.currency_id, wallet.balance,
               COALESCE((
                    SELECT kept.balance FROM distributor_wallet_ledger AS kept
                     WHERE kept.company_id = wallet.company_id
                       AND kept.account_id = wallet.account_id
                       AND kept.currency_id = wallet.currency_id
                       AND kept.partner_id = (
                            SELECT partner_id FROM distributor_distributor
                             WHERE id = wallet.distributor_id
                           )
               ), 0) AS ledger,
               COALESCE((
                    SELECT balance_after FROM distributor_wallet_entry
                     WHERE wallet_id = wallet.id AND sequence = wallet.sequence
               ), 0) AS latest
          FROM distributor_wallet AS wallet
         WHERE wallet.distributor_id = ANY(%(distributors)s)
        OFFSET 0
           ) AS figures
     WHERE balance <> ledger OR balance <> latest
  ORDER BY id
"""
