# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The naive choice of rules, and the naive search for what nothing decides."""


def fits(rule, earner, link, fact):
    if rule.earner != earner:
        return False
    if earner == "upline" and rule.generation != link.generation:
        return False
    if rule.level is not None and rule.level != link.level:
        return False
    if rule.buyer_level is not None:
        buyers = [one.level for one in fact.chain if one.generation == 0]
        if rule.buyer_level not in buyers:
            return False
    if rule.product is not None and rule.product != fact.product:
        return False
    if rule.category is not None and rule.category not in fact.categories:
        return False
    if rule.territory is not None and rule.territory not in fact.territories:
        return False
    if rule.channel is not None and rule.channel != fact.channel:
        return False
    if rule.date_start is not None and fact.date < rule.date_start:
        return False
    return rule.date_end is None or fact.date < rule.date_end


def narrow(rule, fact):
    """Return how narrow each condition of a rule is, among those that fit a fact."""
    goods = area = 0
    if rule.category is not None:
        goods = 1 + fact.categories.index(rule.category)
    if rule.product is not None:
        goods = 100
    if rule.territory is not None:
        area = 1 + fact.territories.index(rule.territory)
    filled = [rule.level, rule.buyer_level, rule.channel]
    dated = rule.date_start is not None or rule.date_end is not None
    return [goods, area, dated] + [value is not None for value in filled]


def is_narrower(one, two, fact):
    better = False
    for mine, theirs in zip(narrow(one, fact), narrow(two, fact), strict=True):
        if mine < theirs:
            return False
        if mine > theirs:
            better = True
    return better


def pick(rules, earner, link, fact):
    """Return (the rule that applies, {rule that lost: why}, rules nothing decides)."""
    fitting = [rule for rule in rules if fits(rule, earner, link, fact)]
    top = []
    for rule in fitting:
        if not any(is_narrower(other, rule, fact) for other in fitting):
            top.append(rule)
    best = None
    for rule in top:
        if best is None or (rule.sequence, rule.key) < (best.sequence, best.key):
            best = rule
    lost = {}
    for rule in fitting:
        if rule is not best:
            lost[rule.key] = "later" if rule in top else "broader"
    return best, lost, [rule for rule in top if rule.sequence == best.sequence]


def meet(one, two, tree):
    """Return the narrower value of each condition, or None where nothing fits both."""
    if one.earner != two.earner:
        return None
    if one.earner == "upline" and one.generation != two.generation:
        return None
    common = []
    for name in ("level", "buyer_level", "channel"):
        values = {getattr(one, name), getattr(two, name)} - {None}
        if len(values) > 1:
            return None
        common.append(values.pop() if values else None)
    for paths in (goods_paths(one, two, tree), area_paths(one, two, tree)):
        short, long = sorted(paths, key=len)
        if long[: len(short)] != short:
            return None
        common.append(long)
    start = [rule.date_start for rule in (one, two) if rule.date_start]
    end = [rule.date_end for rule in (one, two) if rule.date_end]
    if start and end and max(start) >= min(end):
        return None
    return (
        common + [bool(start or end)],
        max(start, default=None),
        min(end, default=None),
    )


def goods_paths(one, two, tree):
    paths = []
    for rule in (one, two):
        path = ()
        if rule.category is not None:
            path = tree["category", rule.category]
        if rule.product is not None:
            path = (*tree["product", rule.product], f"product {rule.product}")
        paths.append(path)
    return paths


def area_paths(one, two, tree):
    return [
        () if rule.territory is None else tree["territory", rule.territory]
        for rule in (one, two)
    ]


def find_undecided(rules, tree):
    """Return the pairs of keys between which nothing decides, by every third rule."""
    pairs = []
    for one in rules:
        for two in rules:
            met = meet(one, two, tree)
            if one.key >= two.key or one.sequence != two.sequence or met is None:
                continue
            is_one = meet(one, one, tree)[0] == met[0]
            is_two = meet(two, two, tree)[0] == met[0]
            if is_one != is_two:
                continue
            if is_one or not any(stands(third, one, met, tree) for third in rules):
                pairs.append((one.key, two.key))
    return sorted(pairs)


def stands(third, one, met, tree):
    """Tell whether a rule stands where two others meet, on all days they do."""
    if third.earner != one.earner:
        return False
    if one.earner == "upline" and third.generation != one.generation:
        return False
    own = meet(third, third, tree)
    if own is None or own[0] != met[0]:
        return False
    _common, start, end = met
    if third.date_start and (start is None or third.date_start > start):
        return False
    return not (third.date_end and (end is None or third.date_end < end))
