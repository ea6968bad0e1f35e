"""Scores mutated copies of a predictions file with the official MultiWOZ evaluators, whole file by whole file.

Install: as test/reference/multiwoz.py says; the lab's clone also needs mwz2.4/test_dials.json, made by its create_data.py.
Run: venv/bin/python multiwoz_files.py EVALUATION_CLONE HELPER_CLONE PREDICTIONS.json FIRST_SEED SEEDS OUT.json

The mutation is a recipe that test/benchmarks/multiwoz/mutate.ts follows too: only verdicts and scores are written, no rows.
"""

import contextlib
import copy
import importlib
import io
import json
import os
import sys

evaluation, helper, predictions, first, seeds, out = sys.argv[1:7]
out = os.path.abspath(out)
original = json.load(open(predictions))


def load(folder):
    for name in [name for name in sys.modules if name.split(".")[0] == "mwzeval"]:
        del sys.modules[name]
    sys.path.insert(0, folder)
    modules = {n: importlib.import_module(f"mwzeval.{n}") for n in ["normalization", "database", "metrics", "utils"]}
    sys.path.pop(0)
    return modules


official, lab = load(evaluation), load(helper)
os.chdir(helper)
gold = lab["utils"].load_belief_state("2.4", "test")
evaluator = official["metrics"].Evaluator(False, True, True)

SPELLINGS = {"area": "Area", "leave": "leaveAt", "arrive": "arriveBy", "day": "bookday", "people": "book people", "name": "NAME"}
WORDS = ["dontcare", "cambridge", "the", "17:45", "5 pm", "cheap", "guesthouse", "any", "", "2", "kings lynn", "none"]


class Dice:
    """Park and Miller's generator."""

    def __init__(self, seed):
        self.x = seed + 1
        for _ in range(3):
            self.below(2)

    def below(self, count):
        self.x = self.x * 48271 % 2147483647
        return self.x % count


def mutate(data, dice):
    ids = sorted(data)
    keep = dice.below(3)
    made = {}
    for at, name in enumerate(ids):
        if keep and dice.below(40) == 0:
            continue
        turns = copy.deepcopy(data[name])
        if dice.below(12) == 0:
            turns = turns[: dice.below(len(turns)) + 1]
        for turn in turns:
            change(turn, data, ids, dice)
        made[name] = turns
    if dice.below(4) == 0:
        for turns in made.values():
            for turn in turns:
                domains = list(turn["state"])
                turn["active_domains"] = [d for d in domains if dice.below(3)]
    return made


def change(turn, data, ids, dice):
    kind = dice.below(14)
    slots = [(d, s) for d in turn["state"] for s in turn["state"][d]]
    if kind == 0:
        other = data[ids[dice.below(len(ids))]]
        turn["response"] = other[dice.below(len(other))]["response"]
    elif kind == 1:
        turn["response"] += " " + ["[value_name]", "[value_id]", "[value_phone] [value_reference]", "[hotel_address]s"][dice.below(4)]
    elif kind == 2:
        other = data[ids[dice.below(len(ids))]]
        turn["state"] = {**turn["state"], **copy.deepcopy(other[-1]["state"])}
    elif slots and kind < 9:
        domain, slot = slots[dice.below(len(slots))]
        value = turn["state"][domain][slot]
        at = dice.below(len(value) + 1)
        # Most changed times break the official code off; single dialogues are tried with those elsewhere.
        if kind in [4, 5, 8] and ":" in value:
            return
        if kind == 3:
            del turn["state"][domain][slot]
        elif kind == 4:
            turn["state"][domain][slot] = value[:at] + value[at + 1 :]
        elif kind == 5:
            turn["state"][domain][slot] = value[:at] + "e" + value[at:]
        elif kind == 6:
            turn["state"][domain][slot] = WORDS[dice.below(len(WORDS))]
        elif kind == 7:
            turn["state"][domain][SPELLINGS.get(slot, slot.upper())] = value
        elif kind == 8:
            turn["state"][domain][slot] = value.upper() + ["", " ", "s", " restaurant"][dice.below(4)]


def score(data):
    result = {}
    given = copy.deepcopy(data)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            scores = evaluator.evaluate(given)
            bits = {"inform": "", "success": ""}
            for name, turns in given.items():
                match, success = official["metrics"].get_dialog_success(
                    evaluator.goals[name], evaluator.booked_domains[name], [t["response"] for t in turns],
                    [t["state"] for t in turns], [t["active_domains"] for t in turns], evaluator.database)
                bits["inform"] += str(int(match["total"]))
                bits["success"] += str(int(success.get("total", 0)))
        result = {**scores["success"], "richness": scores["richness"], "dialogues": bits}
    except Exception as error:
        result["error"] = type(error).__name__
    try:
        dst = lab["metrics"].get_dst(copy.deepcopy(data), gold, 95, "2.4")
        del dst["slot mismatch"]
        result["dst"] = dst
    except Exception as error:
        result["dst"] = {"error": type(error).__name__}
    return result


made = {}
for seed in range(int(first), int(first) + int(seeds)):
    made[seed] = score(mutate(original, Dice(seed)))
json.dump(made, open(out, "w"), separators=(",", ":"))
print({seed: one.get("error", one.get("inform", {}).get("total")) for seed, one in made.items()})
