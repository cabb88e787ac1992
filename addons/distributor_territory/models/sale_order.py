# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class SaleOrder(models.Model):
    _inherit = "sale.order"

    pricelist_resolution = fields.Json(
        compute="_compute_pricelist_resolution",
        store=True,
        precompute=True,
        copy=False,
        groups="base.group_user",
        help="What the choice of the price list was made from, as of that day.",
    )
    pricelist_explanation = fields.Text(
        "Why This Price List",
        compute="_compute_pricelist_explanation",
        compute_sudo=True,
    )
    pricelist_reason = fields.Char(
        compute="_compute_pricelist_explanation", compute_sudo=True
    )
    ship_territory_id = fields.Many2one(
        "distributor.territory",
        "Ship-to Territory",
        compute="_compute_ship_territory_id",
        store=True,
        precompute=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    ship_territory_explanation = fields.Text(
        "Why This Territory",
        compute="_compute_ship_territory_explanation",
        compute_sudo=True,
    )
    ship_territory_missing = fields.Boolean(
        compute="_compute_ship_territory_explanation", compute_sudo=True
    )

    @api.depends("partner_id", "company_id")
    def _compute_pricelist_resolution(self):
        prices = self.env["distributor.territory.price"]
        todo = {}
        for order in self:
            origin = order._origin
            order.pricelist_resolution = origin.pricelist_resolution
            if order.state == "draft" and not order._keeps_price_list():
                order.pricelist_resolution = False
                if order.distributor_id:
                    todo[order] = (order.distributor_id, order._get_channel_date())
        found = prices._resolve_pairs(list(dict.fromkeys(todo.values())))
        for order, pair in todo.items():
            order.pricelist_resolution = found[pair]

    def _compute_pricelist_id(self):
        """Extend stock: the rules of the channel choose for a distributor."""
        channel = self.filtered(
            lambda order: order.state == "draft" and order.distributor_id
        )
        result = super(SaleOrder, self - channel)._compute_pricelist_id()
        for order in channel:
            if order._keeps_price_list():
                order.pricelist_id = order._origin.pricelist_id
            else:
                # sudo: the choice was made above, whoever writes the order
                data = order.sudo().pricelist_resolution or {}
                order.pricelist_id = data.get("pricelist")
        return result

    def _keeps_price_list(self):
        """Tell whether an edited, not yet saved order keeps what was chosen for it."""
        origin = self._origin
        return bool(
            origin
            and origin != self
            and origin.pricelist_id
            and origin.distributor_id
            and origin.distributor_id == self.distributor_id._origin
        )

    @api.depends("pricelist_resolution", "pricelist_id", "historic_date")
    @api.depends_context("lang")
    def _compute_pricelist_explanation(self):
        prices = self.env["distributor.territory.price"]
        for order in self:
            data = order.pricelist_resolution
            order.pricelist_reason = order.pricelist_explanation = False
            if not data:
                continue
            order.pricelist_reason = prices._explain_choice(data)
            order.pricelist_explanation = prices._explain_resolution(data)
            if order.historic_date and not order.pricelist_id:
                order.pricelist_reason = self.env._("Imported with its prices.")
                order.pricelist_explanation = self.env._(
                    "The order was imported with its prices. By the rules:\n%(rules)s",
                    rules=order.pricelist_explanation,
                )
            elif data["pricelist"] != order.pricelist_id.id:
                order.pricelist_reason = self.env._("Not chosen by the rules.")
                order.pricelist_explanation = self.env._(
                    "%(pricelist)s was set by hand or copied. By the rules:\n%(rules)s",
                    pricelist=order.pricelist_id.name or self.env._("No price list"),
                    rules=order.pricelist_explanation,
                )

    @api.depends(
        "company_id",
        "distributor_id",
        "partner_shipping_id.country_id",
        "partner_shipping_id.state_id",
        "partner_shipping_id.city",
        "partner_shipping_id.zip",
        "partner_shipping_id.street",
        "partner_shipping_id.street2",
        "historic_date",
    )
    def _compute_ship_territory_id(self):
        todo = self.browse()
        for order in self:
            # what was confirmed stays, whatever happens to address and map
            order.ship_territory_id = order._origin.ship_territory_id
            if not order._origin or order.state in ("draft", "sent"):
                todo |= order
        todo._match_ship_territory()

    def _match_ship_territory(self):
        channel = self.filtered("distributor_id")
        (self - channel).ship_territory_id = False
        for order, candidates in channel._get_ship_candidates().items():
            order.ship_territory_id = candidates[0].criteria.id if candidates else False

    def _get_ship_candidates(self):
        """Return {order: candidates of its ship-to}, with one query a company."""
        territories = self.env["distributor.territory"]
        result = {}
        for company, orders in self.grouped("company_id").items():
            addresses = [
                territories._get_address(order._get_ship_place()) for order in orders
            ]
            days = [order._get_territory_date() for order in orders]
            found = territories._match_candidates(addresses, company, days)
            result.update(zip(orders, found, strict=True))
        return result

    def _get_ship_place(self):
        """Return the record whose address decides the territory; a hook."""
        self.ensure_one()
        return self.partner_shipping_id

    def _get_territory_date(self):
        """Return the day whose map holds: once confirmed, that day."""
        self.ensure_one()
        if self.state == "sale" and not self.historic_date and self.date_order:
            distributors = self.env["distributor.distributor"]
            return distributors._get_day(self.date_order, self.company_id)
        return self._get_channel_date()

    @api.depends("ship_territory_id", "distributor_id", "partner_shipping_id")
    @api.depends_context("lang")
    def _compute_ship_territory_explanation(self):
        territories = self.env["distributor.territory"]
        for order in self:
            order.ship_territory_explanation = False
            order.ship_territory_missing = False
            if not order.distributor_id:
                continue
            territory, text = territories._match_partner(
                order.partner_shipping_id,
                order.company_id,
                order._get_territory_date(),
            )
            if order.ship_territory_id and territory != order.ship_territory_id:
                text = self.env._(
                    "%s, as of the confirmation.", order.ship_territory_id.display_name
                )
            order.ship_territory_explanation = text
            order.ship_territory_missing = (
                order.state in ("draft", "sent")
                and not order.ship_territory_id
                and bool(territories._get_used(order.company_id))
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_resolution_vals(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_resolution_vals(vals)
        # an edit that leaves the distributor the same must not change its prices
        names = ("pricelist_id", "pricelist_resolution")
        kept = self._filter_same_distributor(vals)
        with self.env.protecting([self._fields[name] for name in names], kept):
            result = super().write(vals)
        if "partner_shipping_id" in vals:
            self.filtered(lambda order: order.state == "sale")._match_ship_territory()
        return result

    def _check_resolution_vals(self, vals):
        if "pricelist_resolution" in vals and not self.env.su:
            raise AccessError(self.env._("Only the price rules explain a price."))

    def _filter_same_distributor(self, vals):
        """Return the orders whose distributor stays the same when vals are written."""
        if {"partner_id", "company_id"}.isdisjoint(vals):
            return self.browse()
        distributors = self.env["distributor.distributor"]
        kept = self.browse()
        for (partner, company), orders in (
            self.filtered("distributor_id")
            .grouped(lambda order: (order.partner_id, order.company_id))
            .items()
        ):
            partner = partner.browse(vals.get("partner_id", partner.id))
            company = company.browse(vals.get("company_id", company.id))
            found = distributors._get_for_partner(partner, company)
            kept |= orders.filtered(
                lambda order, one=found: order.distributor_id == one
            )
        return kept

    def action_reresolve_pricelist(self):
        """Show which price list the rules give today, before anything changes."""
        self.ensure_one()
        self._check_reresolve()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_territory.sale_order_reprice_action"
        )
        return dict(action, context={"default_order_id": self.id})

    def _get_new_resolution(self):
        """Return what the rules give for the order today."""
        self.ensure_one()
        pair = (self.distributor_id, self._get_channel_date())
        return self.env["distributor.territory.price"]._resolve_pairs([pair])[pair]

    def _check_reresolve(self):
        self.check_access("write")
        if self.state not in ("draft", "sent") or not self.distributor_id:
            raise UserError(
                self.env._("Only a quotation of a distributor can be priced anew.")
            )

    def _reresolve_pricelist(self, data):
        """Take over a new resolution and recompute the prices of the lines."""
        self.ensure_one()
        old = self.pricelist_id
        # sudo: write access was checked by the caller; data comes from the rules
        self.sudo().write(
            {"pricelist_id": data["pricelist"], "pricelist_resolution": data}
        )
        self._recompute_prices()
        self.message_post(
            body=self.env._(
                "Price list chosen anew: %(old)s → %(new)s. %(reason)s",
                old=old.name or "–",
                new=self.pricelist_id.name or "–",
                reason=self.env["distributor.territory.price"]._explain_choice(data),
            )
        )
