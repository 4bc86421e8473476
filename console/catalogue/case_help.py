"""Help and messages of the command for cases of market supervision."""

from metrology.text import Text

CASE = {
    "case": Text(
        """
把一个案件的记录、照片、封印、参数和交接情况打包，供执法机关离线核验；CASE 为文件夹时核验打包的内容。

案件文件不得写明举报人，只写投诉编号。文件夹内每条记录可用审计模块单独核验，清单由本站密钥签名。
核验的退出码：0 完好，1 有改动。
""",
        """
Pack the runs, photographs, seals, parameters and handovers of one matter for the authority, to be checked offline; where CASE is a
folder, check what was packed.

A case file does not name who made a report: it states the number of the complaint. Each run in the folder is checked by the audit
module alone, and the manifest is signed with the station's key. Exit codes of the check: 0 intact, 1 changed.
""",
    ),
    "case CASE": Text("案件文件（TOML），或打包后的文件夹。", "The case file (TOML), or a folder that was packed."),
    "case --output": Text("写入的空文件夹。", "An empty folder to write into."),
}
EXAMPLES = {"case": "case matter.toml -o matter"}
INTACT = Text("案件 {number}：{files} 个文件完好，签名有效", "case {number}: {files} files intact, signature valid")
CHANGED = Text("案件 {number}：与打包时不同", "case {number}: not as it was packed")
WHERE = Text("请用 -o 给出要写入的空文件夹", "state an empty folder to write into, with -o")
