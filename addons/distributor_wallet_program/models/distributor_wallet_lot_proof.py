# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.tools import SQL


class DistributorWalletLotProof(models.AbstractModel):
    """Proves that rewards, their movements, entries and wallets agree."""

    _name = "distributor.wallet.lot.proof"
    _description = "Proof of Rewards Against Wallets"

    @api.model
    def _get_lot_differences(self, companies=None):
        """Return each reward wallet whose lots do not add up; none when all is well.

        :param companies: res.company records to look at, all by default
        :return: list of dict with wallet (id), distributor (code), currency, and the
            amounts balance, lots (left), moves (of lots), entries, and unmoved: how
            many entries differ from the movements they made
        """
        self.env.flush_all()
        condition = SQL("TRUE")
        if companies is not None:
            condition = SQL("wallet.company_id IN %s", tuple(companies.ids) or (0,))
        return self.env.execute_query_dict(
            SQL(
                """
                WITH lots AS (
                    SELECT lot.wallet_id, SUM(lot.remaining) AS remaining,
                           SUM(moved.total) AS moved,
                           COUNT(*) FILTER (
                               WHERE lot.remaining <> COALESCE(moved.total, 0)
                           ) AS wrong
                      FROM distributor_wallet_lot AS lot
                 LEFT JOIN (SELECT lot_id, SUM(amount) AS total
                              FROM distributor_wallet_lot_move GROUP BY lot_id
                           ) AS moved ON moved.lot_id = lot.id
                  GROUP BY lot.wallet_id
                ), entries AS (
                    SELECT entry.wallet_id, SUM(entry.amount) AS total,
                           COUNT(*) FILTER (
                               WHERE entry.amount <> COALESCE(moved.total, 0)
                           ) AS wrong
                      FROM distributor_wallet_entry AS entry
                 LEFT JOIN (SELECT entry_id, SUM(amount) AS total
                              FROM distributor_wallet_lot_move GROUP BY entry_id
                           ) AS moved ON moved.entry_id = entry.id
                  GROUP BY entry.wallet_id
                )
                SELECT wallet.id AS wallet, distributor.code AS distributor,
                       currency.name AS currency, wallet.balance::float,
                       COALESCE(lots.remaining, 0)::float AS lots,
                       COALESCE(lots.moved, 0)::float AS moves,
                       COALESCE(entries.total, 0)::float AS entries,
                       COALESCE(entries.wrong, 0) + COALESCE(lots.wrong, 0) AS unmoved
                  FROM distributor_wallet AS wallet
                  JOIN distributor_wallet_purpose AS purpose
                    ON purpose.id = wallet.purpose_id AND purpose.code = 'reward'
                  JOIN distributor_distributor AS distributor
                    ON distributor.id = wallet.distributor_id
                  JOIN res_currency AS currency ON currency.id = wallet.currency_id
             LEFT JOIN lots ON lots.wallet_id = wallet.id
             LEFT JOIN entries ON entries.wallet_id = wallet.id
                 WHERE %(condition)s
                   AND (wallet.balance <> COALESCE(lots.remaining, 0)
                        OR COALESCE(lots.wrong, 0) <> 0
                        OR COALESCE(entries.wrong, 0) <> 0)
              ORDER BY distributor.code, wallet.id
                """,
                condition=condition,
            )
        )
