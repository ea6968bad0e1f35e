"""Writes invented rows of xLAM's layout, as long as the published ones are: python xlam_rows.py COUNT FOLDER"""
import json
import pathlib
import random
import sys

count, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2], "xlam")
draw = random.Random(1)
WORDS = "city date name limit page type value query region market price user order track level unit code team".split()


def words(low, high):
    return " ".join(draw.choice(WORDS) for _ in range(draw.randint(low, high)))


def tool(number):
    parameters = {}
    for name in draw.sample(WORDS, draw.randint(1, 4)):
        described = {"description": f"The {words(4, 12)}.", "type": draw.choice(["str", "int", "bool"])}
        if draw.random() < 0.6:
            described["default"] = draw.choice([draw.choice(WORDS), draw.randint(0, 99), True, ""])
        parameters[name] = described
    return {"name": f"{draw.choice(WORDS)}_{number}", "description": f"Gets the {words(5, 14)}.", "parameters": parameters}


def row(at, has_answer=True):
    tools = [tool(number) for number in range(draw.randint(1, 5))]
    answers = []
    for one in draw.sample(tools, draw.randint(1, len(tools))) if has_answer else []:
        given = {name: described.get("default", draw.choice(WORDS)) for name, described in one["parameters"].items()}
        answers.append({"name": one["name"], "arguments": given})
    said = ", ".join(f"{k} {v}" for answer in answers for k, v in answer["arguments"].items())
    return {"id": at, "query": f"Please {words(6, 14)} {said}?", "tools": json.dumps(tools), "answers": json.dumps(answers)}


folder.mkdir(parents=True, exist_ok=True)
some = count // 8
for name, rows in {
    "xlam_function_calling_60k.json": [row(at) for at in range(count)],
    "XLAM-7.5k-Irrelevance.json": [row(at, False) for at in range(some)],
}.items():
    (folder / name).write_text(json.dumps(rows, indent=1))
