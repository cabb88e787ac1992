# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.tools import format_datetime
from odoo.tools.misc import formatLang

# what a distributor may read of a rule of its own list
RULE_KEYS = (
    "applied_on",
    "target",
    "min_quantity",
    "quantity_period",
    "min_deposit",
    "date_end",
)
# rules that begin later would tell prices that are not published yet
OPEN_REASONS = ("quantity", "deposit", "less_specific", "expired")


class DistributorPriceExplanation(models.AbstractModel):
    """Tells a stored explanation of a price in the language of the reader."""

    _name = "distributor.price.explanation"
    _description = "Explanation of a Price"

    @api.model
    def _restrict(self, data):
        """Return what the distributor itself may read of an explanation.

        Its own list, price and conditions. Not what its price builds on: another list
        is what somebody else pays, and the cost is nobody's business.
        """
        step = data["steps"][0]
        shown = {
            "pricelist": step["pricelist"],
            "rule": self._restrict_rule(step["rule"]),
            "kind": step["kind"],
            "price": step["price"],
            "currency": step["currency"],
            "candidates": [
                {
                    **self._restrict_rule(candidate),
                    "reason": candidate["reason"],
                    "missing": candidate.get("missing"),
                    "price": candidate.get("price"),
                }
                for candidate in step["candidates"]
                if candidate["reason"] in OPEN_REASONS
            ],
            "others": 0,
        }
        if step["kind"] == "percentage" and step["base"] == "list_price":
            shown.update(
                base="list_price",
                percent=step["percent"],
                base_price=step["base_price"],
            )
        elif step["kind"] not in ("fixed", "list_price"):
            shown["kind"] = "hidden"
        keys = ("product", "product_name", "quantity", "uom", "uom_id", "date", "price")
        return {
            **{key: data[key] for key in keys},
            "currency": data["currency"],
            "steps": [shown],
        }

    @api.model
    def _restrict_rule(self, rule):
        return rule and {key: rule[key] for key in RULE_KEYS}

    @api.model
    def _tell(self, data):
        """Return the sentences of an explanation.

        :return: dict of summary (str), steps, losers and others (lists of str)
        """
        return {
            "summary": self._tell_summary(data),
            "steps": [self._tell_step(data, step) for step in data["steps"]],
            "losers": [
                self._tell_loser(data, step, candidate)
                for step in data["steps"]
                for candidate in step["candidates"]
            ],
            "others": [
                self.env._(
                    "%(count)s more rules of %(pricelist)s are for other products or"
                    " categories.",
                    count=step["others"],
                    pricelist=step["pricelist"],
                )
                for step in data["steps"]
                if step["others"]
            ],
        }

    @api.model
    def _tell_summary(self, data):
        return self.env._(
            "%(price)s for %(quantity)s %(uom)s of %(product)s",
            price=self._tell_money(data["price"], data["currency"]),
            quantity=f"{data['quantity']:g}",
            uom=data["uom"],
            product=data["product_name"],
        )

    @api.model
    def _tell_step(self, data, step):
        where = step["pricelist"] or self.env._("No price list")
        if step["rule"]:
            where = f"{where}, {self._tell_rule(data, step['rule'])}"
        price = self._tell_money(step["price"], step["currency"])
        if step["kind"] == "fixed":
            return self.env._(
                "%(where)s: fixed price %(price)s", **vars_of(where, price)
            )
        if step["kind"] == "hidden":
            return self.env._(
                "%(where)s: %(price)s by formula", **vars_of(where, price)
            )
        if step["kind"] == "list_price":
            return self.env._(
                "%(where)s: sales price %(price)s", **vars_of(where, price)
            )
        parts = [self._tell_base(step), *self._tell_formula(step)]
        return f"{where}: {' '.join(parts)} = {price}"

    @api.model
    def _tell_base(self, step):
        names = {
            "list_price": self.env._("sales price"),
            "standard_price": self.env._("cost"),
            "pricelist": self.env._("price of the list below"),
        }
        money = self._tell_money(step["base_price"], step["currency"])
        if step.get("rate"):
            return self.env._(
                "%(name)s %(money)s (1 %(currency)s = %(rate)s)",
                name=names[step["base"]],
                money=money,
                currency=step["rate_from"],
                rate=f"{step['rate']:.6g}",
            )
        return f"{names[step['base']]} {money}"

    @api.model
    def _tell_formula(self, step):
        """Return the parts of a formula in the order in which stock applies them."""
        currency = step["currency"]

        def tell(key, text):
            if not step.get(key):
                return
            value = step[key]
            if key == "percent":
                parts.append(f"{'−' if value > 0 else '+'} {abs(value):g} %")
            else:
                parts.append(f"{text} {self._tell_money(value, currency)}")

        parts = []
        tell("percent", "")
        tell("round", self.env._("rounded to"))
        tell("surcharge", self.env._("plus"))
        tell("min_margin", self.env._("at least base plus"))
        tell("max_margin", self.env._("at most base plus"))
        return parts

    @api.model
    def _tell_loser(self, data, step, candidate):
        reasons = {
            "quantity": self.env._(
                "minimum quantity not reached, %s missing",
                f"{candidate.get('missing') or 0:g}",
            ),
            "deposit": self.env._("the deposit is not held"),
            "not_yet": self.env._(
                "begins only on %s", self._tell_moment(candidate.get("date_start"))
            ),
            "expired": self.env._(
                "ended on %s", self._tell_moment(candidate.get("date_end"))
            ),
            "less_specific": self.env._("less specific"),
            "condition": self.env._("its conditions are not met"),
        }
        text = self.env._(
            "Not %(rule)s: %(reason)s",
            rule=self._tell_rule(data, candidate),
            reason=reasons[candidate["reason"]],
        )
        if candidate.get("price") is None:
            return text
        return self.env._(
            "%(text)s (it would be %(price)s)",
            text=text,
            price=self._tell_money(candidate["price"], step["currency"]),
        )

    @api.model
    def _tell_rule(self, data, rule):
        parts = [rule["target"] or self.env._("all products")]
        if rule["min_quantity"]:
            parts.append(self.env._("from %s", f"{rule['min_quantity']:g}"))
        if rule["quantity_period"]:
            parts.append(
                {
                    "month": self.env._("in the month"),
                    "quarter": self.env._("in the quarter"),
                    "year": self.env._("in the year"),
                }[rule["quantity_period"]]
            )
        if rule["min_deposit"]:
            amount = formatLang(self.env, rule["min_deposit"], digits=2)
            # explanations that were kept earlier did not say the currency
            amount = f"{amount} {rule.get('deposit_currency', '')}".rstrip()
            parts.append(self.env._("with a deposit from %s", amount))
        return f"“{' '.join(parts)}”"

    @api.model
    def _tell_moment(self, moment):
        return format_datetime(self.env, moment) if moment else ""

    @api.model
    def _tell_money(self, amount, currency):
        decimals = self.env["decimal.precision"].precision_get("Product Price")
        return f"{formatLang(self.env, amount, digits=decimals)} {currency}"


def vars_of(where, price):
    return {"where": where, "price": price}
