# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class AccountPayment(models.Model):
    _inherit = "account.payment"

    distributor_topup_id = fields.Many2one(
        "distributor.topup",
        "Top-Up",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    distributor_topup_key = fields.Char(
        "Key at the Provider",
        readonly=True,
        copy=False,
        help="The provider and its reference, credited once.",
    )

    _distributor_topup_key_uniq = models.UniqueIndex(
        "(distributor_topup_key) WHERE distributor_topup_key IS NOT NULL",
        "This payment of the provider was credited already.",
    )
