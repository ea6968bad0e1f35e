"""Runs Hammer's evaluation/evaluate.py over rows one by one, for golden files and fuzzing.

python apibank_calls.py EVALUATE.py ROWS.jsonl OUT.jsonl    (rows {label, predict} -> [six counters, error type or null])
The script is executed as it stands; pandas and tqdm, which it imports and does not use, are replaced by empty modules.
"""
import contextlib
import io
import json
import sys
import types

COUNTERS = ["gold_api_num", "predict_api_num", "correct_api_num", "gold_param_num", "predict_param_num", "correct_param_num"]
evaluate, rows, out = sys.argv[1:4]
source = compile(open(evaluate).read(), "evaluate.py", "exec")
for name in ("pandas", "tqdm"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["tqdm"].tqdm = None
one = out + ".row.jsonl"
sys.argv = [evaluate, one]
with open(rows) as lines, open(out, "w") as results:
    for line in lines:
        with open(one, "w") as file:
            file.write(line)
        names, error = {"__name__": "evaluate"}, None
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(source, names)
        except Exception as exception:
            error = type(exception).__name__
        results.write(json.dumps([names[counter] for counter in COUNTERS] + [error]) + "\n")
