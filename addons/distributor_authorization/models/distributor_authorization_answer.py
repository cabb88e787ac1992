# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.distributor.models.group_names import USER

from ..engine.scope import Item
from ..engine.sellers import Question, ask
from .distributor_authorization_scope import GIVEN, read_path

MAX_ALTERNATIVES = 10


class DistributorAuthorizationAnswer(models.AbstractModel):
    """Answers who may sell a product at an address on a day, and why."""

    _name = "distributor.authorization.answer"
    _description = "Who May Sell"

    @api.model
    def get_sellers(
        self,
        product_id,
        country_id=None,
        state_id=None,
        city=None,
        zip=None,  # noqa: A002 - named as the field of a contact, it is the API
        channel=None,
        date=None,
    ):
        """Tell who may sell a product at an address in a channel on a day.

        For users of the distribution; looks at the company of the call.

        :param int product_id: id of a product.product
        :param int country_id: id of a res.country; without it no territory is found
        :param int state_id: id of a res.country.state, if known
        :param str city: city, if known
        :param str zip: zip code, if known
        :param str channel: code of a distributor.sale.channel; empty: any channel
        :param str date: day as YYYY-MM-DD; empty: today
        :return: dict with ``date``, ``territory`` (id, code, name, or False),
            ``territory_reason``, ``sellers``, ``others`` and ``alternatives``: lists of
            dict with ``authorization``, ``authorization_id``, ``distributor_id``,
            ``distributor_code``, ``distributor_name``, ``territory_code``,
            ``exclusive``, ``date_start``, ``date_end``, ``reason`` (a word) and
            ``text`` (a sentence in the user's language)
        :raise AccessError: the user is no user of the distribution
        :raise UserError: product, country, state or channel do not exist
        """
        if not (self.env.su or self.env.user.has_group(USER)):
            raise AccessError(
                self.env._("Only users of the distribution ask who may sell.")
            )
        day = fields.Date.to_date(date) or fields.Date.context_today(self)
        territory, why = self.env["distributor.territory"]._match_address(
            self._get_existing("res.country", country_id),
            self._get_existing("res.country.state", state_id),
            city,
            zip,
            self.env.company,
        )
        product = self._get_existing("product.product", product_id)
        answer = self._ask(product, territory, day, self._get_channel(channel))
        return {
            "date": fields.Date.to_string(day),
            "territory": territory
            and {
                "id": territory.id,
                "code": territory.code,
                "name": territory.complete_name,
            },
            "territory_reason": why,
            **self._prepare_answer_values(answer),
        }

    @api.model
    def _get_existing(self, model, key):
        record = self.env[model].browse(key or ())
        if key and not record.exists():
            raise UserError(
                self.env._(
                    "There is no %(model)s with the id %(key)s.",
                    model=self.env[model]._description,
                    key=key,
                )
            )
        return record

    @api.model
    def _get_channel(self, code):
        channels = self.env["distributor.sale.channel"]
        if not code:
            return channels
        # sudo: the names of the channels are no secret of who may ask
        channel = channels.sudo().search([("code", "=", code)], limit=1)
        if not channel:
            raise UserError(
                self.env._("There is no sales channel with the code %s.", code)
            )
        return channel

    @api.model
    def _ask(self, product, territory, day, channel=None):
        """Answer the question for a territory, which may be none.

        Looks at the rules of the territory and those above it, of its neighbours and
        of what it is divided into.

        :return: ``engine.sellers.Answer``
        """
        # sudo: the map and the categories decide, whoever asks
        territory = territory.sudo()
        path = territory._get_path()
        company = territory.company_id or self.env.company
        near = Domain("territory_id", "in", path)
        near |= Domain("territory_id.parent_id", "in", path[:2])
        domain = Domain("company_id", "=", company.id) & Domain("state", "in", GIVEN)
        rules = self._fetch_rules(domain & near, day) if territory else []
        question = Question(
            self._get_item(product), path, day, channel.id if channel else 0
        )
        return ask(rules, question)

    @api.model
    def _get_item(self, product):
        # sudo: see _ask
        return Item(product.id, read_path(product.sudo().categ_id.parent_path))

    @api.model
    def _prepare_answer_values(self, answer):
        return {
            "sellers": [
                self._prepare_rule_values(rule, "may_sell", self._explain_winner(rule))
                for rule in answer.winners
            ],
            "others": [
                self._prepare_rule_values(
                    loser.rule, loser.reason, self._explain_loser(loser)
                )
                for loser in answer.losers
            ],
            "alternatives": [
                self._prepare_rule_values(
                    one.rule, one.kind, self._explain_alternative(one)
                )
                for one in answer.alternatives[:MAX_ALTERNATIVES]
            ],
        }

    @api.model
    def _prepare_rule_values(self, rule, reason, text):
        # sudo: the caller checked who asks; an answer names code and name only
        distributor = (
            self.env["distributor.distributor"].sudo().browse(rule.distributor)
        )
        territory = self.env["distributor.territory"].sudo().browse(rule.territory)
        return {
            "authorization_id": rule.id,
            "authorization": rule.code,
            "distributor_id": rule.distributor,
            "distributor_code": distributor.code,
            "distributor_name": distributor.name,
            "territory_code": territory.code,
            "exclusive": rule.exclusive,
            "date_start": fields.Date.to_string(rule.start),
            "date_end": rule.end and fields.Date.to_string(rule.end) or False,
            "reason": reason,
            "text": text,
        }

    @api.model
    def _get_rule_names(self, rule):
        return {
            "code": rule.code,
            "distributor": self._name_of("distributor.distributor", rule.distributor),
            "territory": self._name_of("distributor.territory", rule.territory),
        }

    @api.model
    def _explain_winner(self, rule):
        names = self._get_rule_names(rule)
        names["days"] = self._format_days(rule.start, rule.end)
        if rule.exclusive:
            return self.env._(
                "%(distributor)s may sell, exclusively: %(code)s for %(territory)s,"
                " %(days)s.",
                **names,
            )
        return self.env._(
            "%(distributor)s may sell: %(code)s for %(territory)s, %(days)s.", **names
        )

    @api.model
    def _explain_loser(self, loser):
        names = self._get_rule_names(loser.rule)
        text = self.env._("%(distributor)s (%(code)s, %(territory)s): ", **names)
        return text + self._explain_reason(loser)

    @api.model
    def _explain_reason(self, loser):
        rule = loser.rule
        if loser.reason == "not_yet":
            return self.env._("only from %s on.", format_date(self.env, rule.start))
        if loser.reason == "ended":
            return self.env._("ended on %s.", format_date(self.env, rule.end))
        if loser.reason == "blocked":
            holder = self._name_of("distributor.distributor", loser.by.distributor)
            return self.env._(
                "blocked by the exclusive right of %(holder)s (%(code)s).",
                holder=holder,
                code=loser.by.code,
            )
        return {
            "elsewhere": self.env._("for another territory."),
            "product": self.env._("does not cover this product."),
            "other_channel": self.env._("for another sales channel."),
            "suspended": self.env._("the distributor is not active."),
            "less_specific": self.env._(
                "a more specific authorisation comes before it."
            ),
        }[loser.reason]

    @api.model
    def _explain_alternative(self, alternative):
        rule, names = alternative.rule, self._get_rule_names(alternative.rule)
        if alternative.kind == "later":
            return self.env._(
                "%(distributor)s from %(day)s on (%(code)s).",
                **names,
                day=format_date(self.env, rule.start),
            )
        if alternative.kind == "channel":
            channels = self.env["distributor.sale.channel"].sudo().browse(rule.channels)
            return self.env._(
                "%(distributor)s through %(channels)s (%(code)s).",
                **names,
                channels=", ".join(channels.mapped("name")),
            )
        return self.env._("%(distributor)s in %(territory)s (%(code)s).", **names)
