# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import SUPERUSER_ID, api
from odoo.tools import sql


def migrate(cr, version):
    """Give the one wallet a distributor had so far the purpose of a deposit."""
    if not sql.column_exists(cr, "res_company", "distributor_wallet_journal_id"):
        return
    cr.execute(
        "SELECT id, distributor_wallet_journal_id FROM res_company"
        " WHERE distributor_wallet_journal_id IS NOT NULL"
    )
    env = api.Environment(cr, SUPERUSER_ID, {})
    for company_id, journal_id in cr.fetchall():
        journal = env["account.journal"].browse(journal_id)
        company = env["res.company"].browse(company_id)
        purpose = env["distributor.wallet.purpose"]._create_shipped(
            company, "deposit", journal
        )
        cr.execute(
            "UPDATE distributor_wallet SET purpose_id = %s WHERE company_id = %s",
            [purpose.id, company_id],
        )
    cr.execute(
        """
        UPDATE distributor_wallet_hold AS hold
           SET origin = sale.name, order_captured = hold.captured,
               order_remaining = hold.remaining
          FROM sale_order AS sale
         WHERE sale.id = hold.order_id
        """
    )
