"""The branch tree: head office, provincial branches, sub-branches, outlets, as many as the customers need."""

from dataclasses import dataclass
from itertools import accumulate

CUSTOMERS_PER_OUTLET = 2_000
MIN_OUTLETS = 4
MAX_OUTLETS = 3_000

# (province or region, the city of its branch)
_REGIONS = (
    ("山西", "太原"), ("北京", "北京"), ("上海", "上海"), ("江苏", "南京"), ("浙江", "杭州"),
    ("广东", "广州"), ("四川", "成都"), ("湖北", "武汉"), ("陕西", "西安"), ("山东", "济南"),
    ("河南", "郑州"), ("福建", "福州"), ("湖南", "长沙"), ("安徽", "合肥"), ("辽宁", "沈阳"),
    ("重庆", "重庆"), ("天津", "天津"), ("河北", "石家庄"), ("江西", "南昌"), ("云南", "昆明"),
    ("广西", "南宁"), ("贵州", "贵阳"), ("吉林", "长春"), ("黑龙江", "哈尔滨"), ("内蒙古", "呼和浩特"),
    ("甘肃", "兰州"), ("新疆", "乌鲁木齐"), ("宁夏", "银川"), ("海南", "海口"), ("青海", "西宁"),
)  # fmt: skip
_DISTRICTS = ("城东", "城西", "城南", "城北", "高新区", "开发区", "滨河", "新城", "北关", "南湖")
ROADS = (
    "平安路", "文化路", "解放路", "建设街", "迎宾路", "和平街", "青年路", "滨河路", "公园街", "学府路",
    "振兴街", "安康路", "长青路", "云山街", "朝阳街", "光明路", "新华路", "友谊街", "工农路", "春风街",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Branch:
    number: str
    name: str
    parent: str
    level: str
    city: str
    opened_on: str

    def row(self) -> tuple[str, ...]:
        return (self.number, self.name, self.parent, self.level, self.city, self.opened_on)


@dataclass(frozen=True, slots=True)
class Network:
    """All branches; `outlets` serve customers, in the proportion of `weights` (cumulative)."""

    branches: tuple[Branch, ...]
    outlets: tuple[Branch, ...]
    weights: tuple[float, ...]

    def share(self, outlet: int) -> float:
        """The part of all customers that the outlet serves, in [0, 1]."""
        before = self.weights[outlet - 1] if outlet else 0.0
        return (self.weights[outlet] - before) / self.weights[-1]


def build(customers: int) -> Network:
    """A tree whose outlets have about CUSTOMERS_PER_OUTLET customers each, some of them more."""
    outlet_count = min(MAX_OUTLETS, max(MIN_OUTLETS, round(customers / CUSTOMERS_PER_OUTLET)))
    sub_count = max(2, outlet_count // 4)
    region_count = min(len(_REGIONS), max(2, sub_count // 4))
    branches = [Branch("000000", "示范银行总行", "", "HEAD_OFFICE", "北京", "1992-06-18")]
    for region in range(region_count):
        name, city = _REGIONS[region]
        branches.append(
            Branch(f"{region + 1:02d}0000", f"{name}分行", "000000", "BRANCH", city, _opened(1993, region))
        )
    outlets = []
    for sub, region, rank in _ranked(sub_count, region_count):
        city = _REGIONS[region][1]
        number = f"{region + 1:02d}{rank + 1:02d}00"
        title = f"{city}{_DISTRICTS[rank % len(_DISTRICTS)]}{'' if rank < len(_DISTRICTS) else rank + 1}支行"
        branches.append(
            Branch(number, title, f"{region + 1:02d}0000", "SUB_BRANCH", city, _opened(1998, sub))
        )
        mine = [o for o in range(outlet_count) if o * sub_count // outlet_count == sub]
        for place, outlet in enumerate(mine):
            road = ROADS[(sub * 7 + place) % len(ROADS)]
            label = f"{title.removesuffix('支行')}{road}网点"
            outlets.append(
                Branch(f"{number[:4]}{place + 1:02d}", label, number, "OUTLET", city, _opened(2004, outlet))
            )
    weights = tuple(accumulate(1.0 + 0.6 / (1 + position % 5) for position in range(len(outlets))))
    return Network(tuple(branches + outlets), tuple(outlets), weights)


def _ranked(count: int, groups: int) -> list[tuple[int, int, int]]:
    """(item, its group, its rank in the group): `count` items dealt evenly over `groups`, in order."""
    ranks: dict[int, int] = {}
    dealt = []
    for item in range(count):
        group = item * groups // count
        dealt.append((item, group, ranks.get(group, 0)))
        ranks[group] = ranks.get(group, 0) + 1
    return dealt


def _opened(year: int, step: int) -> str:
    return f"{year + step % 17}-{step % 12 + 1:02d}-{step % 27 + 1:02d}"
