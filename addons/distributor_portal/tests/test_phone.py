# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import HOME, PortalCommon
from .phone import ChinesePhoneMixin


@tagged("post_install", "-at_install")
class TestPhone(ChinesePhoneMixin, PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._sell(cls.dealer, 1000)
        cls._sell(cls.country, 200)
        cls._confirm((cls.goods, 1, 100), distributor=cls.country)

    def test_walk_on_a_phone(self):
        login = self.users[self.country].login
        self.start_tour("/my", "distributor_portal_phone", login=login, timeout=120)

    def test_chinese(self):
        self._speak_chinese(self.users[self.country])
        self._login(self.country)
        for url, words in (
            (HOME, ("本月佣金", "待发货订单", "可用预存款", "当前待办")),
            (f"{HOME}/orders", ("待发货", "全部", "最新", "已付款")),
            (f"{HOME}/wallet", ("余额", "冻结", "全部类型")),
            (f"{HOME}/commission", ("本月累计佣金", "下级 T-D", "全部月份")),
        ):
            text = self._text(self._open(url))
            for word in words:
                self.assertIn(word, text, url)
        self.assertIn(f"{self.month:%Y年%-m月}", text)
