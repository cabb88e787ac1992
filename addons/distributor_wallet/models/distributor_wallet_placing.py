# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.tools import SQL

# what a hold has when nothing is said
BEGINNING = {"kind": "order", "on_credit": False, "order_remaining": 0.0}


class DistributorWalletPlacing(models.AbstractModel):
    """Places holds, one or many, by one statement that locks the wallets first."""

    _name = "distributor.wallet.placing"
    _description = "Placing Holds"

    @api.model
    def _place(self, wallet, amount, **vals):
        """Keep an amount of a wallet; refuse when it is short.

        :param amount: in the wallet's currency
        :param vals: kind, origin, and for an order also order_id, order_remaining (in
            the order's currency), on_credit, expiry_date
        :return: distributor.wallet.hold
        :raise UserError: the deposit or the credit is not enough, or it is frozen
        """
        [hold] = self._place_many([(wallet, amount, vals)])
        if not hold:
            wallet._refuse(amount, vals["origin"])
        return hold

    @api.model
    def _place_many(self, requests):
        """Keep amounts of wallets, first come first served, in id order of the wallets.

        :param requests: list of (wallet, amount, vals) as ``_place`` takes them
        :return: list of distributor.wallet.hold, an empty one for each that its wallet
            does not cover
        :raise UserError: a credit limit is not enough
        """
        for wallet, amount, vals in requests:
            if vals.get("on_credit"):
                wallet._shift(0, vals["origin"], credit=amount)
        holds = [self.browse()] * len(requests)
        waiting = list(range(len(requests)))
        while waiting:
            placed = self._insert_covered([requests[number] for number in waiting])
            short = set()
            behind = []
            for position, number in enumerate(waiting, start=1):
                wallet = requests[number][0]
                if position in placed:
                    holds[number] = self.browse(placed[position])
                elif wallet in short:
                    behind.append(number)
                # the first that is not covered is short; a smaller one behind may fit
                else:
                    short.add(wallet)
            waiting = behind
        return holds

    def _insert_covered(self, requests):
        """Place requests as long as their wallet covers them: {position: hold id}."""
        wallets = self.env["distributor.wallet"].union(*(r[0] for r in requests))
        wallets.flush_recordset()
        self.flush_model()  # a hold that was closed makes room for another
        rows = self.env.execute_query(
            self._prepare_placing(
                [(wallet.id, amount, vals) for wallet, amount, vals in requests]
            )
        )
        wallets._forget_amounts()
        wallets.invalidate_recordset(["hold_ids"], flush=False)
        order_ids = [
            vals["order_id"] for _w, _a, vals in requests if "order_id" in vals
        ]
        orders = self.env["sale.order"].browse(order_ids)
        orders.invalidate_recordset(["wallet_hold_ids"], flush=False)
        return dict(rows)

    def _prepare_placing(self, requests):
        """Return the statement that places holds as long as each wallet covers them.

        :param requests: list of (wallet id, amount, vals)
        """
        names = sorted(
            {*BEGINNING, *(name for _w, _a, vals in requests for name in vals)}
        )
        given = [
            SQL(
                "%s::%s[]",
                [self._to_column(name, vals) for _w, _a, vals in requests],
                SQL(self._fields[name].column_type[0]),  # pylint: disable=sql-injection
            )
            for name in names
        ]
        return SQL(
            PLACING,
            wallets=[wallet_id for wallet_id, _amount, _vals in requests],
            amounts=[str(amount) for _wallet_id, amount, _vals in requests],
            given=SQL(", ").join(given),
            names=SQL(", ").join(map(SQL.identifier, names)),
            uid=self.env.uid,
        )

    def _to_column(self, name, vals):
        value = vals.get(name, BEGINNING.get(name))
        if self._fields[name].type == "boolean":
            return bool(value)
        return str(value) if isinstance(value, float) else value or None


# Whoever is behind one that is not covered is not covered either: the caller asks
# again. Credit was taken before, by a statement of its own.
PLACING = """
WITH given AS (
    SELECT * FROM unnest(%(wallets)s::int4[], %(amounts)s::numeric[], %(given)s)
           WITH ORDINALITY AS given (wallet_id, asked, %(names)s, position)
), wallet AS (
    SELECT id, distributor_id, company_id, currency_id, state,
           balance - held AS available
      FROM distributor_wallet
     WHERE id = ANY(%(wallets)s) ORDER BY id FOR NO KEY UPDATE
), request AS (
    SELECT given.*, wallet.*, on_credit OR wallet.state = 'open' AS is_open,
           ROUND(asked / currency.rounding) * currency.rounding AS amount
      FROM given
      JOIN wallet ON wallet.id = given.wallet_id
      JOIN res_currency AS currency ON currency.id = wallet.currency_id
), running AS (
    SELECT *, SUM(CASE WHEN on_credit THEN 0 ELSE amount END)
              OVER (PARTITION BY wallet_id ORDER BY position) AS total
      FROM request
), covered AS (
    SELECT *, nextval('distributor_wallet_hold_id_seq') AS hold_id
      FROM running WHERE is_open AND (on_credit OR total <= available)
), moved AS (
    UPDATE distributor_wallet AS wallet SET held = held + part.amount
      FROM (SELECT wallet_id, SUM(amount) AS amount FROM covered
             WHERE NOT on_credit GROUP BY wallet_id) AS part
     WHERE wallet.id = part.wallet_id
), placed AS (
    INSERT INTO distributor_wallet_hold
           (id, wallet_id, distributor_id, company_id, currency_id, amount, remaining,
            captured, order_captured, state, create_uid, write_uid, create_date,
            write_date, %(names)s)
    SELECT hold_id, wallet_id, distributor_id, company_id, currency_id, amount, amount,
           0, 0, 'open', %(uid)s, %(uid)s, now() AT TIME ZONE 'UTC',
           now() AT TIME ZONE 'UTC', %(names)s
      FROM covered
)
SELECT position, hold_id FROM covered
"""
