# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Orders",
    "summary": "Where an order of a distributor stands, in words both sides understand",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_territory", "distributor_wallet", "sale_stock"],
    "data": [
        "data/mail_activity_type_data.xml",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        "views/distributor_distributor_views.xml",
        "views/distributor_wallet_views.xml",
        "views/channel_timeline_templates.xml",
        "views/sale_order_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_order_menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "distributor_order/static/src/scss/channel_timeline.scss",
        ],
        "web.assets_frontend": [
            "distributor_order/static/src/scss/channel_timeline.scss",
        ],
    },
}
