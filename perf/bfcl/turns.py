"""Multi-turn checking alone, warm and in one process: the official loading, decoding, executing, checking and writing.

    venv/bin/python perf/bfcl/turns.py --results RESULT_FOLDER --model uiuc-convai/CoALM-8B [--rounds 7]

RESULT_FOLDER is what multi-turn-results.mjs wrote; prints the CPU seconds of each round. turns.mjs is the other side.
"""
import argparse
import contextlib
import io
import shutil
import tempfile
import time
from pathlib import Path

from bfcl_eval.eval_checker import eval_runner
from bfcl_eval.eval_checker.multi_turn_eval import multi_turn_utils
from bfcl_eval.utils import load_file

parser = argparse.ArgumentParser()
parser.add_argument("--results", required=True)
parser.add_argument("--model", required=True)
parser.add_argument("--rounds", type=int, default=7)
given = parser.parse_args()

folder = given.model.replace("/", "_")
for _ in range(given.rounds):
    scores = Path(tempfile.mkdtemp(prefix="bfcl-perf-"))
    began = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        for name in ["base", "miss_func", "miss_param", "long_context"]:
            category = f"multi_turn_{name}"
            handler = eval_runner.get_handler(given.model)
            rows = load_file(Path(given.results) / folder / f"BFCL_v3_{category}_result.json", sort_by_id=True)
            eval_runner.evaluate_task(category, Path(given.results), scores, rows, folder, handler, {"leaderboard_table": {}})
    print(f"{time.process_time() - began:.3f}", flush=True)
    shutil.rmtree(scores)
    # The official code would go on with the states of the last round.
    for key in [key for key in vars(multi_turn_utils) if key.endswith("_instance")]:
        delattr(multi_turn_utils, key)
