# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from psycopg2.extensions import STATUS_READY

from odoo import api, models
from odoo.sql_db import Cursor

# the first key of our advisory locks: "WALL" and "GOOD"
LOCK_CLASS, GOODS_CLASS = 0x57414C4C, 0x474F4F44
LOCK_TIMEOUT = "20s"  # then PostgreSQL refuses and Odoo runs the request again


class DistributorWalletQueue(models.AbstractModel):
    """Lets requests for the same wallet wait in line instead of failing each other.

    Under REPEATABLE READ whoever waits for a changed row fails and is run again after
    a pause of seconds. Waiting *before* the snapshot of the transaction is taken costs
    nothing. It is speed only: what may be spent is decided by the wallet's row.
    """

    _name = "distributor.wallet.queue"
    _description = "Waiting for Wallets"

    @api.model
    def _queue(self, wallet_ids, product_ids=()):
        """Wait for other transactions on these wallets, then see what they did.

        Does nothing once the transaction has written or keeps changes in memory,
        because it begins the transaction anew.

        :param product_ids: goods that are reserved too, whose stock others wait for
        """
        cr = self.env.cr
        keys = sorted(
            {(LOCK_CLASS, key) for key in wallet_ids}
            | {(GOODS_CLASS, key) for key in product_ids}
        )
        if not keys or not self._is_transaction_new():
            return
        # a cursor is closed before its last rollback, its connection is not
        connection = cr.connection

        def unlock():
            if connection.closed:
                return  # the database has freed them
            was_idle = connection.status == STATUS_READY
            with connection.cursor() as cursor:
                for key in keys:
                    cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
            if was_idle:
                connection.rollback()  # the next to use it sees what is new

        cr.execute("SELECT set_config('lock_timeout', %s, true)", (LOCK_TIMEOUT,))
        taken = []
        try:
            for key in keys:
                cr.execute(
                    "SELECT pg_advisory_lock(%s, %s)",
                    key,
                    log_exceptions=False,
                )
                taken.append(key)
        except Exception:
            keys[:] = taken
            cr.postrollback.add(unlock)
            raise
        cr.rollback()  # ends the old snapshot; the locks belong to the session
        cr.postcommit.add(unlock)
        cr.postrollback.add(unlock)

    def _is_transaction_new(self):
        """Return whether nothing was written or is about to be."""
        cr = self.env.cr
        transaction = self.env.transaction
        if type(cr) is not Cursor or cr.precommit or cr.postcommit or cr.postrollback:
            return False
        if any(transaction.field_dirty.values()) or any(transaction.tocompute.values()):
            return False
        cr.execute("SELECT pg_current_xact_id_if_assigned() IS NULL")
        return cr.fetchone()[0]
