# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Which documents are booked together."""


def gather(documents):
    """Return lists of documents, those that share an order in one list.

    What one of them takes back depends on what the others earned.

    :param documents: (document, [order]) in the order of booking

    >>> gather([(1, [7]), (2, [8]), (3, [7, 9]), (4, [9, 8]), (5, [6])])
    [[1, 2, 3, 4], [5]]
    """
    leaders = {}  # of each order: another one of its group, or itself

    def find(order):
        while leaders[order] != order:
            leaders[order] = order = leaders[leaders[order]]
        return order

    for _document, (first, *others) in documents:
        leaders.setdefault(first, first)
        for order in others:
            leaders.setdefault(order, order)
            leaders[find(order)] = find(first)
    groups = {}
    for document, orders in documents:
        groups.setdefault(find(orders[0]), []).append(document)
    return list(groups.values())


def split(documents, size):
    """Return parts of about a size, none of which takes a gathering apart.

    >>> split([(1, [7]), (2, [8]), (3, [7]), (4, [9]), (5, [6])], 2)
    [[1, 3], [2, 4], [5]]
    """
    parts = []
    for group in gather(documents):
        if not parts or len(parts[-1]) + len(group) > size:
            parts.append([])
        parts[-1] += group
    return parts
