# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

from ..models.distributor_authorization_answer import MAX_ALTERNATIVES


class DistributorAuthorizationAsk(models.TransientModel):
    """Answers who may sell a product at an address on a day, and why."""

    _name = "distributor.authorization.ask"
    _description = "Who May Sell?"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    product_id = fields.Many2one("product.product", "Product")
    partner_id = fields.Many2one("res.partner", "Address Of")
    country_id = fields.Many2one(
        "res.country",
        compute="_compute_address",
        store=True,
        readonly=False,
        default=lambda self: self.env.company.country_id,
    )
    state_id = fields.Many2one(
        "res.country.state",
        compute="_compute_address",
        store=True,
        readonly=False,
        domain="[('country_id', '=?', country_id)]",
    )
    city = fields.Char(compute="_compute_address", store=True, readonly=False)
    zip = fields.Char("ZIP", compute="_compute_address", store=True, readonly=False)
    channel_id = fields.Many2one("distributor.sale.channel", "Sales Channel")
    date = fields.Date("On Day", required=True, default=fields.Date.context_today)
    territory_id = fields.Many2one("distributor.territory", compute="_compute_answer")
    territory_text = fields.Text("Why This Territory", compute="_compute_answer")
    answer = fields.Char(compute="_compute_answer")
    winner_ids = fields.Many2many(
        "distributor.authorization", string="May Sell", compute="_compute_answer"
    )
    loser_text = fields.Text("Why Not Others", compute="_compute_answer")
    alternative_text = fields.Text("Nearest Alternatives", compute="_compute_answer")

    @api.depends("partner_id")
    def _compute_address(self):
        for wizard in self.filtered("partner_id"):
            for name in ("country_id", "state_id", "city", "zip"):
                wizard[name] = wizard.partner_id[name]

    @api.depends(
        "company_id",
        "product_id",
        "country_id",
        "state_id",
        "city",
        "zip",
        "channel_id",
        "date",
    )
    @api.depends_context("lang")
    def _compute_answer(self):
        for wizard in self:
            wizard.territory_id = wizard.winner_ids = wizard.territory_text = False
            wizard.answer = wizard.loser_text = wizard.alternative_text = False
            if wizard.product_id and wizard.date:
                wizard._fill_answer()

    def _fill_answer(self):
        self.territory_id, self.territory_text = self.env[
            "distributor.territory"
        ]._match_address(
            self.country_id, self.state_id, self.city, self.zip, self.company_id
        )
        rights = self.env["distributor.authorization"]
        answer = rights._ask(
            self.product_id, self.territory_id, self.date, self.channel_id
        )
        self.winner_ids = [rule.id for rule in answer.winners]
        self.answer = self._get_headline(answer)
        self.loser_text = rights._as_list(map(rights._explain_loser, answer.losers))
        self.alternative_text = rights._as_list(
            map(rights._explain_alternative, answer.alternatives[:MAX_ALTERNATIVES])
        )

    def _get_headline(self, answer):
        rights = self.env["distributor.authorization"]
        if not self.territory_id:
            return self.env._("Nobody: the address belongs to no territory.")
        if not answer.winners:
            return self.env._("Nobody is authorised.")
        return " ".join(map(rights._explain_winner, answer.winners))
