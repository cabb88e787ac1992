# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import HOME, PortalCommon
from .phone import ChinesePhoneMixin

# what starts the modules of the script that the page loads last, with another loader
SLICES = """
    const name = "@distributor_portal/start/sliced_start.esm";
    const {SlicedStart} = odoo.loader.modules.get(name);
    const seen = [];
    const taps = new MessageChannel();
    taps.port1.onmessage = () => seen.push("a tap");
    const loader = Object.create({
        addJob: (name) => {
            seen.push(name);
            if (name === "slow") {
                const end = performance.now() + 20;
                while (performance.now() < end);
                taps.port2.postMessage(null);
            }
        },
        findErrors: () => ({}),
        reportErrors: () => seen.push("errors"),
    });
    const script = document.body.appendChild(document.createElement("script"));
    script.addEventListener("load", () => {
        loader.addJob("at once");
        const found = seen.join();
        const wanted = "waits,slow,a tap,next,errors,at once";
        if (found === wanted) {
            console.log("test successful");
        } else {
            console.error(`${found} instead of ${wanted}`);
        }
    });
    new SlicedStart(loader, script).begin();
    for (const name of ["slow", "next"]) {
        loader.addJob(name);
    }
    seen.push("waits");
    script.dispatchEvent(new Event("load"));
"""


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

    def test_answers_while_its_script_starts(self):
        self.browser_js(
            HOME,
            SLICES,
            "document.body.getAttribute('is-ready') === 'true'",
            login=self.users[self.country].login,
        )

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
