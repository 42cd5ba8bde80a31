"""Chinese personal names: surnames by rough frequency, given names by gender, and the rarer shapes.

Two-character surnames and names with an interpunct are drawn too, because searches, initials and column
widths that were only tried with three-character names break on them.
"""

from itertools import accumulate
from random import Random

# Weight is roughly the share per thousand people.
SURNAMES = {
    "王": 72, "李": 71, "张": 68, "刘": 54, "陈": 45, "杨": 31, "黄": 22, "赵": 21, "吴": 20, "周": 19,
    "徐": 15, "孙": 15, "马": 13, "朱": 13, "胡": 12, "郭": 12, "何": 11, "林": 11, "高": 10, "罗": 10,
    "郑": 9, "梁": 9, "谢": 8, "宋": 7, "唐": 7, "许": 7, "韩": 7, "邓": 6, "冯": 6, "曹": 6,
    "彭": 6, "曾": 6, "肖": 6, "田": 5, "董": 5, "潘": 5, "袁": 5, "蔡": 5, "蒋": 5, "余": 5,
    "于": 5, "杜": 5, "叶": 5, "程": 4, "魏": 4, "苏": 4, "吕": 4, "丁": 4, "任": 4, "卢": 4,
    "姚": 4, "沈": 4, "钟": 4, "姜": 4, "崔": 4, "谭": 4, "陆": 3, "范": 3, "汪": 3, "廖": 3,
    "石": 3, "金": 3, "韦": 3, "贾": 3, "夏": 3, "付": 3, "方": 3, "邹": 3, "熊": 3, "白": 3,
    "孟": 3, "秦": 3, "邱": 3, "侯": 2, "江": 2, "尹": 2, "薛": 2, "闫": 2, "段": 2, "雷": 2,
    "龙": 2, "黎": 2, "史": 2, "陶": 2, "贺": 2, "毛": 2, "郝": 2, "顾": 2, "龚": 2, "邵": 2,
    "万": 2, "覃": 2, "武": 2, "钱": 2, "戴": 2, "严": 2, "莫": 2, "孔": 2, "向": 2, "常": 2,
    "欧阳": 1, "上官": 1, "司马": 1, "诸葛": 1, "慕容": 1, "尉迟": 1,
}  # fmt: skip
_FAMILY = tuple(SURNAMES)
_FAMILY_WEIGHTS = tuple(accumulate(SURNAMES.values()))

_FIRST = "文志建国明晓子思雨佳玉春海永立宏嘉俊天一新德家世少光成金润泽景承书怀启"
_MALE = "伟强军磊勇杰涛超鹏辉刚斌浩宇轩博毅峰亮飞龙凯旭东林平华波江山岩松川"
_FEMALE = "芳娟敏静丽艳燕霞玲萍红梅琳雪慧倩婷颖洁莹菲欣怡蕾媛琪瑶妍萱桂兰英秀"
_WHOLE = (
    "子涵", "梓萱", "欣怡", "浩然", "宇轩", "诗涵", "建国", "建华",
    "国强", "志强", "桂英", "秀英", "玉兰", "晓东",
)  # fmt: skip
_INTERPUNCT = (
    "阿依努尔·买买提", "古丽娜·艾合买提", "迪丽拜尔·吐尔逊",
    "买合木提·阿卜杜拉", "叶尔肯·哈力克", "帕提古丽·玉苏甫",
)  # fmt: skip


def name(rng: Random, gender: str) -> str:
    """A person's name. `gender` is "M" or "F"; about one in 250 names has an interpunct."""
    draw = rng.random()
    if draw < 0.004:
        return rng.choice(_INTERPUNCT)
    family = rng.choices(_FAMILY, cum_weights=_FAMILY_WEIGHTS)[0]
    last = _MALE if gender == "M" else _FEMALE
    if draw < 0.10:
        return family + rng.choice(_WHOLE)
    if draw < 0.30:
        return family + rng.choice(last)
    return family + rng.choice(_FIRST) + rng.choice(last)
