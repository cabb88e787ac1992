# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Prices",
    "summary": "Prices prepared and approved ahead, and each one explained",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_territory"],
    "external_dependencies": {"python": ["xlsxwriter"]},
    "pre_init_hook": "pre_init_hook",
    "data": [
        "security/distributor_price_security.xml",
        "security/ir.model.access.csv",
        "wizards/distributor_price_comparison_views.xml",
        "views/distributor_price_version_item_views.xml",
        "views/distributor_price_version_views.xml",
        "views/price_explanation_templates.xml",
        "wizards/distributor_price_inquiry_views.xml",
        "views/product_pricelist_views.xml",
        "views/distributor_level_views.xml",
        "views/distributor_distributor_views.xml",
        "views/sale_order_views.xml",
    ],
}
