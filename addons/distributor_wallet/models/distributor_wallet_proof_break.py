# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

# entries whose balance does not follow from the one before
BROKEN_CHAIN = """
    SELECT sequence
      FROM (SELECT sequence, balance_after, amount,
                   LAG(balance_after, 1, 0) OVER (ORDER BY sequence) AS before
              FROM distributor_wallet_entry WHERE wallet_id = %(wallet)s) AS entry
     WHERE balance_after <> before + amount
  ORDER BY sequence LIMIT 1
"""
# posted journal items whose entries say something else
UNMATCHED_ITEM = """
    SELECT move.name, line.date
      FROM account_move_line AS line
      JOIN account_move AS move ON move.id = line.move_id
 LEFT JOIN LATERAL (
           SELECT SUM(amount) AS amount FROM distributor_wallet_entry AS entry
            WHERE entry.move_line_ref = line.id AND entry.wallet_id = %(wallet)s
           ) AS booked ON TRUE
     WHERE line.parent_state = 'posted'
       AND line.account_id = %(account)s AND line.partner_id = %(partner)s
       AND line.currency_id = %(currency)s AND line.company_id = %(company)s
       AND COALESCE(booked.amount, 0) <> -line.amount_currency
  ORDER BY line.date, line.id LIMIT 1
"""
# entries whose journal item is no longer posted on this wallet
UNMATCHED_ENTRY = """
    SELECT MIN(entry.sequence)
      FROM distributor_wallet_entry AS entry
 LEFT JOIN account_move_line AS line
        ON line.id = entry.move_line_ref AND line.parent_state = 'posted'
       AND line.account_id = %(account)s AND line.partner_id = %(partner)s
     WHERE entry.wallet_id = %(wallet)s AND line.id IS NULL
  GROUP BY entry.move_line_ref
    HAVING SUM(entry.amount) <> 0
  ORDER BY 1 LIMIT 1
"""


class DistributorWalletProofBreak(models.AbstractModel):
    """Finds where the figures of a wallet part, for those who have to mend it."""

    _name = "distributor.wallet.proof.break"
    _description = "First Difference of a Wallet"

    def _find_first_break(self, figures):
        """Return in words where the figures of this wallet part first.

        :param figures: the row of ``_get_differences`` of this wallet
        """
        self.ensure_one()
        values = {
            "wallet": self.id,
            "account": self.account_id.id,
            "partner": self.partner_id.id,
            "currency": self.currency_id.id,
            "company": self.company_id.id,
        }
        if rows := self.env.execute_query(SQL(BROKEN_CHAIN, **values)):
            return self.env._(
                "Entry %s: its balance does not follow from the entry before.",
                rows[0][0],
            )
        if rows := self.env.execute_query(SQL(UNMATCHED_ITEM, **values)):
            return self.env._(
                "Journal entry %(name)s of %(date)s: the wallet has booked another"
                " amount.",
                name=rows[0][0],
                date=rows[0][1],
            )
        if rows := self.env.execute_query(SQL(UNMATCHED_ENTRY, **values)):
            return self.env._("Entry %s: its journal item is gone.", rows[0][0])
        if figures["held"] != figures["holds"]:
            return self.env._("The open holds do not add up to what is held.")
        return self.env._("The balance was changed without an entry.")

    def _check_agreement(self):
        """Refuse to move money out of wallets that differ from the books.

        :raise UserError: naming the first of them and where it differs
        """
        found = self._get_differences(self.company_id)
        for row in found:
            wallet = self.filtered(lambda w, row=row: w.id == row["wallet"])
            if wallet:
                raise UserError(
                    self.env._(
                        "%(wallet)s and the books differ, nothing is paid out until"
                        " they agree: %(where)s",
                        wallet=wallet.display_name,
                        where=wallet._find_first_break(row),
                    )
                )
