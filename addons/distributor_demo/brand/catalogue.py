# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The demo brand: a tea house of Hangzhou, its channel, products and prices."""

#: code, name, parent, (country, state xml id, city): filled places match addresses
PLACES = (
    ("CN", "中国 China", "", ("CN", "", "")),
    ("EAST", "华东 East China", "CN", ("", "", "")),
    ("SOUTH", "华南 South China", "CN", ("", "", "")),
    ("ZJ", "浙江 Zhejiang", "EAST", ("CN", "base.state_cn_ZJ", "")),
    ("JS", "江苏 Jiangsu", "EAST", ("CN", "base.state_cn_JS", "")),
    ("GD", "广东 Guangdong", "SOUTH", ("CN", "base.state_cn_GD", "")),
    ("HZ", "杭州 Hangzhou", "ZJ", ("CN", "base.state_cn_ZJ", "杭州市")),
    ("NB", "宁波 Ningbo", "ZJ", ("CN", "base.state_cn_ZJ", "宁波市")),
    ("SZ", "苏州 Suzhou", "JS", ("CN", "base.state_cn_JS", "苏州市")),
    ("GZ", "广州 Guangzhou", "GD", ("CN", "base.state_cn_GD", "广州市")),
)

#: code, name, level, upline, place, street, city, zip, phone, contact
DISTRIBUTORS = (
    ("M-EAST", "Huadong Tea Master Agency 华东茶业总代理", "master", "", "EAST",
     "南京西路 1266 号", "上海市", "200040", "+86 21 5550 0101", "陈国强"),
    ("M-SOUTH", "Lingnan Tea Master Agency 岭南茶业总代理", "master", "", "SOUTH",
     "天河路 385 号", "广州市", "510620", "+86 20 5550 0102", "黄志明"),
    ("R-ZJ", "Zhejiang Region 浙江云溪商贸", "regional", "M-EAST", "ZJ",
     "文三路 478 号", "杭州市", "310013", "+86 571 5550 0103", "沈丽华"),
    ("R-JS", "Jiangsu Region 江苏金陵商贸", "regional", "M-EAST", "JS",
     "中山北路 88 号", "南京市", "210008", "+86 25 5550 0104", "朱建平"),
    ("R-GD", "Guangdong Region 广东粤海商贸", "regional", "M-SOUTH", "GD",
     "北京路 168 号", "广州市", "510030", "+86 20 5550 0105", "梁美玲"),
    ("C-HZ", "Hangzhou City Agent 杭州清泉贸易", "country", "R-ZJ", "HZ",
     "延安路 292 号", "杭州市", "310006", "+86 571 5550 0106", "周晓燕"),
    ("C-NB", "Ningbo City Agent 宁波海曙贸易", "country", "R-ZJ", "NB",
     "中山东路 220 号", "宁波市", "315000", "+86 574 5550 0107", "胡伟"),
    ("C-SZ", "Suzhou City Agent 苏州平江贸易", "country", "R-JS", "SZ",
     "观前街 66 号", "苏州市", "215005", "+86 512 5550 0108", "陆芳"),
    ("C-GZ", "Guangzhou City Agent 广州荔湾贸易", "country", "R-GD", "GZ",
     "上下九路 12 号", "广州市", "510140", "+86 20 5550 0109", "何嘉欣"),
    ("S-XIHU", "West Lake Store 西湖茶馆", "store", "C-HZ", "HZ",
     "南山路 147 号", "杭州市", "310002", "+86 571 5550 0110", "徐静"),
    ("S-BINJIANG", "Binjiang Store 滨江茶铺", "store", "C-HZ", "HZ",
     "江南大道 588 号", "杭州市", "310052", "+86 571 5550 0111", "蒋涛"),
    ("S-TIANYI", "Tianyi Store 天一茶铺", "store", "C-NB", "NB",
     "开明街 90 号", "宁波市", "315010", "+86 574 5550 0112", "王珏"),
    ("S-PINGJIANG", "Pingjiang Store 平江茶馆", "store", "C-SZ", "SZ",
     "平江路 103 号", "苏州市", "215006", "+86 512 5550 0113", "顾敏"),
    ("S-SHAMIAN", "Shamian Store 沙面茶馆", "store", "C-GZ", "GZ",
     "沙面大街 54 号", "广州市", "510130", "+86 20 5550 0114", "吴佩珊"),
)  # fmt: skip

#: code, name, category, list price in CNY
PRODUCTS = (
    ("LJ-50", "West Lake Longjing 西湖龙井 50 g", "Green Tea", "168.00"),
    ("LJ-250", "West Lake Longjing 西湖龙井 250 g", "Green Tea", "760.00"),
    ("BLC-100", "Biluochun 碧螺春 100 g", "Green Tea", "238.00"),
    ("AJ-100", "Anji White Tea 安吉白茶 100 g", "Green Tea", "198.00"),
    ("TGY-125", "Tieguanyin 铁观音 125 g", "Oolong", "158.00"),
    ("DHP-100", "Da Hong Pao 大红袍 100 g", "Oolong", "298.00"),
    ("QM-150", "Keemun Black 祁门红茶 150 g", "Black Tea", "136.00"),
    ("PE-357", "Pu'er Cake 普洱茶饼 357 g", "Pu'er", "358.00"),
    ("GW-SET", "Gaiwan Set 盖碗套装", "Tea Ware", "268.00"),
    ("POT-YX", "Yixing Teapot 宜兴紫砂壶", "Tea Ware", "880.00"),
)

#: what a level pays less than the list price, in percent
LEVEL_DISCOUNTS = {"master": 45, "regional": 38, "country": 30, "store": 20}
