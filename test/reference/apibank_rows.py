"""Writes invented rows {label, predict} for apibank_calls.py: python apibank_rows.py COUNT SEED > ROWS.jsonl"""
import json
import random
import sys

draw = random.Random(int(sys.argv[2]))
NAMES = ["FeedCat", "OpenWindow", "RentBike", ""]
KEYS = ["cat", "grams", "room", "when", "__proto__", "1"]
VALUES = ["Mia", "40", "", "attic", "2031-02-03", "é😀", "None", "True", "[1, 2]", "{'a': 1}", "5.0", "1e+16"]
ODD = [40, 5.0, None, True, [1, 2], {"a": 1}, 1e16, -0.0, 10**20, [], {}, float("nan"), float("inf"), ["it's", 'a"b'], 0.1, "\x7f\u200b"]


def arguments(odd):
    return {draw.choice(KEYS): draw.choice(ODD) if draw.random() < odd else draw.choice(VALUES) for _ in range(draw.randint(0, 3))}


def call(odd):
    return {"name": draw.choice(NAMES), "arguments": arguments(odd)}


def broken():
    return draw.choice([
        "x", 1, None, [], {}, {"name": "FeedCat"}, {"arguments": {}}, {"arguments": {"cat": "Mia"}}, {"name": "FeedCat", "arguments": "x"},
        {"name": "FeedCat", "arguments": []}, {"name": ["FeedCat"], "arguments": {"cat": "Mia"}}, {"name": None, "arguments": {}}, "tool_calls",
    ])


def predict(label):
    kind = draw.random()
    calls = [dict(one) for one in label]
    if kind < 0.35:
        for one in calls:
            one["arguments"] = {k: (draw.choice(ODD + VALUES) if draw.random() < 0.3 else v) for k, v in one["arguments"].items() if draw.random() < 0.9}
    elif kind < 0.6:
        calls = [call(0.3) for _ in range(draw.randint(0, 3))]
    elif kind < 0.75:
        calls.insert(draw.randint(0, len(calls)), broken())
    elif kind < 0.85:
        calls = draw.choice([None, 1, "x", "tool_calls", {}, {"tool_calls": None}, {"tool_calls": calls}, {"tool_calls": "x"}, {"tool_calls": {}}, 1.5, []])
    text = json.dumps(calls, ensure_ascii=draw.random() < 0.5)
    edge = draw.random()
    if edge < 0.4:
        text = "```json\n" + text + "\n```"
    elif edge < 0.5:
        text = "```" + text + "```"
    elif edge < 0.55:
        text = text.replace('"', "'")
    elif edge < 0.6:
        text = text[: draw.randint(0, len(text))]
    elif edge < 0.64:
        text = draw.choice(["", "I cannot.", "[]", "\ufeff[]", "[1e999]", "[01]", '["\t"]', "null", "[" * 60 + "]" * 60, '[{"name":"a","name":"FeedCat","arguments":{"cat":"x","cat":"Mia"}}]'])
    return text


for _ in range(int(sys.argv[1])):
    label = [call(0.15) for _ in range(draw.choice([1, 1, 1, 1, 2, 3, 0]))]
    print(json.dumps({"label": "```\n" + json.dumps(label) + "\n```", "predict": predict(label)}))
