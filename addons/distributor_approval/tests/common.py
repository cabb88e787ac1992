# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.distributor_authorization.tests.common import OrderCommon
from odoo.addons.distributor_member.tests.common import MemberFactory


class ApprovalFactory:
    """Makes approval rules and decides; mixed into any class with an ``env``."""

    @classmethod
    def _clear_approval_rules(cls):
        """Take away what a demo brand may ask for."""
        definitions = cls.env["tier.definition"].sudo()
        definitions.search([("model", "=", "sale.order")]).active = False

    @classmethod
    def _create_rule(cls, name="T-Rule", reviewer=None, **kw):
        """Make a rule; reviewer: a user, or none for the upline."""
        values = {
            "name": name,
            "definition_type": "channel",
            "company_id": cls.company.id,
            "review_type": "individual" if reviewer else "upline",
            "reviewer_id": reviewer.id if reviewer else False,
        }
        for key, value in kw.items():
            if key.endswith("_ids"):
                value = [Command.set(value.ids)]
            values[key] = getattr(value, "id", value)
        return cls.env["tier.definition"].sudo().create(values).sudo(False)

    def _reviews(self, order):
        return order.sudo().review_ids

    def _approve(self, order, user, comment=None):
        self._get_reviews_of(order, user)._decide("approved", comment)

    def _refuse(self, order, user, comment="T-No"):
        self._get_reviews_of(order, user)._decide("rejected", comment)

    def _get_reviews_of(self, order, user):
        return order.with_user(user)._get_my_reviews().with_user(user).sudo(False)

    def _submit(self, order, user):
        # sudo: as the portal does after its own check of access
        order.with_user(user).sudo()._request_confirmation()
        self.env.flush_all()


class ApprovalCommon(ApprovalFactory, MemberFactory, OrderCommon):
    """T-X → T-Y → T-Z, each with an owner in the portal, and people of the brand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._clear_approval_rules()
        cls.longjing.list_price = 100.0
        cls.company.sudo().write(
            {"approval_own_orders": False, "approval_show_amounts": False}
        )
        cls.sales = new_test_user(
            cls.env, "t-sales", "distributor.distributor_group_user"
        )
        cls.finance = new_test_user(
            cls.env, "t-fin", "distributor.distributor_group_finance"
        )
        cls.boss = new_test_user(
            cls.env, "t-boss", "distributor.distributor_group_manager"
        )
        cls.bottom = cls._create_distributor(
            "T-Z", "dealer", cls.below, user_id=cls.sales.id
        )
        cls._create_authorization(cls.bottom, cls.shanghai, categ_ids=cls.tea)
        cls.bottom_home = cls._create_place(
            cls.bottom, state_id=cls.sh_state.id, city="Shanghai", zip="200100"
        )
        cls.buyer = cls._create_member(cls.bottom, "owner").user_id
        cls.upline = cls._create_member(cls.below, "owner").user_id
        cls.top = cls._create_member(cls.stranger, "owner").user_id

    def _buy(self, quantity=10, price=100, place=None, product=None, **kw):
        """Make a quotation of T-Z, as the portal does."""
        order = self._create_order(
            self.bottom,
            [(product or self.longjing, quantity, price)],
            partner_shipping_id=(place or self.bottom_home).id,
            **kw,
        )
        self.env.flush_all()
        return order

    def _change(self, order, quantity, user=None):
        order.order_line[0].with_user(user or self.sales).sudo().write(
            {"product_uom_qty": quantity}
        )
        self.env.flush_all()

    def _assert_refused(self, act, *texts):
        with self.assertRaises(UserError) as caught, self.cr.savepoint():
            act()
        for text in texts:
            self.assertIn(text, str(caught.exception))
