# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Territories",
    "summary": "Where a distributor sells, and at which price list",
    "version": "19.0.2.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor"],
    "post_init_hook": "post_init_hook",
    "data": [
        "security/distributor_territory_groups.xml",
        "security/distributor_territory_security.xml",
        "security/product_pricelist_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "wizards/distributor_territory_test_views.xml",
        "wizards/distributor_territory_change_views.xml",
        "wizards/sale_order_reprice_views.xml",
        "views/distributor_territory_price_views.xml",
        "views/distributor_territory_views.xml",
        "views/distributor_distributor_views.xml",
        "views/sale_order_views.xml",
        "views/distributor_territory_menus.xml",
    ],
}
