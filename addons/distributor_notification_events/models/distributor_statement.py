# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

KINDS = {
    "mail_template_statement": "statement_confirm",
    "mail_template_statement_reminder": "statement_confirm",
    "mail_template_statement_decided": "statement_decided",
}


class DistributorStatement(models.Model):
    _inherit = "distributor.statement"

    def _send_mail(self, template):
        result = super()._send_mail(template)
        if code := KINDS.get(template):
            # sudo: the caller sends it; the distributor is told of its own statement
            statement = self.sudo()
            statement.distributor_id._notify_members(
                code,
                statement,
                lambda env: statement._describe_for_members(env, code),
                f"/my/distribution/statements/{statement.id}",
                step=f"{statement.date_waiting},{statement.reminder_count}",
                told=(statement.partner_id.email,),
            )
        return result

    def _describe_for_members(self, env, code):
        period = self.with_env(env)._get_period_name()
        if code == "statement_decided":
            return (
                env._("Statement of account %s: your objections are decided", period),
                env._("See what was decided, and confirm the statement."),
            )
        return (
            env._("Confirm the statement of account %s", period),
            env._("Compare it with your books, then confirm it or object to a line."),
        )
