# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Demo Brand",
    "summary": "A believable brand to try the suite on; for an empty database",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": [
        "account_financial_report",
        "distributor_bulk",
        "distributor_import",
        "distributor_portal",
        "distributor_price_wallet",
        "distributor_statement",
        "distributor_wallet_program",
        "distributor_wallet_request",
        "distributor_wallet_topup",
        "sale_management",
    ],
    "data": [],
    "post_init_hook": "make_brand",
}
