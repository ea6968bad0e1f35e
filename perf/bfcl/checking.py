"""Checking alone, warm and in one process: the official loading, decoding, checking and writing, imports apart.

    venv/bin/python perf/bfcl/checking.py --results RESULT_FOLDER --model Team-ACE/ToolACE-2-8B [--rounds 7]

RESULT_FOLDER holds model folders; prints the seconds of each round. perf/bfcl/checking.mjs is the other side.
"""
import argparse
import contextlib
import io
import shutil
import tempfile
import time
from pathlib import Path

from bfcl_eval.constants.category_mapping import TEST_COLLECTION_MAPPING
from bfcl_eval.eval_checker import eval_runner
from bfcl_eval.utils import load_file

parser = argparse.ArgumentParser()
parser.add_argument("--results", required=True)
parser.add_argument("--model", required=True)
parser.add_argument("--rounds", type=int, default=7)
given = parser.parse_args()

folder = given.model.replace("/", "_")
results = Path(given.results)
categories = [name for name in TEST_COLLECTION_MAPPING["single_turn"]]
for _ in range(given.rounds):
    scores = Path(tempfile.mkdtemp(prefix="bfcl-perf-"))
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        for category in categories:
            path = results / folder / f"BFCL_v3_{category}_result.json"
            if not path.exists():
                continue
            handler = eval_runner.get_handler(given.model)
            rows = load_file(path, sort_by_id=True)
            state = {"leaderboard_table": {}}
            eval_runner.evaluate_task(category, results, scores, rows, folder, handler, state)
    print(f"{time.perf_counter() - began:.3f}", flush=True)
    shutil.rmtree(scores)
