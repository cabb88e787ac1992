# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class SaleOrder(models.Model):
    _inherit = "sale.order"

    distributor_id = fields.Many2one(
        "distributor.distributor",
        compute="_compute_distributor_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    distributor_level_id = fields.Many2one(
        related="distributor_id.level_id", string="Distributor Level"
    )
    chain_ids = fields.One2many(
        "distributor.chain", "order_id", "Chain", readonly=True, copy=False
    )
    historic_date = fields.Date(
        readonly=True,
        copy=False,
        help="The day on which an imported order took place.",
    )

    @api.depends("partner_id", "company_id")
    def _compute_distributor_id(self):
        for company, orders in self.grouped("company_id").items():
            found = self.env["distributor.distributor"]._get_for_partners(
                orders.partner_id, company
            )
            for order in orders:
                order.distributor_id = found.get(order.partner_id.commercial_partner_id)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_historic_date(vals)
        orders = super().create(vals_list)
        orders.filtered(lambda order: order.state == "sale")._on_confirmation()
        return orders

    def write(self, vals):
        self._check_historic_date(vals)
        confirmed = self.browse()
        if vals.get("state") == "sale":
            confirmed = self.filtered(lambda order: order.state != "sale")
        result = super().write(vals)
        confirmed._on_confirmation()
        return result

    def _check_historic_date(self, vals):
        # the date decides chain and prices, so only a checked import may set it
        if vals.get("historic_date") and not self.env.su:
            raise AccessError(self.env._("Only an import sets the historic date."))

    def _get_channel_date(self):
        """Return the day (date, company timezone) that decides chain and prices."""
        self.ensure_one()
        if self.historic_date:
            return self.historic_date
        return self.env["distributor.distributor"]._get_today(self.company_id)

    def _get_whole(self):
        """Return the orders that were one when it was ordered; a hook.

        What is asked of an order by its size is asked of them together, so that a part
        needs what the whole needed.
        """
        self.ensure_one()
        return self

    def _get_whole_amount(self, name, currency):
        """Return what the orders that were one come to.

        Each part may have got prices in another currency since. What is in one currency
        is converted at once, so that parts are rounded as the whole would be.

        :param name: of an amount of an order
        :param currency: of the result
        """
        self.ensure_one()
        day = self._get_channel_date()
        return sum(
            own._convert(sum(orders.mapped(name)), currency, self.company_id, day)
            for own, orders in self._get_whole().grouped("currency_id").items()
        )

    def _prepare_confirmation_values(self):
        values = super()._prepare_confirmation_values()
        dates = set(self.mapped("historic_date"))
        if len(dates) == 1 and (day := dates.pop()):
            values["date_order"] = fields.Datetime.to_datetime(day)
        return values

    def _get_turn(self):
        """Return whose turn it is before an order can be confirmed; a hook.

        :return: distributor, owner (of the distributor), upline, brand, or False when
            nobody was asked
        """
        self.ensure_one()
        return self.state == "sent" and bool(self.distributor_id) and "distributor"

    @api.model
    def _get_turn_fields(self):
        """Return the names of stored fields on which the turn depends; a hook."""
        return ["state", "distributor_id"]

    def _get_waiting_reasons(self):
        """Return what this order waits for, as sentences both sides understand; a hook.

        :return: list of str, empty when nothing keeps the order
        """
        self.ensure_one()
        return []

    def _get_desk_items(self):
        """Return each thing this order waits for or somebody decided; a hook.

        Like `_get_waiting_reasons`, for the back office: with what the user can do.

        :return: list of dict of `_prepare_desk_item`
        """
        self.ensure_one()
        return []

    def _prepare_desk_item(self, text, *buttons, **values):
        """Return one thing an order waits for.

        :param buttons: (label, method) or (label, method, record other than the order)
        :param values: kind (a heading), covers (reasons that are not told again), done,
            has_primary (whether its first button is what the user should do), and, of
            what was decided: state (in words), who, when and note
        """
        return {
            "text": text,
            "buttons": [
                {
                    "label": label,
                    "method": method,
                    "model": (record or [self])[0]._name,
                    "id": (record or [self])[0].id,
                }
                for label, method, *record in buttons
            ],
            "kind": "",
            "covers": [text],
            "done": False,
            "has_primary": True,
            "state": "",
            "who": "",
            "when": False,
            "note": "",
            **values,
        }

    def _on_confirmation(self):
        """Do what the channel asks of orders that become confirmed.

        Called by whichever way an order takes into that state: the button, the portal,
        an import or a plain write.
        """
        orders = self.filtered("distributor_id")
        orders._check_distributor_active()
        orders._check_first_order()
        if orders:
            self.env["distributor.chain"]._snapshot(orders)

    def _check_distributor_active(self):
        """Refuse orders of distributors that may not order.

        What other modules ask today is not asked of imported orders of the past.

        :raise UserError: names the order, the distributor, and its state or each reason
        """
        for order in self:
            # sudo: whoever may confirm the order may know why it is refused
            distributor = order.distributor_id.sudo()
            if distributor.state != "active":
                states = dict(
                    distributor._fields["state"]._description_selection(self.env)
                )
                raise UserError(
                    self.env._(
                        "Order %(order)s cannot be confirmed: distributor"
                        " %(distributor)s is %(state)s. Only active distributors"
                        " order.",
                        order=order.name,
                        distributor=distributor.display_name,
                        state=states[distributor.state],
                    )
                )
            if order.historic_date:
                continue
            blockers = distributor._get_order_blockers(order._get_channel_date())
            if blockers:
                raise UserError(
                    self.env._(
                        "Order %(order)s of %(distributor)s cannot be confirmed.\n"
                        "%(reasons)s",
                        order=order.name,
                        distributor=distributor.display_name,
                        reasons="\n".join(f"• {blocker}" for blocker in blockers),
                    )
                )

    def _check_first_order(self):
        """Refuse a first order below what the level asks for.

        :raise UserError: names the order and the missing amount
        """
        orders = self.filtered(lambda order: not order.historic_date)
        # sudo: whoever may confirm the order may know why it is refused
        asked = orders.sudo().distributor_id.filtered(
            lambda one: one.level_id._get_order_terms()["min_first_order"]
        )
        if not asked:
            return
        known = {
            distributor
            for (distributor,) in self.env["sale.order"]
            .sudo()
            ._read_group(
                [
                    ("distributor_id", "in", asked.ids),
                    ("state", "=", "sale"),
                    ("id", "not in", self.ids),
                ],
                ["distributor_id"],
            )
        }
        for order in orders.sorted("id"):
            distributor = order.distributor_id.sudo()
            if distributor in asked and distributor not in known:
                known.add(distributor)
                order._check_first_amount(distributor.level_id)

    def _check_first_amount(self, level):
        self.ensure_one()
        currency = self.company_id.currency_id
        amount = self._get_whole_amount("amount_untaxed", currency)
        minimum = level.min_first_order
        if currency.compare_amounts(amount, minimum) < 0:
            raise UserError(
                self.env._(
                    "Order %(order)s is the first one of %(distributor)s: a"
                    " %(level)s begins with %(minimum)s before taxes, and %(missing)s"
                    " is missing. Add to the order.",
                    order=self.name,
                    distributor=self.distributor_id.sudo().display_name,
                    level=level.name,
                    minimum=currency.format(minimum),
                    missing=currency.format(minimum - amount),
                )
            )
