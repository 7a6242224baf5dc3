add-title = 添加文本
add-files = 文件
add-drop = 将文件拖到此处，或选择文件：文本、Markdown、网页、PDF、Word。读取只在本机进行，不会外传。
add-choose = 选择文件
add-paste = 粘贴文字
add-text = 文字
add-address = 网址
add-fetch = 获取并读取
add-read = 读取
add-told = 已知信息（其余从文本中查找）
add-date = 文本日期
add-side = 发布方（代码，用逗号分隔）
add-language = 语言
add-kind = 文件类型
add-name = 来源
add-split = 将页面中的每篇文章作为单独文本
add-results = 已添加
add-waiting = 等待中
add-working = 正在读取…
add-new = 新文本
add-version = 新版本
add-source = 已有，另一来源
add-same = 已有
add-entries = { $count } 个条目
add-warnings = { $count ->
    [0] {""}
   *[other] { $count } 处存疑
}
add-open = 打开
add-review = 审核
add-again = 重试
add-may-not = 添加文本需要编码员角色。
add-detected = 从文本中查找
