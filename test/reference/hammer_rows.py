"""Draws rows of xLAM's layout that try the masking hard: repeated names, odd defaults, Unicode, numbers of every kind.

    python test/reference/hammer_rows.py SEED COUNT ROWS.jsonl      one {"seed", "row"} a line
"""
import json
import random
import sys

seed, count, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
draw = random.Random(seed)

TEXTS = [
    "game", "a", "A", "1", "10", "New York", "san francisco", "beta", "0.5", "[]", "True", "None", "", " ",
    "ß", "ǆabc", "ﬁsh", "ΣΑΣ", "ΑΣ", "İstanbul", "ნანა", "é", "😀", "日本", "ᾳb", "ᾐ", "ŉ", "it's", '"q"', "\\", "\n",
    "\x7f", "\x00", "$&", "$1", "\ud83d", "__proto__", "constructor", "E", "x" * 50,
]
INTS = [0, 1, 2, 5, 10, -1, 100, 2**53, 2**53 - 1, 2**60, -(2**70), 10**20]
FLOATS = [0.5, 1.0, -0.0, 1e5, 1e16, 1e-5, 3.14, 1e300, 100.0, float("nan"), float("inf"), float("-inf"), 0.1]
NAMES = ["get", "search", "f", "get_weather", "x.y", "a", "10", "2", "__proto__", "é"]
PARAMETERS = ["type", "city", "10", "2", "__proto__", "n", "id", "constructor", "toString", "é", ""]


def value(depth=0):
    kind = draw.random()
    if kind < 0.4:
        return draw.choice(TEXTS)
    if kind < 0.6:
        return draw.choice(INTS)
    if kind < 0.72:
        return draw.choice(FLOATS)
    if kind < 0.82:
        return draw.choice([True, False])
    if kind < 0.87 or depth > 1:
        return None
    if kind < 0.97:
        return [value(depth + 1) for _ in range(draw.randint(0, 3))]
    return {draw.choice(TEXTS): value(depth + 1) for _ in range(draw.randint(0, 2))}


def tool():
    parameters = {}
    for _ in range(draw.randint(0, 5)):
        described = {"description": " ".join(str(value(2)) for _ in range(3)), "type": "str"}
        if draw.random() < 0.75:
            described["default"] = value()
        if draw.random() < 0.02:
            del described["description"]
        parameters[draw.choice(PARAMETERS)] = described
    return {"name": draw.choice(NAMES), "description": draw.choice(TEXTS), "parameters": parameters}


def argument(described):
    if "default" not in described or draw.random() < 0.3:
        return value()
    default, kind = described["default"], draw.random()
    if kind < 0.6:
        return default
    if kind < 0.8:
        return str(default)
    return float(default) if isinstance(default, int) and abs(default) < 1e15 else default


def row():
    tools = [tool() for _ in range(draw.choice([0, 1, 1, 2, 3, 5]))]
    tools += [json.loads(json.dumps(one)) for one in tools if draw.random() < 0.15]
    answers = []
    for _ in range(draw.choice([0, 1, 1, 2, 3])):
        if not tools:
            break
        one = draw.choice(tools)
        given = {name: argument(d) for name, d in one["parameters"].items() if draw.random() < 0.8}
        if draw.random() < 0.2:
            given[draw.choice(PARAMETERS)] = value()
        answers.append({"name": one["name"], "arguments": given})
    said = [str(v) for answer in answers for v in answer["arguments"].values()]
    query = " ".join([draw.choice(TEXTS) for _ in range(4)] + said)
    query = draw.choice([query, query, query.lower(), query.upper(), query.capitalize()])
    return {"query": query, "tools": text(tools), "answers": text(answers)}


def text(data):
    return json.dumps(
        data,
        ensure_ascii=draw.random() < 0.5,
        indent=draw.choice([None, None, 2]),
        separators=draw.choice([None, (",", ":")]),
    )


with open(path, "w", encoding="utf-8") as out:
    for _ in range(count):
        out.write(json.dumps({"seed": draw.choice([12, draw.randint(0, 2**40), -5]), "row": row()}) + "\n")
