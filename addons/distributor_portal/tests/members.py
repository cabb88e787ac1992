# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json

from odoo import http

from odoo.addons.distributor_member.tests.common import MemberFactory

from .common import PortalCommon

ROLES = ("owner", "buyer", "finance", "viewer")
QUIET = (
    "odoo.http",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
)
SIGNATURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


class MembersCommon(MemberFactory, PortalCommon):
    """The dealer has a member of each role, and people around it who are none.

    Around it: a contact without role, one whose membership ended, a stranger, and the
    logins of upline, downline and sibling.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles = {"owner": cls.users[cls.dealer]}
        cls._create_member(cls.dealer, "owner", cls.roles["owner"])
        for role in ROLES[1:]:
            cls.roles[role] = cls._create_member(cls.dealer, role).user_id
        ended = cls._create_login("t-ended", cls.dealer)
        cls._create_member(cls.dealer, "finance", ended).action_end()
        # a downline of the dealer, so that all directions are tried
        cls.below = cls._create_distributor("T-B", "store", cls.dealer)
        cls.others = {
            "clerk": cls._create_login("t-clerk", cls.dealer),
            "ended": ended,
            "stranger": cls._create_login("t-stranger"),
            "upline": cls.users[cls.country],
            "downline": cls._create_login("t-below", cls.below),
            "sibling": cls.users[cls.sibling],
        }
        cls.everybody = {**cls.roles, **cls.others}

    @classmethod
    def _get_member(cls, role):
        return cls.dealer._get_member(cls.roles[role])

    def _login_as(self, user):
        self.authenticate(user.login, user.login)

    def _post(self, url, **data):
        data["csrf_token"] = http.Request.csrf_token(self)
        return self.url_open(url, data=data, allow_redirects=False)

    def _json(self, url, **params):
        response = self.url_open(
            url,
            data=json.dumps({"jsonrpc": "2.0", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def _rpc(self, model, method, *args, **kwargs):
        return self._json(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=args,
            kwargs=kwargs,
        )

    @classmethod
    def _offer(cls, amount=100.0, **kw):
        order = cls._create_order(
            cls.dealer, [(cls.goods, 1, amount)], require_signature=True, **kw
        )
        order.action_quotation_sent()
        return order

    def _accept(self, order, token=None):
        return self._json(
            f"/my/orders/{order.id}/accept",
            access_token=token,
            name="T",
            signature=SIGNATURE,
        )
