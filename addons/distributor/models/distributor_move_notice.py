# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date


class DistributorMoveNotice(models.AbstractModel):
    """Tells those concerned that distributors move."""

    _name = "distributor.move.notice"
    _description = "Who Learns of a Move"

    def _move(self, upline, date, reason, notify=False):
        """Move distributors as ``_set_upline`` does, and tell those concerned.

        :param notify: whether both uplines get a letter by e-mail (bool)
        :return: the distributors that move
        """
        chains = self.env["distributor.upline"]._get_chains(
            (key, date) for key in self.ids
        )
        old = {node: self.browse(chains[(node.id, date)][1:2]) for node in self}
        moved = self._set_upline(upline, date, reason)
        for before, nodes in moved.grouped(old.get).items():
            nodes._log_move(before, upline, date, reason)
            before._tell_upline(nodes, date, leaving=True, notify=notify)
        upline._tell_upline(moved, date, leaving=False, notify=notify)
        return moved

    def _log_move(self, before, after, date, reason):
        brand = self.env._("the brand")
        body = self.env._(
            "Moves from below %(before)s to below %(after)s on %(date)s. %(reason)s",
            before=before.display_name or brand,
            after=after.display_name or brand,
            date=format_date(self.env, date),
            reason=reason or "",
        )
        self._message_log_batch(bodies=dict.fromkeys(self.ids, body))

    def _tell_upline(self, nodes, date, leaving, notify):
        """Write to an upline, in its language, who joins or leaves its downline.

        It learns nothing about the other upline or the reason.
        """
        if not self or not nodes:
            return
        partner = self.partner_id
        lang_self = self.with_context(lang=partner.lang or self.env.lang)
        values = {
            "names": ", ".join(nodes.mapped("display_name")),
            "date": format_date(self.env, date, lang_code=partner.lang),
        }
        text = (
            lang_self.env._("From %(date)s on, no longer in your downline: %(names)s.")
            if leaving
            else lang_self.env._("From %(date)s on, in your downline: %(names)s.")
        )
        mailed = partner if notify and partner.email else partner.browse()
        lang_self.message_post(
            body=text % values,
            subject=lang_self.env._("Your downline changes"),
            partner_ids=mailed.ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment" if mailed else "mail.mt_note",
        )
