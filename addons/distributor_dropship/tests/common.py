# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.addons.distributor_authorization.tests.common import AuthorizationFactory
from odoo.addons.distributor_order.tests.common import OrderCommon
from odoo.addons.distributor_territory.tests.common import TerritoryFactory

NAME, PHONE = "张小明", "13812345678"
STREET = "西湖区文三路 1 号"
SECRETS = (NAME, PHONE, STREET, "文三路")
MASKED = ("张*", "138****5678")


class ConsumerFactory:
    """Makes consumers; mixed into any test class with an ``env``."""

    @classmethod
    def _create_consumer(cls, distributor=None, **values):
        return cls.env["distributor.consumer"].create(
            {
                "distributor_id": (distributor or cls.dealer).id,
                "name": NAME,
                "phone": PHONE,
                "country_id": cls.env.ref("base.cn").id,
                "state_id": cls.env.ref("base.state_cn_ZJ").id,
                "city": "杭州市",
                "street": STREET,
                **values,
            }
        )


class DropshipCommon(
    ConsumerFactory, AuthorizationFactory, TerritoryFactory, OrderCommon
):
    """T-D may ship to consumers; one of them lives in Hangzhou."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dealer.dropship = "allowed"
        cls.consumer = cls._create_consumer()

    @classmethod
    def _order_for(cls, consumer=None, distributor=None, confirm=True):
        consumer = consumer or cls.consumer
        order = cls._create_order(
            distributor or consumer.distributor_id,
            [(cls.goods, 2, 30)],
            partner_shipping_id=consumer.partner_id.id,
        )
        if confirm:
            order.action_confirm()
        return order
