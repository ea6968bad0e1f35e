# Cost and latency columns of the official tool for invented token counts and times.
# pip install bfcl-eval==2025.8.5 soundfile; then: python bfcl_cost.py > test/benchmarks/bfcl/golden/costs.jsonl
import json
import random

from bfcl_eval.constants.model_config import MODEL_CONFIG_MAPPING
from bfcl_eval.eval_checker.eval_runner_helper import get_cost_latency_info, record_cost_latency

random.seed(31)
MODELS = sorted(MODEL_CONFIG_MAPPING)


def number(kind):
    if kind == "whole":
        return random.randint(0, 40)
    if kind == "eighths":
        return random.randint(0, 80) / 8
    if kind == "odd":
        return random.choice([None, "1.5", True, 0, 0.0, 2.5, [1.5], [[1.25, 0], [2]], [], {}])
    if kind == "nested":
        return [[random.random() * 9 for _ in range(random.randint(0, 3))] for _ in range(2)]
    return random.random() * random.choice([0.01, 1, 300])


def row(kind):
    entry = {"latency": number(kind)}
    if random.random() < 0.9:
        entry["input_token_count"] = random.randint(0, 4000)
        entry["output_token_count"] = random.randint(0, 400)
    return entry


for at in range(120):
    model = random.choice(MODELS)
    kind = random.choice(["whole", "eighths", "odd", "nested", "plain", "plain"])
    rows = [row(kind) for _ in range(random.randint(0, 12))]
    table = {}
    record_cost_latency(table, model, rows)
    try:
        columns = [str(part) for part in get_cost_latency_info(model, table[model]["cost"], table[model]["latency"])]
    except Exception as error:
        columns = type(error).__name__
    print(json.dumps({"model": model.replace("/", "_"), "rows": rows, "columns": columns}))
