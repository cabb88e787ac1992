# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The groups of the back office, as checks and views name them."""

USER = "distributor.distributor_group_user"
MANAGER = "distributor.distributor_group_manager"
FINANCE = "distributor.distributor_group_finance"
# who decides on money
DECIDERS = f"{MANAGER},{FINANCE}"
