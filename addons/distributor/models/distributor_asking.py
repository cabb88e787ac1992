# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

ASK = "mail.mail_activity_data_todo"
MOST = 10  # colleagues who are told; the others see it on the card of today


class DistributorAsking(models.AbstractModel):
    """Tells the colleagues who may decide that a record waits for them."""

    _name = "distributor.asking"
    _description = "Asks Colleagues for a Decision"
    _inherit = ["mail.activity.mixin"]

    def _get_deciders(self, *groups):
        """Return the internal users of the company who belong to one of the groups.

        :param groups: xml ids of groups
        """
        self.ensure_one()
        # sudo: names of colleagues, for whoever asks them
        users = self.env["res.users"].sudo()
        for group in groups:
            users |= self.env.ref(group).sudo().all_user_ids
        return users.filtered(
            lambda user: user.active
            and user._is_internal()
            and self.company_id in user.company_ids
        )

    def _ask(self, users):
        """Give colleagues an activity, in place of those given before.

        :param users: who may decide; whoever asks is left out by the caller
        """
        self.ensure_one()
        self._stop_asking()
        for user in users[:MOST]:
            # sudo: the caller checked that the user may ask; the activity is another's
            self.sudo().activity_schedule(
                ASK,
                summary=self.with_context(lang=user.lang)._say_request(),
                user_id=user.id,
            )

    def _say_request(self):
        return self.env._("Approve %s", self.display_name)

    def _stop_asking(self, feedback=None):
        """Take the activities back, or call them done when it was decided.

        :param feedback: what was decided, kept with the activity
        """
        # sudo: the caller checked who decides; the activities may be another's
        asked = self.sudo()
        if feedback:
            asked.activity_feedback([ASK], feedback=feedback)
        else:
            asked.activity_unlink([ASK])
