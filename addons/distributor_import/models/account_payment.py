# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class AccountPayment(models.Model):
    _inherit = "account.payment"

    import_reference = fields.Char(
        readonly=True,
        copy=False,
        help="The row of the wallet file that this top-up was imported from.",
    )

    _import_reference_uniq = models.UniqueIndex(
        "(company_id, import_reference) WHERE import_reference IS NOT NULL",
        "This top-up has been imported already.",
    )
