"""The catalogue: every asset class of the extracts, with risk ratings from R1 to R5.

Rates and terms are those of an invented bank; no page and no rule reads them from here.
"""

from dataclasses import dataclass
from random import Random

from bankcrm.demo.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Product:
    """`term` is in days and 0 for products without one; `swing` is how far a price moves in a week."""

    code: str
    name: str
    asset_class: str
    rating: str
    issuer: str
    rate: str = ""
    term: int = 0
    swing: float = 0.0

    @property
    def risk(self) -> int:
        return int(self.rating[1:] or 0)


_WEALTH_CO = "示范理财有限责任公司"
_FUND_CO = "示范基金管理有限公司"
_LIFE_CO = "示范人寿保险股份有限公司"

DEMAND = Product("DEMAND", "活期存款", "DEMAND_DEPOSIT", "R1", "SELF", "0.0005")
CATALOGUE = (
    DEMAND,
    Product("TD3M", "整存整取三个月", "TIME_DEPOSIT", "R1", "SELF", "0.0065", 91),
    Product("TD6M", "整存整取六个月", "TIME_DEPOSIT", "R1", "SELF", "0.0085", 182),
    Product("TD1Y", "整存整取一年", "TIME_DEPOSIT", "R1", "SELF", "0.0095", 365),
    Product("TD3Y", "整存整取三年", "TIME_DEPOSIT", "R1", "SELF", "0.0125", 1095),
    Product("CD1Y", "大额存单一年", "TIME_DEPOSIT", "R1", "SELF", "0.0120", 365),
    Product("SD90", "结构性存款90天(挂钩黄金)", "STRUCTURED_DEPOSIT", "R2", "SELF", "0.0180", 90),
    Product("SD180", "结构性存款180天(挂钩汇率)", "STRUCTURED_DEPOSIT", "R2", "SELF", "0.0195", 180),
    Product("WM-CASH", "现金管理类理财天天利", "WEALTH", "R1", _WEALTH_CO, "0.0140", 0, 0.0004),
    Product("WM90", "固收稳健90天", "WEALTH", "R2", _WEALTH_CO, "0.0210", 90),
    Product("WM180", "固收增强180天", "WEALTH", "R2", _WEALTH_CO, "0.0230", 180),
    Product("WM365", "混合精选一年定开", "WEALTH", "R3", _WEALTH_CO, "0.0280", 365),
    Product("FUND-MM", "示范货币市场基金", "FUND", "R1", _FUND_CO, "", 0, 0.0004),
    Product("FUND-BD", "示范纯债债券基金", "FUND", "R2", _FUND_CO, "", 0, 0.0020),
    Product("FUND-MX", "示范均衡混合基金", "FUND", "R3", _FUND_CO, "", 0, 0.0120),
    Product("FUND-EQ", "示范价值股票基金", "FUND", "R4", _FUND_CO, "", 0, 0.0220),
    Product("FUND-SE", "示范科技行业基金", "FUND", "R5", _FUND_CO, "", 0, 0.0350),
    Product("INS-ANN", "安享年金保险", "INSURANCE", "R1", _LIFE_CO, "0.0175", 3650),
    Product("INS-UL", "丰盈万能型保险", "INSURANCE", "R2", _LIFE_CO, "0.0200", 1825),
    Product("TB3Y", "储蓄国债(电子式)三年", "TREASURY_BOND", "R1", "财政部", "0.0163", 1096),
    Product("TB5Y", "储蓄国债(凭证式)五年", "TREASURY_BOND", "R1", "财政部", "0.0170", 1826),
    Product("GOLD", "积存金", "METAL", "R3", "SELF", "", 0, 0.0150),
    Product("SILVER", "账户白银", "METAL", "R5", "SELF", "", 0, 0.0280),
    Product("TRUST1", "示范信托安稳集合资金信托", "TRUST", "R4", "示范信托有限公司", "0.0420", 730),
    Product("LOAN-HOME", "个人住房贷款", "LOAN", "", "SELF", "0.0310"),
    Product("LOAN-CONS", "个人消费贷款", "LOAN", "", "SELF", "0.0365"),
    Product("LOAN-BIZ", "个人经营贷款", "LOAN", "", "SELF", "0.0395"),
    Product("CARD-STD", "标准信用卡", "CARD", "", "SELF"),
    Product("CARD-GOLD", "金卡信用卡", "CARD", "", "SELF"),
    Product("CARD-PLAT", "白金信用卡", "CARD", "", "SELF"),
)
BY_CODE = {product.code: product for product in CATALOGUE}
DEPOSIT_CLASSES = frozenset({"DEMAND_DEPOSIT", "TIME_DEPOSIT", "STRUCTURED_DEPOSIT"})


def rows() -> list[tuple[str, ...]]:
    return [(p.code, p.name, p.asset_class, p.rating, p.issuer) for p in CATALOGUE]


def price_paths(seed: int, timeline: Timeline) -> dict[str, tuple[tuple[int, float], ...]]:
    """Weekly prices (day index, price; 1 at the start) of every product whose value moves."""
    paths = {}
    for product in CATALOGUE:
        if product.swing:
            rng = Random(f"{seed}:price:{product.code}")
            price, path = 1.0, []
            for day in range(timeline.first_friday, timeline.length, 7):
                price *= 1 + product.swing * (2.2 * rng.random() - 1)
                path.append((day, price))
            paths[product.code] = tuple(path)
    return paths
