# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, format_date


class DistributorTreeRules(models.AbstractModel):
    """Who may stand below whom, on each day from today on.

    The rules are asked of the history rows, so that planned moves count: loops, levels
    that do not go together, and depth are refused for whichever day they would occur.
    """

    _name = "distributor.tree.rules"
    _description = "Rules of the Distributor Tree"

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A distributor cannot stand below its own downline.")
            )
        # new ones have no history yet; all others moved by rules asked of the history
        new = self.filtered(lambda d: d.parent_id and not d.upline_ids)
        places = {distributor: distributor.parent_id for distributor in new}
        if refusals := new._get_place_refusals(places, self._get_today()):
            raise ValidationError("\n".join(refusals))

    @api.constrains("level_id")
    def _check_level_id(self):
        refusals = self._get_pair_refusals() or self._get_depth_refusals()
        if refusals:
            raise ValidationError("\n".join(refusals))

    def _get_move_refusals(self, upline, date):
        """Return why these distributors cannot move below an upline from a day on.

        :param upline: distributor.distributor, empty for directly below the brand
        :param date: first day (date)
        :return: list of sentences in the user's language, empty when they can
        """
        refusals = []
        if date < self._get_today():
            refusals.append(
                self.env._(
                    "A move takes effect today or later, not on %s.",
                    format_date(self.env, date),
                )
            )
        if upline.state in ("terminating", "terminated"):
            refusals.append(
                self.env._("%s is leaving or has left.", upline.display_name)
            )
        refusals += [
            self.env._(
                "%(distributor)s has a move planned for %(date)s already. Cancel that"
                " first.",
                distributor=row.distributor_id.display_name,
                date=format_date(self.env, row.date_start),
            )
            for row in self._get_last_row()
            if row.date_start > date
        ]
        places = dict.fromkeys(self, upline)
        return refusals + self._get_place_refusals(places, date)

    def _get_place_refusals(self, places, date, until=None):
        """Return why distributors cannot stand below an upline on each of some days.

        :param places: dict {distributor: its upline, or empty for the brand}
        :param date: first day (date)
        :param until: first day (date) on which it no longer matters, None for never
        :return: list of sentences in the user's language
        """
        places = {node: upline for node, upline in places.items() if upline}
        refusals = [
            refusal
            for node, upline in places.items()
            if (refusal := node._get_pair_refusal(upline))
        ]
        if refusals or not places:
            return refusals
        rows = self.env["distributor.upline"]
        days = rows._get_change_days(self.company_id, date, until)
        chains = rows._get_chains(
            (upline.id, day)
            for upline in dict.fromkeys(places.values())
            for day in days
        )
        return self._get_loop_refusals(places, chains) or self._get_room_refusals(
            places, chains
        )

    def _get_pair_refusal(self, upline):
        """Return why this one cannot stand directly below an upline, False if it can.

        Company and levels have no dates, so the answer is the same for each day.
        """
        self.ensure_one()
        if upline.company_id != self.company_id:
            return self.env._(
                "%(distributor)s and %(upline)s belong to different companies.",
                distributor=self.display_name,
                upline=upline.display_name,
            )
        if reason := upline.level_id._get_below_refusal(self.level_id):
            return self.env._(
                "%(upline)s (%(upline_level)s) cannot be the upline of"
                " %(distributor)s (%(level)s): %(reason)s",
                upline=upline.display_name,
                upline_level=upline.level_id.name,
                distributor=self.display_name,
                level=self.level_id.name,
                reason=reason,
            )
        return False

    def _get_loop_refusals(self, places, chains):
        """Return which distributors would stand below themselves on one of the days."""
        refusals = []
        for node, upline in places.items():
            days = [
                day
                for (start, day), chain in chains.items()
                if start == upline.id and node.id in chain
            ]
            if days:
                refusals.append(
                    self.env._(
                        "%(distributor)s cannot move below %(upline)s, which stands"
                        " below it on %(date)s.",
                        distributor=node.display_name,
                        upline=upline.display_name,
                        date=format_date(self.env, min(days)),
                    )
                )
        return refusals

    def _get_room_refusals(self, places, chains):
        """Return which branches are too deep for an ancestor on one of the days."""
        rooms = {pair: self._get_room(chain) for pair, chain in chains.items()}
        rooms = {pair: room for pair, room in rooms.items() if room}
        if not rooms:
            return []
        heights = self.env["distributor.upline"]._get_heights(
            (
                (node.id, day)
                for node, upline in places.items()
                for start, day in rooms
                if start == upline.id
            ),
            depth=max(room for room, _ancestor in rooms.values()) + 1,
            without=self.ids,
        )
        refusals = {}
        for node, upline in places.items():
            for (start, day), (room, ancestor) in rooms.items():
                if start == upline.id and heights[(node.id, day)] > room:
                    refusals.setdefault(
                        node, node._get_depth_refusal(ancestor, upline, day)
                    )
        return list(refusals.values())

    def _get_room(self, chain):
        """Return how many generations fit below a newcomer at the end of a chain.

        :param chain: list of distributor ids, the newcomer's upline first
        :return: (generations, the ancestor that limits them), None without a limit
        """
        rooms = [
            (ancestor.level_id.max_depth - distance - 1, ancestor)
            for distance, ancestor in enumerate(self.browse(chain))
            if ancestor.level_id.max_depth
        ]
        return min(rooms, key=lambda room: room[0]) if rooms else None

    def _get_depth_refusal(self, ancestor, upline, day):
        return self.env._(
            "%(distributor)s and its downline are too deep below %(upline)s on"
            " %(date)s: %(ancestor)s (%(level)s) allows %(limit)s generations.",
            distributor=self.display_name,
            upline=upline.display_name,
            date=format_date(self.env, day),
            ancestor=ancestor.display_name,
            level=ancestor.level_id.name,
            limit=ancestor.level_id.max_depth,
        )

    def _get_pair_refusals(self):
        """Return which of today's and the planned uplines no longer fit the levels."""
        found = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (up.level_id, below.level_id)
                       link.distributor_id, link.upline_id
                  FROM distributor_upline AS link
                  JOIN distributor_distributor AS below
                    ON below.id = link.distributor_id
                  JOIN distributor_distributor AS up ON up.id = link.upline_id
                 WHERE (link.date_end IS NULL OR link.date_end > %(today)s)
                   AND (below.id = ANY(%(ids)s) OR up.id = ANY(%(ids)s))
                 ORDER BY up.level_id, below.level_id, link.id
                """,
                ids=self.ids,
                today=self._get_today(),
                to_flush=self._fields["level_id"],
            )
        )
        refusals = [
            self.browse(node)._get_pair_refusal(self.browse(upline))
            for node, upline in found
        ]
        return [refusal for refusal in refusals if refusal]

    def _get_depth_refusals(self):
        """Return which of these have more generations below than their level allows."""
        limited = self.filtered("level_id.max_depth")
        if not limited:
            return []
        rows = self.env["distributor.upline"]
        days = rows._get_change_days(limited.company_id, self._get_today())
        heights = rows._get_heights(
            ((distributor.id, day) for distributor in limited for day in days),
            depth=max(limited.level_id.mapped("max_depth")) + 1,
        )
        refusals = {}
        for (key, day), height in sorted(heights.items()):
            distributor = self.browse(key)
            if height > distributor.level_id.max_depth:
                refusals.setdefault(
                    key,
                    self.env._(
                        "%(distributor)s (%(level)s) has more than %(limit)s"
                        " generations below it on %(date)s.",
                        distributor=distributor.display_name,
                        level=distributor.level_id.name,
                        limit=distributor.level_id.max_depth,
                        date=format_date(self.env, day),
                    ),
                )
        return list(refusals.values())
