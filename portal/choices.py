"""The closed lists of words: (stored word, label, spellings in sheets), from the domain guide."""

from portal.words import N_

Options = tuple[tuple[str, str, tuple[str, ...]], ...]

ORGANISATION: Options = (
    ("government", N_("government body"), ("政府机关", "行政机关", "政府")),
    ("institution", N_("public institution"), ("事业单位",)),
    ("village_committee", N_("village committee"), ("村民委员会", "村委会", "村两委")),
    ("cooperative", N_("cooperative"), ("合作社", "村股份经济合作社", "股份经济合作社")),
    ("company", N_("company"), ("企业", "公司")),
    ("kind_person", N_("a kind person"), ("爱心人士", "个人")),
    ("other", N_("other"), ("其他",)),
)

PROJECT_TYPE: Options = (
    ("industry", N_("industry"), ("产业发展", "产业", "产业项目")),
    ("employment", N_("employment"), ("就业项目", "就业扶贫", "就业")),
    ("construction", N_("rural construction"), ("乡村建设行动", "基础设施", "生活条件改善")),
    ("relocation", N_("post-relocation support"), ("易地搬迁后扶", "易地扶贫搬迁")),
    ("guarantees", N_("three guarantees"), ("巩固三保障成果", "教育扶贫")),
    ("governance", N_("governance and civility"), ("乡村治理和精神文明", "乡村治理")),
    ("management", N_("project management fee"), ("项目管理费",)),
    ("other", N_("other"), ("其他",)),
)

PROJECT_SUBTYPE: Options = (
    ("planting", N_("planting"), ("种植", "种植业基地", "种植业")),
    ("husbandry", N_("husbandry"), ("养殖", "养殖业基地", "养殖业")),
    ("processing", N_("processing and distribution"), ("加工流通", "加工流通项目")),
    ("facilities", N_("industry facilities"), ("配套设施", "产业配套设施")),
    ("courtyard", N_("courtyard economy"), ("庭院经济",)),
    ("household_production", N_("household production"), ("到户生产", "生产项目", "产业奖补")),
    ("training", N_("training"), ("培训", "技能培训")),
    ("posts", N_("public-welfare posts"), ("公益性岗位", "公益岗位")),
    ("work_subsidy", N_("work subsidy"), ("务工补助",)),
    ("infrastructure", N_("infrastructure"), ("农村基础设施",)),
    ("road", N_("road"), ("道路", "农村基础设施（道路）", "农村道路")),
    ("water", N_("water supply"), ("供水", "农村基础设施（供水）", "安全饮水")),
    ("lighting", N_("lighting"), ("照明", "农村基础设施（照明）", "路灯")),
    ("environment", N_("living environment"), ("人居环境", "人居环境整治")),
    ("public_service", N_("public service"), ("公共服务", "农村公共服务")),
    ("clinic", N_("clinic"), ("卫生室", "农村公共服务（卫生室）")),
    ("square", N_("culture square"), ("文化广场", "农村公共服务（文化广场）", "文化活动广场")),
    ("reading_room", N_("reading room"), ("阅览室", "农村公共服务（阅览室）")),
    (
        "disabled_station",
        N_("disabled persons' service station"),
        ("残疾人工作站", "农村公共服务（残疾人工作站）"),
    ),
    ("other", N_("other"), ("其他",)),
)

CONSTRUCTION: Options = (
    ("new", N_("new"), ("新建",)),
    ("expansion", N_("expansion"), ("改扩建", "改建", "扩建")),
    ("continued", N_("continued"), ("续建",)),
    ("repair", N_("repair"), ("维修",)),
)

LEVEL: Options = (
    ("household", N_("household level"), ("到户", "到户项目")),
    ("village", N_("village level"), ("到村", "到村项目")),
)

PROCUREMENT: Options = (
    ("tender", N_("tender"), ("招标", "公开招标")),
    ("quotation", N_("quotation"), ("询价",)),
    ("self_build", N_("self-build by villagers"), ("村民自建", "自建")),
    ("other", N_("other"), ("其他",)),
)

STATUS: Options = (
    ("planned", N_("in planning"), ("谋划",)),
    ("library", N_("in library"), ("入库", "已入库")),
    ("approved", N_("approved"), ("批复", "已批复")),
    ("procured", N_("procured"), ("采购", "已采购")),
    ("started", N_("started"), ("开工", "已开工")),
    ("building", N_("under construction"), ("在建",)),
    ("complete", N_("works complete"), ("完工", "已完工")),
    ("accepted", N_("accepted"), ("验收", "已验收")),
    ("announced", N_("completion announced"), ("竣工公告", "竣工")),
    ("final", N_("final account"), ("决算", "已决算")),
    ("handed_over", N_("handed over"), ("移交管护", "已移交")),
    ("suspended", N_("suspended"), ("停工",)),
    ("rectifying", N_("rectifying"), ("整改",)),
    ("adjusted", N_("adjusted"), ("调整",)),
    ("cancelled", N_("cancelled"), ("终止",)),
)
"""States of a project in order; the last four are side states that need a public reason."""

SIDE_STATES = frozenset({"suspended", "rectifying", "adjusted", "cancelled"})
UNDER_WAY = ("procured", "started", "building", "suspended", "rectifying")

SOURCE: Options = (
    ("central", N_("central"), ("中央", "中央资金")),
    ("province", N_("province"), ("省", "省级", "省级资金")),
    ("city", N_("city"), ("市", "市级", "市级资金")),
    ("county", N_("county"), ("县", "县级", "县级资金")),
    ("sector", N_("sector funds"), ("行业", "行业资金")),
    ("donation", N_("donation"), ("捐赠", "社会捐赠")),
    ("self_raised", N_("self-raised"), ("自筹", "村民自筹")),
    ("labour", N_("labour contribution"), ("投工投劳",)),
    ("other", N_("other"), ("其他", "其他资金")),
)

NATURE: Options = (
    ("budget", N_("budget money"), ("财政资金", "财政")),
    ("unit", N_("helping-unit funds"), ("单位帮扶资金", "单位帮扶")),
    ("social", N_("social donation"), ("社会捐赠", "捐赠")),
    ("staff", N_("staff gifts"), ("职工捐款",)),
    ("self_raised", N_("self-raised"), ("自筹",)),
    ("labour", N_("labour contribution"), ("投工投劳",)),
)
DONATED = ("unit", "social", "staff")
"""Natures that the donation pages show; budget money is not a donation (domain guide, 2)."""

DONOR_DISPLAY: Options = (
    ("named", N_("named"), ("署名", "公开姓名")),
    ("kind_person", N_("a kind person"), ("爱心人士", "匿名")),
)

CONTRACT: Options = (
    ("works", N_("works"), ("施工", "施工合同")),
    ("supply", N_("supply"), ("采购", "供货")),
    ("service", N_("service"), ("服务",)),
    ("supervision", N_("works supervision"), ("监理",)),
    ("design", N_("design"), ("设计",)),
)

MILESTONE: Options = (
    ("planned", N_("scheduled"), ("计划", "未开始")),
    ("under_way", N_("under way"), ("进行中",)),
    ("met", N_("met"), ("完成", "已完成")),
    ("dropped", N_("dropped"), ("取消",)),
)

PAPERS = ("voucher", "contract", "certificate", "decision")
"""Kinds of documents that may show persons: published only as seen and masked."""

DOCUMENT: Options = (
    ("voucher", N_("voucher"), ("凭证",)),
    ("contract", N_("contract paper"), ("合同",)),
    ("certificate", N_("acceptance certificate"), ("验收单",)),
    ("photo", N_("photo"), ("照片",)),
    ("decision", N_("decision"), ("决定文件", "批复文件")),
    ("sheet", N_("printed sheet"), ("公示单", "打印件")),
    ("other", N_("other"), ("其他",)),
)

PROVED_BY: Options = (
    ("project", N_("project"), ("项目",)),
    ("milestone", N_("milestone"), ("里程碑", "节点")),
    ("payment", N_("payment"), ("付款", "支出")),
    ("contract", N_("contract"), ("合同",)),
    ("acceptance", N_("acceptance"), ("验收",)),
    ("asset", N_("asset"), ("资产",)),
    ("confirmation", N_("village confirmation"), ("村监委会核实",)),
    ("village", N_("village"), ("村",)),
    ("post", N_("post"), ("动态", "新闻")),
    ("report", N_("report"), ("年度报告", "报告")),
    ("activity", N_("activity"), ("活动",)),
    ("funding", N_("money received"), ("资金收入", "捐赠收入")),
    ("notice", N_("notice"), ("公示公告", "公示", "公告")),
)
"""The tables whose records papers and pictures may belong to, by the labels of the tables."""

ASKED_ABOUT: Options = (
    *(option for option in PROVED_BY if option[0] not in ("confirmation", "activity")),
    ("allocation", N_("allocation"), ("资金分配",)),
    ("document", N_("document"), ("文件",)),
    ("organisation", N_("organisation"), ("单位",)),
    ("page", N_("page"), ("页面",)),
)
"""The tables whose records anyone may ask about."""

ENQUIRY: Options = (
    ("question", N_("question"), ("提问", "咨询")),
    ("objection", N_("objection"), ("异议", "公示异议")),
    ("dispute", N_("dispute of a step that is called done"), ("质疑", "节点质疑")),
    ("correction", N_("request for correction"), ("更正请求", "要求更正")),
)

REFUSAL: Options = (
    ("personal", N_("personal data"), ("含个人信息",)),
    ("insult", N_("insult or threat"), ("辱骂威胁",)),
    ("spam", N_("advertising or spam"), ("广告或垃圾信息", "广告")),
    ("elsewhere", N_("not about these accounts"), ("与账目无关",)),
    ("repeated", N_("asked before"), ("重复提问",)),
)
"""The grounds on which a question is not published; the ground itself is."""

SPOT: Options = (
    ("before", N_("before"), ("施工前",)),
    ("during", N_("during"), ("施工中",)),
    ("after", N_("after"), ("施工后",)),
    ("near", N_("near"), ("近景",)),
    ("far", N_("far"), ("远景",)),
)

CONTRACT_CHANGE: Options = (
    ("value", N_("contract value"), ("金额", "合同金额")),
    ("period", N_("period of works"), ("工期",)),
    ("scope", N_("quantity or scope"), ("工程量", "内容")),
    ("supplier", N_("contract party"), ("施工单位", "供应商")),
    ("other", N_("other"), ("其他",)),
)

ACCEPTANCE_LEVEL: Options = (
    ("village", N_("by the village"), ("村级",)),
    ("township", N_("by the township"), ("乡级", "乡镇级")),
    ("county", N_("by the county"), ("县级",)),
    ("city", N_("by the city"), ("市级",)),
)

ACCEPTANCE: Options = (
    ("passed", N_("passed"), ("合格", "通过")),
    ("after_mending", N_("passed after mending"), ("整改后合格",)),
    ("failed", N_("failed"), ("不合格", "未通过")),
)

UNIT: Options = (
    ("m", N_("m"), ("米", "metres")),
    ("km", N_("km"), ("公里", "千米", "kilometres")),
    ("m2", N_("m²"), ("平方米", "㎡", "square metres")),
    ("m3", N_("m³"), ("立方米", "方", "cubic metres")),
    ("mu", N_("mu"), ("亩",)),
    ("plant", N_("plants"), ("株", "棵")),
    ("piece", N_("pieces"), ("件", "套", "台", "个", "盏", "张", "组", "册")),
    ("household", N_("households"), ("户",)),
    ("person", N_("persons"), ("人", "人次")),
    ("other", N_("other"), ("其他", "项")),
)

ASSET: Options = (
    ("business", N_("business asset"), ("经营性", "经营性资产")),
    ("public", N_("public-welfare asset"), ("公益性", "公益性资产")),
    ("household", N_("household asset"), ("到户类", "到户类资产")),
)

VERDICT: Options = (
    ("confirmed", N_("confirmed"), ("属实", "确认")),
    ("disputed", N_("disputed"), ("不属实", "有异议")),
)

LANGUAGE: Options = (
    ("zh_Hans", N_("Simplified Chinese"), ("简体",)),
    ("en", N_("English"), ("英文",)),
)

TOPIC: Options = (
    ("funds", N_("Funds"), ("资金",)),
    ("types", N_("Project types"), ("项目类型",)),
    ("steps", N_("Steps of a project"), ("项目步骤",)),
    ("roles", N_("Who does what"), ("人和单位",)),
    ("figures", N_("Indicators and rules"), ("指标和规定",)),
    ("laws", N_("Laws and documents"), ("法规文件",)),
)
"""What the words of the glossary are about, in its order."""

STAGE: Options = (
    ("library", N_("entry into the project library"), ("入库公示", "A")),
    ("allocation", N_("allocation of funds"), ("资金分配公告", "B")),
    ("plan", N_("annual plan"), ("年度计划公告", "C")),
    ("works", N_("before works"), ("实施前公示", "D")),
    ("progress", N_("works in progress"), ("在建公告", "E")),
    ("completion", N_("completion"), ("竣工公告", "竣工后公示", "F")),
    ("annual", N_("annual completion"), ("年度完成公告", "G")),
    ("asset", N_("asset and upkeep"), ("资产移交公告", "H")),
)
"""The stages A to H of the domain guide's matrix (section 2), in order."""

NOTICE: Options = (
    ("posting", N_("posting that invites objections"), ("公示",)),
    ("announcement", N_("announcement that stays"), ("公告",)),
)

MONITORED: Options = (
    ("unstable", N_("unstably lifted households"), ("脱贫不稳定户",)),
    ("marginal", N_("marginal households"), ("边缘易致贫户",)),
    ("sudden", N_("households in sudden hardship"), ("突发严重困难户",)),
    ("all", N_("all types together"), ("全部类型", "各类合计")),
)

INCOME: Options = (
    ("dividend", N_("fixed dividend"), ("固定分红", "分红")),
    ("rent", N_("rent"), ("租金", "出租收入")),
    ("sale", N_("sale of products"), ("产品销售", "销售收入")),
    ("share", N_("share of profit"), ("利润分成", "效益分红")),
    ("other", N_("other"), ("其他",)),
)

INCOME_USE: Options = (
    ("posts", N_("public-welfare posts"), ("公益性岗位", "公益岗位")),
    ("works", N_("small public works"), ("小型公益事业", "公益事业")),
    ("retained", N_("retained by the village"), ("村集体留存", "留存", "公积金")),
    ("dividends", N_("dividends to households"), ("农户分红", "脱贫户分红")),
    ("help", N_("help in hardship"), ("困难救助", "奖励救助")),
    ("other", N_("other"), ("其他",)),
)

ASSURANCE: Options = (
    ("food", N_("enough to eat"), ("不愁吃", "吃")),
    ("clothing", N_("enough to wear"), ("不愁穿", "穿")),
    ("education", N_("compulsory education"), ("义务教育", "义务教育有保障")),
    ("medical", N_("basic medical care"), ("基本医疗", "基本医疗有保障")),
    ("housing", N_("safe housing"), ("住房安全", "住房安全有保障")),
    ("water", N_("safe drinking water"), ("饮水安全", "饮水安全有保障")),
)
"""Two assurances and three guarantees (两不愁三保障), and drinking water, in their order."""

NEED: Options = (
    ("general", N_("difficulty"), ("困难和问题", "一般问题")),
    ("water", N_("need of water"), ("用水", "水")),
    ("electricity", N_("need of electricity"), ("用电", "电")),
    ("road", N_("need of a road"), ("道路", "路")),
    ("network", N_("need of a network"), ("网络", "网")),
    ("other", N_("other need"), ("其他需求",)),
)
"""What is hard in a village, or what it lacks (水电路网)."""

ROLE: Options = (
    ("first_secretary", N_("first Party secretary"), ("驻村第一书记", "第一书记")),
    ("team_leader", N_("leader of the resident work team"), ("驻村工作队队长", "工作队队长")),
    ("team", N_("member of the resident work team"), ("驻村工作队员", "驻村工作队")),
    ("helper", N_("responsible helper"), ("帮扶责任人",)),
    ("committee", N_("village Party branch and committee"), ("村两委", "村两委成员")),
    ("supervision", N_("village supervision committee"), ("村务监督委员会",)),
    ("finance", N_("financial review group"), ("民主理财小组",)),
)
"""Roles in a village, in the order in which they are shown."""
SOLE = ("first_secretary", "team_leader")
"""Roles that one person holds at a time."""

ACTIVITY: Options = (
    ("visit", N_("visit to households"), ("入户走访", "走访")),
    ("leaders", N_("visit of leaders"), ("领导调研", "领导到村")),
    ("condolence", N_("visit and condolence"), ("走访慰问", "慰问")),
    ("meeting", N_("leading-group meeting"), ("领导小组会议",)),
    ("lecture", N_("village lecture"), ("村讲坛",)),
    ("themed", N_("themed activity"), ("主题活动",)),
    ("training", N_("skills training"), ("技能培训", "培训")),
    ("other", N_("other"), ("其他",)),
)
VISITS = ("visit", "leaders", "condolence")
"""Activities that count towards the visits asked for each month."""

PROMISE: Options = (
    ("open", N_("still to be kept"), ("办理中", "未办结", "进行中")),
    ("done", N_("kept"), ("已办结", "完成", "已完成")),
    ("dropped", N_("given up"), ("不再办理", "取消")),
)

PROBLEM: Options = (
    ("open", N_("measures not begun"), ("措施未开始", "待解决", "未开始")),
    ("working", N_("measures under way"), ("措施推进中", "正在解决", "整改中")),
    ("solved", N_("solved"), ("已解决", "已销号")),
)
