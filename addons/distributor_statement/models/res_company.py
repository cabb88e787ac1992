# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_statement_monthly = fields.Boolean(
        "Statements Every Month",
        groups="base.group_user",
        help="Make the statements of the month that is over, for every distributor"
        " that has something on them.",
    )
    distributor_statement_day = fields.Integer(
        "Make Statements On Day",
        default=3,
        groups="base.group_user",
        help="Day of the next month on which the statements are made.",
    )
    distributor_statement_send = fields.Boolean(
        "Send Statements At Once",
        groups="base.group_user",
        help="Otherwise they wait as drafts until finance sends them.",
    )
    distributor_statement_days = fields.Integer(
        "Answer Expected Within",
        default=21,
        groups="base.group_user",
        help="Days after which a statement without an answer shows as unconfirmed. It"
        " never counts as agreed.",
    )

    _distributor_statement_day_check = models.Constraint(
        "CHECK (distributor_statement_day BETWEEN 1 AND 28)",
        "Statements are made on a day from 1 to 28.",
    )
    _distributor_statement_days_check = models.Constraint(
        "CHECK (distributor_statement_days >= 0)",
        "An answer is expected within 0 days or more.",
    )
