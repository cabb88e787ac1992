# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Drop Shipping",
    "summary": "The brand ships to the consumer of a distributor, in its name",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_order", "distributor_authorization"],
    "data": [
        "security/distributor_dropship_groups.xml",
        "security/distributor_dropship_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "report/report_deliveryslip.xml",
        "views/distributor_consumer_views.xml",
        "views/distributor_distributor_views.xml",
        "views/distributor_level_views.xml",
        "views/sale_order_views.xml",
        "views/stock_picking_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_dropship_menus.xml",
    ],
}
