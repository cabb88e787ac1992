# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError

ACTIVITY = "distributor.distributor_exit_activity_type"
SHOWN = 5  # names in a sentence; the rest is counted


class DistributorExit(models.AbstractModel):
    """How a relation ends: what has to be settled, until when, and who is reminded."""

    _name = "distributor.exit"
    _description = "Exit of a Distributor"

    exit_date = fields.Date(
        "Relation Ends On", readonly=True, copy=False, tracking=True
    )
    portal_end_date = fields.Date(
        "Portal Access Until",
        readonly=True,
        copy=False,
        tracking=True,
        help="Last day on which its users see their account.",
    )
    portal_ended = fields.Boolean("Portal Access Removed", readonly=True, copy=False)
    exit_open_count = fields.Integer("Open Items", compute="_compute_exit")
    exit_summary = fields.Html("Exit List", compute="_compute_exit", sanitize=False)

    @api.depends("state", "exit_date")
    @api.depends_context("lang")
    def _compute_exit(self):
        for distributor in self:
            items = []
            if distributor.state == "terminating":
                items = distributor._get_exit_items()
            distributor.exit_open_count = sum(not item["done"] for item in items)
            distributor.exit_summary = self._render_exit_items(items)

    @api.model
    def _render_exit_items(self, items):
        if not items:
            return False
        return self.env["ir.qweb"]._render("distributor.exit_items", {"items": items})

    def _get_exit_items(self):
        """Return what has to be settled before the relation ends.

        Other modules add to it, in the order in which the work is done.

        :return: list of dict: key (str, unique), label (str), done (bool), detail (str,
            what is open or how it was settled)
        """
        self.ensure_one()
        return [self._get_exit_downline(), self._get_exit_orders()]

    def _get_exit_downline(self):
        today = self._get_today()
        # sudo: whoever reads the distributor may know what its exit waits for
        rows = self.env["distributor.upline"].sudo()
        rows = rows.search(
            [
                ("upline_id", "=", self.id),
                "|",
                ("date_end", "=", False),
                ("date_end", ">", today),
            ]
        )
        below = rows.distributor_id.filtered(
            lambda d: d.active and d.state != "terminated"
        )
        return self._prepare_exit_item(
            "downline", self.env._("Downline moved"), below.mapped("display_name")
        )

    def _get_exit_orders(self):
        # sudo: whoever reads the distributor may know what its exit waits for
        orders = self.env["sale.order"].sudo()
        orders = orders.search(
            [
                ("distributor_id", "=", self.id),
                "|",
                ("state", "in", ("draft", "sent")),
                "&",
                ("state", "=", "sale"),
                ("invoice_status", "not in", ("invoiced", "upselling")),
            ]
        )
        return self._prepare_exit_item(
            "orders",
            self.env._("Quotations and orders invoiced or cancelled"),
            orders.mapped("name"),
        )

    def _prepare_exit_item(self, key, label, names, done=None):
        """Return an item that is done when no names are left.

        :param names: list of what is still open
        :param done: sentence that is shown when nothing is open
        """
        if not names:
            detail = done or self.env._("Nothing open.")
        elif len(names) <= SHOWN:
            detail = self.env._("Open: %s", ", ".join(names))
        else:
            detail = self.env._(
                "Open: %(names)s and %(count)s more",
                names=", ".join(names[:SHOWN]),
                count=len(names) - SHOWN,
            )
        return {"key": key, "label": label, "done": not names, "detail": detail}

    def _get_open_exit_items(self):
        """Return what is still open as sentences."""
        return [
            f"{item['label']}: {item['detail']}"
            for item in self._get_exit_items()
            if not item["done"]
        ]

    def action_terminate(self):
        """Ask for dates and reason, then begin the exit."""
        self.ensure_one()
        action = self._open_exit_wizard("distributor.distributor_terminate_action")
        if self.state == "terminating":
            action["name"] = self.env._("Change Exit")
            action["context"] |= {
                "default_date": self.exit_date,
                "default_portal_end_date": self.portal_end_date,
                "default_reason": self.state_reason,
            }
        return action

    def action_close(self):
        """Close the file when all is settled; otherwise ask a manager why anyway."""
        self.ensure_one()
        self._check_manager()
        if self.state == "terminating" and self._get_open_exit_items():
            return self._open_exit_wizard("distributor.distributor_close_action")
        return self._close()

    def _open_exit_wizard(self, action):
        self._check_manager()
        action = self.env["ir.actions.act_window"]._for_xml_id(action)
        return dict(action, context={"default_distributor_id": self.id})

    def _begin_exit(self, date, portal_end_date, reason):
        """Stop the orders of a distributor and start its exit list.

        :param date: day (date) on which the relation ends
        :param portal_end_date: last day (date) on which its users see their account
        """
        self.ensure_one()
        if portal_end_date < date:
            raise UserError(
                self.env._(
                    "The portal access of %(distributor)s ends on %(portal)s, before"
                    " the relation does (%(date)s). Choose a later day.",
                    distributor=self.display_name,
                    portal=portal_end_date,
                    date=date,
                )
            )
        self._change_state(
            "terminating",
            ("active", "suspended", "terminating"),
            state_reason=reason,
            exit_date=date,
            portal_end_date=portal_end_date,
        )
        self._remind_exit()

    def _close(self, reason=None):
        """Make distributors terminated.

        :param reason: why it is closed although something is open
        :raise UserError: lists what is open, without a reason to close anyway
        """
        self._check_state(("terminating",), self.env._("Terminated"))
        for distributor in self:
            items = distributor._get_open_exit_items()
            if items and not reason:
                raise UserError(
                    self.env._(
                        "%(distributor)s cannot be closed yet.\n%(items)s",
                        distributor=distributor.display_name,
                        items="\n".join(f"• {item}" for item in items),
                    )
                )
            keeping = distributor.with_context(distributor_open_items="\n".join(items))
            keeping._change_state(
                "terminated",
                ("terminating",),
                state_reason=reason or distributor.state_reason,
            )
            distributor.activity_unlink([ACTIVITY])
        return True

    def _remind_exit(self):
        """Give the responsible an activity, unless one is planned already."""
        today = self._get_today()
        for distributor in self:
            if distributor.activity_search([ACTIVITY]):
                continue
            user = distributor.user_id or self.env.user
            distributor = distributor.with_context(lang=user.lang)
            items = distributor._get_open_exit_items()
            summary = distributor.env._("Exit: nothing is open, close the file")
            if items:
                summary = distributor.env._("Exit: open items (%s)", len(items))
            distributor.activity_schedule(
                ACTIVITY,
                max(distributor.exit_date or today, today),
                summary,
                "<br/>".join(items),
                user_id=user.id,
            )

    # portal

    def _is_portal_open(self):
        """Tell whether its users still see their account today."""
        self.ensure_one()
        return not (
            self.state in ("terminating", "terminated")
            and self.portal_end_date
            and self.portal_end_date < self._get_today()
        )

    def _get_portal_users(self):
        """Return the portal users that work for this distributor and no other."""
        self.ensure_one()
        others = self.search(
            [("partner_id", "=", self.partner_id.id), ("id", "!=", self.id)]
        )
        if any(other._is_portal_open() for other in others):
            return self.env["res.users"]
        return self.env["res.users"].search(
            [
                ("share", "=", True),
                ("partner_id", "child_of", self.partner_id.id),
            ]
        )

    def _end_portal_access(self):
        """Take the portal from the users of distributors, as stock does."""
        portal = self.env.ref("base.group_portal")
        public = self.env.ref("base.group_public")
        for distributor in self:
            users = distributor._get_portal_users().filtered(lambda u: u._is_portal())
            users.partner_id.signup_type = False
            users.write(
                {
                    "group_ids": [
                        fields.Command.unlink(portal.id),
                        fields.Command.link(public.id),
                    ],
                    "active": False,
                }
            )
            distributor.portal_ended = True
            if users:
                distributor.message_post(
                    body=self.env._(
                        "Portal access removed: %s", ", ".join(users.mapped("login"))
                    )
                )

    @api.model
    def _cron_exit(self):
        """Remove portal access that is over, and remind of what is open."""
        cron = self.env["ir.cron"]
        ended = self.search(
            [
                ("state", "in", ("terminating", "terminated")),
                ("portal_end_date", "<", self._get_today()),
                ("portal_ended", "=", False),
            ]
        )
        leaving = self.search([("state", "=", "terminating")])
        cron._commit_progress(remaining=len(ended) + len(leaving))
        for distributor in ended:
            distributor._end_portal_access()
            if not cron._commit_progress(1):
                return
        for distributor in leaving:
            distributor._remind_exit()
            if not cron._commit_progress(1):
                return
