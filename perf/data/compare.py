"""Building and counting samples: coalm against Python's datasets, tokenizers and tiktoken, in CPU seconds.

    python perf/data/compare.py --data DIR --hammer CHECKOUT --tokenizer tokenizer.json [--rows 7000] [--rounds 3]

DIR is a data root with SNIPS and SGD; CHECKOUT is one of MadeAgents/Hammer; rows of xLAM's layout are invented. Needs
datasets, tokenizers and tiktoken, and coalm built (dist/). Both sides run in turn; the least of the rounds is shown,
and how the memory of a build grows with its size.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
CLI = HERE.parent.parent / "dist/cli.js"

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--hammer", required=True)
parser.add_argument("--tokenizer", required=True)
parser.add_argument("--rows", type=int, default=7000)
parser.add_argument("--rounds", type=int, default=3)
options = parser.parse_args()


def run(*command):
    """CPU seconds of the command and its children, and the largest resident memory of one of them in MB."""
    before = os.times()
    child = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said, wrong = child.communicate()
    if child.returncode:
        sys.exit(f"{' '.join(map(str, command[:4]))} failed:\n{wrong[-2000:]}")
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, said


def peak(*command):
    seconds, said = run(sys.executable, HERE / "peak.py", *command)
    return int(said.strip().split("\n")[-1])


def least(sides):
    """Runs the sides in turn, several rounds, and gives the least CPU seconds of each."""
    best = {}
    for _ in range(options.rounds):
        for name, command in sides.items():
            seconds, said = run(*command)
            best[name] = min(best.get(name, (seconds, said)), (seconds, said))
    return best


def show(title, best, base="coalm"):
    print(title)
    for name, (seconds, _) in best.items():
        ratio = "" if name == base else f"   {seconds / best[base][0]:5.2f} times ours"
        print(f"  {name:<34}{seconds:8.2f} s{ratio}")


with tempfile.TemporaryDirectory() as beside:
    root = pathlib.Path(beside, "data")
    root.mkdir()
    for name in ["snips", "sgd"]:
        os.symlink(pathlib.Path(options.data, name).resolve(), root / name)
    run(sys.executable, HERE / "xlam_rows.py", options.rows, root)
    mix = ["--mix", "snips=13084,hammer=all,sgd=all", "--data", root, "--set", "hammer.layout=hammer"]
    ours = pathlib.Path(beside, "ours")
    build = ["node", CLI, "data", "build", *mix, "--out", ours, "--json"]
    best = least(
        {
            "coalm": build,
            "datasets, 1 process": [sys.executable, HERE / "python_build.py", root, options.hammer, f"{beside}/1.jsonl", 1],
            "datasets, 2 processes": [sys.executable, HERE / "python_build.py", root, options.hammer, f"{beside}/2.jsonl", 2],
        }
    )
    built = json.loads(best["coalm"][1])["files"][0]
    show(f"build: {built['rows']} samples, {built['bytes'] / 1e6:.0f} MB (theirs: {best['datasets, 1 process'][1].strip()})", best)

    samples = ours / "samples.jsonl"
    folder = pathlib.Path(beside, "tokenizer")
    folder.mkdir()
    shutil.copy(options.tokenizer, folder / "tokenizer.json")
    count = [sys.executable, HERE / "python_count.py", samples, options.tokenizer]
    best = least(
        {
            "coalm": ["node", CLI, "data", "stats", samples, "--tokenizer", folder, "--json"],
            "tokenizers, 1 thread": [*count, "tokenizers", 1],
            "tokenizers, 2 threads": [*count, "tokenizers", 2],
            "tiktoken, 1 thread": [*count, "tiktoken", 1],
        }
    )
    tokens = {name: said.strip() for name, (_, said) in best.items()}
    tokens["coalm"] = str(json.loads(tokens["coalm"])["table1"][-1]["tokens"])
    show(f"stats: {tokens['coalm']} tokens (equal: {len(set(tokens.values())) == 1})", best)

    print("memory of a build")
    for rows in [options.rows, 4 * options.rows]:
        run(sys.executable, HERE / "xlam_rows.py", rows, root)
        print(f"  {rows * 27 // 8 + 26533:8} samples: {peak(*build)} MB at most")
