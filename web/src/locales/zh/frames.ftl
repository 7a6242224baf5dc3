frames-about = 框架把关系分为几个方面，逐一统计文本内容。数字只表示数量，并可打开所统计的条目。
frames-indicators = { $count } 项指标
frames-states = 涉及以下各国的文本
frames-formulation = 文本中的这一提法
frames-empty = 没有可统计的条目。请选择其他国家或日期。
frames-indicator = 指标
frames-undated = { $count } 条无日期
frames-note = 条目符合几项指标就各计一次，不同指标的数字不可相加。
