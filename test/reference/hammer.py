"""Makes golden masking outputs with the published code of Hammer, or answers rows for a comparison.

Published code: MadeAgents/Hammer, commit ff415d9998180b5a68bbfdda3309ec04b472fb49, train/data_processing.py (Apache-2.0).
    python test/reference/hammer.py CHECKOUT rows ROWS.jsonl OUT.jsonl
        ROWS.jsonl: one {"seed", "row": {"query", "tools", "answers"}} a line
        OUT.jsonl: one {"row"} or {"error"} a line, and "next", the number drawn after it
    python test/reference/hammer.py CHECKOUT pipeline ROWS.json IRRELEVANT.json OUT.json
        the whole script on these two files
"""
import json
import pathlib
import random
import sys

checkout, mode, *paths = sys.argv[1:]
source = pathlib.Path(checkout, "train/data_processing.py").read_text(encoding="utf-8")
cut = source.index("# get original data")


def load(text):
    names = {"__name__": "hammer"}
    # The script shows progress with tqdm; nothing else of it is needed here.
    sys.modules.setdefault("tqdm", type(sys)("tqdm")).tqdm = lambda items: items
    exec(compile(text, "data_processing.py", "exec"), names)
    return names


def answer_rows(rows_path, out_path):
    names = load(source[:cut])
    with open(rows_path, encoding="utf-8") as rows, open(out_path, "w", encoding="utf-8") as out:
        for line in rows:
            case = json.loads(line)
            random.seed(case["seed"])
            try:
                row = names["replace_function_names_new"](case["row"])
                row = names["replace_param_names_new"](row)
                answer = {"row": names["replace_param_default_values_news"](row)}
                answer["next"] = random.random()
            except Exception as error:
                answer = {"error": type(error).__name__}
            out.write(json.dumps(answer) + "\n")


def run_pipeline(rows_path, irrelevant_path, out_path):
    text = source[cut:]
    for old, new in [
        ("'data/train/xlam_function_calling_60k.json'", repr(rows_path)),
        ("'data/train/XLAM-7.5k-Irrelevance.json'", repr(irrelevant_path)),
        ("'data/train/masking_sft_data.json'", repr(out_path)),
    ]:
        assert old in text, old
        text = text.replace(old, new)
    load(source[:cut] + text)


answer_rows(*paths) if mode == "rows" else run_pipeline(*paths)
