"""三、选拔使用情况: who was promoted, by target tier, and who waits in the pools."""

from reporting.drafting.saying import Year

TIERS = (
    ("一级目标岗位", "use.tier1"),
    ("二级目标岗位", "use.tier2"),
    ("三级目标岗位", "use.tier3"),
    ("四级目标岗位", "use.tier4"),
)
POOLS = (("副县级后备", "use.deputy_pool"), ("正县级后备", "use.principal_pool"))


def use(year: Year) -> str:
    """One or two paragraphs."""
    return "\n".join(one for one in (_promoted(year), _pools(year)) if one)


def _promoted(year: Year) -> str:
    if year.none("use.promoted"):
        return "全年没有在库干部提任。"
    if not year.some("use.promoted"):
        return ""
    tiers = year.listed(TIERS)
    said = f"全年提任在库干部{year.with_last('use.promoted')}"
    return f"{said}。按培养目标分，{tiers}。" if tiers else f"{said}。"


def _pools(year: Year) -> str:
    pools = year.listed(POOLS)
    return f"列入后备人选的，{pools}。" if pools else ""
