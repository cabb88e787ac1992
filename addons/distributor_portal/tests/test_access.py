# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json

from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.test_access import OPERATIONS

from .common import HOME, PAGES, PortalCommon, select

# What the suite adds to records that a portal user may read: of its own orders, why it
# pays which price, and nothing else, ever. Lists of our records count for themselves.
REACH = {
    "sale.order": {
        "approval_may_decide",
        "approval_state",
        "cancel_date",
        "channel_state",
        "commission_currency_id",
        "confirm_deadline",
        "deposit_available",
        "deposit_held",
        "deposit_missing",
        "distributor_id",
        "distributor_level_id",
        "funding",
        "historic_date",
        "is_hold_expired",
        "may_return",
        "prepaid",
        "pricelist_explanation",
        "pricelist_reason",
        "ship_territory_explanation",
        "ship_territory_id",
        "ship_territory_missing",
    },
    "sale.order.line": {"quantity_given_back"},
    "stock.picking": {"is_to_receive", "received_date"},
    # fields of OCA, which lets portal users read; rules hide what is about orders
    "tier.definition": {"definition_type", "review_type"},
    "tier.review": {"active"},
}
REFUSALS = ("AccessError", "UserError", "MissingError")


@tagged("post_install", "-at_install")
class TestAccess(PortalCommon):
    """A distributor reaches its own pages, and nobody else's by any way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.orders = {
            distributor: cls._sell(distributor, 100.0 + number)
            for number, distributor in enumerate(cls.distributors)
        }
        cls.order = cls.orders[cls.country]
        cls.stranger = cls._create_portal_user(login="t-portal-stranger")

    def _rpc(self, model, method, *args, **kwargs):
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(
                {
                    "jsonrpc": "2.0",
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": kwargs,
                    },
                }
            ),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def _assert_refused(self, answer, what):
        self.assertIn("error", answer, what)
        name = answer["error"]["data"]["name"]
        # refused for everybody, or nothing there yet: no more is said either way
        self.assertIn(name.removeprefix("odoo.exceptions."), REFUSALS, what)

    def _get_suite_models(self):
        return [
            name
            for name, model in self.registry.items()
            if name.startswith("distributor.") and not model._abstract
        ]

    # pages

    def test_each_sees_its_own(self):
        for distributor in self.distributors:
            self._login(distributor)
            with self.subTest(distributor.code):
                own = self.orders[distributor]
                self.assertEqual(self._titles(self._open(f"{HOME}/orders")), [own.name])
                entries = self._open(f"{HOME}/wallet")
                amounts = self._money(entries, ".o_distributor_portal_amount")
                self.assertEqual(amounts, [-own.amount_total, 5000.0])

    def test_parameters_name_nobody_else(self):
        self._login(self.dealer)
        plain = [self._text(self._open(url), "main") for url in PAGES]
        for name in ("distributor_id", "distributor", "beneficiary_id", "partner_id"):
            for url, text in zip(PAGES, plain, strict=True):
                tail = f"?{name}={self.country.id}&wallet_id={self.wallet.id - 1}"
                self.assertEqual(self._text(self._open(url + tail), "main"), text)

    def test_others_are_not_named(self):
        self._login(self.dealer)
        for url in PAGES:
            text = self._text(self._open(url), "main")
            for other in self.distributors - self.dealer:
                self.assertNotIn(other.name, text, url)
                self.assertNotIn(other.code, text, url)

    def test_public_is_asked_to_log_in(self):
        self.authenticate(None, None)
        for url in PAGES:
            response = self.url_open(url, allow_redirects=False)
            self.assertEqual(response.status_code, 303, url)
            self.assertIn("/web/login", response.headers["Location"])

    def test_login_without_distributor(self):
        employee = new_test_user(self.env, "t-employee", "base.group_user")
        for user in (self.stranger, employee):
            self.authenticate(user.login, user.login)
            for url in PAGES:
                page = self._open(url)
                self.assertIn("for distributors", self._text(page, "main"))
                self.assertFalse(select(page, ".oe_currency_value"), url)
            self.assertFalse(select(self._open("/my"), ".o_distributor_portal"))

    def test_distributor_of_another_company(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        foreign = self._create_distributor("T-F", "dealer", company_id=other.id)
        user = self._create_portal_user(foreign)
        self.authenticate(user.login, user.login)
        self.assertIn("for distributors", self._text(self._open(HOME), "main"))

    # stock documents

    def test_documents_of_others_answer_like_missing_ones(self):
        missing = {"orders": 2**31 - 2, "invoices": 2**31 - 2}
        for distributor in self.distributors:
            self._login(distributor)
            answers = {
                kind: self.url_open(f"/my/{kind}/{number}", allow_redirects=False)
                for kind, number in missing.items()
            }
            for owner, order in self.orders.items():
                if owner == distributor:
                    continue
                for kind, record in (
                    ("orders", order),
                    ("invoices", order.invoice_ids),
                ):
                    for tail in ("", "?report_type=pdf", "?access_token=x"):
                        url = f"/my/{kind}/{record.id}{tail}"
                        answer = self.url_open(url, allow_redirects=False)
                        with self.subTest(who=distributor.code, whose=owner.code):
                            self.assertEqual(
                                (answer.status_code, answer.headers["Location"]),
                                (303, answers[kind].headers["Location"]),
                            )
                            self.assertEqual(answers[kind].status_code, 303)

    def test_stock_lists_show_no_upline_or_downline(self):
        for distributor in self.distributors:
            self._login(distributor)
            for url, field in (("/my/orders", "name"), ("/my/invoices", "invoice_ids")):
                text = self._text(self._open(url), "main")
                for owner, order in self.orders.items():
                    name = order.name if field == "name" else order.invoice_ids.name
                    self.assertEqual(name in text, owner == distributor)

    # RPC

    def test_no_right_on_any_model(self):
        for user in (self.users[self.dealer], self.env.ref("base.public_user")):
            for name in self._get_suite_models():
                for operation in OPERATIONS:
                    with self.subTest(model=name, operation=operation):
                        model = self.env[name].with_user(user)
                        self.assertFalse(model.has_access(operation))

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model")
    def test_rpc_is_refused(self):
        self._login(self.dealer)
        for name in self._get_suite_models():
            record = self.env[name].sudo().search([], limit=1).id or 1
            calls = {
                "read": ([record], ["display_name"]),
                "web_read": ([record], {"display_name": {}}),
                "search_read": ([], ["display_name"]),
                "search_count": ([],),
                "name_search": ("",),
                "formatted_read_group": ([], [], ["__count"]),
                "web_search_read": ([], {"display_name": {}}),
                "export_data": ([record], ["display_name"]),
                "write": ([record], {"active": False}),
                "create": ({},),
                "unlink": ([record],),
            }
            for method, args in calls.items():
                with self.subTest(model=name, method=method):
                    self._assert_refused(self._rpc(name, method, *args), method)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model")
    def test_private_methods_are_refused(self):
        self._login(self.dealer)
        for model, method in (
            ("distributor.distributor", "_get_portal_figures"),
            ("distributor.distributor", "_get_for_user"),
            ("distributor.wallet", "_top_up"),
            ("distributor.commission.entry", "_get_portal_explanation"),
            ("sale.order", "_get_portal_destination"),
        ):
            self._assert_refused(self._rpc(model, method, [self.dealer.id]), method)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model")
    def test_no_oracle_through_own_documents(self):
        """Neither domain nor order of a readable model answers about our models."""
        self._login(self.dealer)
        own = self._rpc("sale.order", "search_read", [], ["name"])["result"]
        self.assertEqual([row["id"] for row in own], self.orders[self.dealer].ids)
        for domain in (
            [("distributor_id.parent_id.code", "=like", "T-%")],
            [("distributor_id.wallet_ids.balance", ">", 1)],
            [("chain_ids.distributor_id.code", "=", "T-M")],
            [("chain_ids", "any", [("generation", "=", 1)])],
        ):
            with self.subTest(domain):
                answer = self._rpc("sale.order", "search_count", domain)
                self._assert_refused(answer, domain)
        for model in ("sale.order", "account.move", "res.partner"):
            record = self.orders[self.dealer]
            record = {
                "sale.order": record,
                "account.move": record.invoice_ids,
                "res.partner": record.partner_id,
            }[model]
            for name in self._get_suite_fields(model) - REACH.get(model, set()):
                with self.subTest(model=model, field=name):
                    answer = self._rpc(model, "read", record.ids, [name])
                    if "error" not in answer:
                        self.assertFalse(answer["result"][0][name])

    def _get_suite_fields(self, model):
        return {
            name
            for name, field in self.env[model]._fields.items()
            if (field._module or "").startswith("distributor")
        }

    def test_reach(self):
        """The fields of ours that a portal user can read do not grow unnoticed."""
        user = self.users[self.dealer]
        for name, model in self.registry.items():
            if model._abstract or name.startswith("distributor."):
                continue
            if not self.env[name].with_user(user).has_access("read"):
                continue
            readable = {
                field
                for field in self._get_suite_fields(name)
                if self.env[name]._fields[field].type not in ("one2many", "many2many")
                and self.env[name]
                .with_user(user)
                ._has_field_access(self.env[name]._fields[field], "read")
            }
            with self.subTest(name):
                self.assertEqual(readable - REACH.get(name, set()), set())

    def test_no_file_of_a_record(self):
        self._login(self.dealer)
        url = f"/web/image/distributor.distributor/{self.country.id}/avatar_128"
        missing = f"/web/image/distributor.distributor/{2**31 - 2}/avatar_128"
        self.assertEqual(self.url_open(url).content, self.url_open(missing).content)
