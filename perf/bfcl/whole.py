"""Whole processes, official `bfcl evaluate` against `coalm score bfcl`, interleaved on the same result files.

    python -m venv venv && venv/bin/pip install bfcl-eval==2025.8.5 soundfile
    npm run build
    python perf/bfcl/whole.py --bfcl venv/bin/bfcl --data DATA --results DATA/examples/bfcl-v3-results/result \
        --model Team-ACE/ToolACE-2-8B [--category single_turn] [--rounds 7]

Both write their score files and tables into fresh folders, which are compared byte by byte at the end.
"""
import argparse
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bfcl", required=True, help="the official command")
    parser.add_argument("--data", required=True, help="coalm's data root")
    parser.add_argument("--results", required=True, help="folder of model folders with result files")
    parser.add_argument("--model", required=True)
    parser.add_argument("--category", default="single_turn")
    parser.add_argument("--coalm", default=str(REPOSITORY / "dist" / "cli.js"))
    parser.add_argument("--rounds", type=int, default=7)
    return parser.parse_args()


def timed(command, **options):
    """Wall seconds, CPU seconds and peak memory in MiB of one process."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status != 0:
        raise SystemExit(f"{command[0]} ended with {status}: {errors.decode()[-2000:]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    given = arguments()
    work = Path(tempfile.mkdtemp(prefix="bfcl-perf-"))
    folder = given.model.replace("/", "_")
    shutil.copytree(Path(given.results) / folder, work / "result" / folder)
    if given.category not in ("single_turn", "all"):
        for file in (work / "result" / folder).iterdir():
            if file.name != f"BFCL_v3_{given.category}_result.json":
                file.unlink()
    official = [given.bfcl, "evaluate", "--model", given.model, "--test-category", given.category]
    ours = ["node", given.coalm, "score", "bfcl", str(work / "result"), "--data", given.data, "--out", str(work / "ours")]
    runs = {"official": [], "ours": []}
    for _ in range(given.rounds):
        shutil.rmtree(work / "score", ignore_errors=True)
        shutil.rmtree(work / "ours", ignore_errors=True)
        runs["official"].append(timed(official, env={**os.environ, "BFCL_PROJECT_ROOT": str(work)}))
        runs["ours"].append(timed(ours))
    least = {name: [min(column) for column in zip(*rows)] for name, rows in runs.items()}
    for name, (wall, cpu, memory) in least.items():
        print(f"{name:9} {wall:6.2f} s wall  {cpu:6.2f} s CPU  {memory:6.0f} MiB   (least of {given.rounds})")
    ratios = [theirs / own for theirs, own in zip(least["official"], least["ours"])]
    print(f"ratio     {ratios[0]:6.1f}         {ratios[1]:6.1f}        {ratios[2]:6.1f}")
    compare(work / "score", work / "ours" / "score")
    shutil.rmtree(work)


def compare(official, ours):
    files = sorted(path.relative_to(official) for path in official.rglob("*") if path.is_file())
    different = [str(path) for path in files if (official / path).read_bytes() != (ours / path).read_bytes()]
    print(f"{len(files) - len(different)} of {len(files)} files are equal byte by byte", *different)


if __name__ == "__main__":
    main()
