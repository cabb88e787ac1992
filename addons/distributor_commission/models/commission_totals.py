# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)


def get_commission_totals(records, field):
    """Return {record id: (number of entries, sum)} of entries that point to records."""
    # sudo: one figure about a document that the user may read; the button that leads
    # to the entries is shown to distribution users only
    entries = records.env["distributor.commission.entry"].sudo()
    return {
        record.id: (count, amount)
        for record, count, amount in entries._read_group(
            [(field, "in", records.ids)], [field], ["__count", "amount:sum"]
        )
    }
