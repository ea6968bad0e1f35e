"""Official verdicts on bent gold calls of the published data: only one letter a verdict comes out.

python apibank_verdicts.py cases DATA > CASES.jsonl         DATA is the folder with test-data and lv1-lv2-samples
python apibank_world.py API_BANK DATA/init_database CASES.jsonl OUT.jsonl
python apibank_verdicts.py letters CASES.jsonl OUT.jsonl > verdicts.json

Each gold text is bent in the ways of BENDS (test/benchmarks/apibank/apibank.real.test.ts bends alike). Calls of
ToolSearcher, Translate, Dictionary and SearchEngine are left out: they need a model or the network.
Letters: T right, F wrong, N no call, M other name, K wrong because of a KeyError is F too, otherwise the first letter of
the error type that was raised (in lower case where it came from the call, as it is where it came from the check).
"""
import json
import os
import re
import sys

LEFT_OUT = {"ToolSearcher", "Translate", "Dictionary", "SearchEngine"}
SAMPLES = {1: "level-1-given-desc", 2: "level-2-toolsearcher"}
BENDS = [
    lambda text: text,
    lambda text: text.replace("='", "='x", 1),
    lambda text: re.sub(r", \w+='[^']*'\)\]", ")]", text),
    lambda text: text.replace("'", '"'),
    lambda text: text.lower(),
    lambda text: text.replace("1", "2"),
    lambda text: text.replace("', ", " ', "),
    lambda text: text.replace("(", "(foo='1', ", 1),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace("'", ""),
    lambda text: text[: len(text) // 2],
    lambda text: text.replace("2023-0", "23-"),
]


def questions(data, level):
    if level == 3:
        plans = json.load(open(os.path.join(data, "test-data/level-3.json")))
        for row in json.load(open(os.path.join(data, "test-data/level-3-batch-inf.json"))):
            call = plans[row["sample_id"]]["apis"][row["api_id"]]
            yield row["output"], call["api_name"], call["output"]
        return
    for row in json.load(open(os.path.join(data, f"test-data/level-{level}-api.json"))):
        path = os.path.join(data, "lv1-lv2-samples", SAMPLES[level], row["file"])
        history = [json.loads(line) for line in open(path)]
        calls = [at for at, turn in enumerate(history) if turn["role"] == "API"]
        turn = history[calls[row["id"] // 2] + row["id"] % 2]
        yield row["expected_output"], turn["api_name"], turn["result"]


def letter(case, answer):
    if answer["call"] is None:
        return "N"
    if case["level"] != 3 and answer["name"] != case["steps"][0]["gold"]["name"]:
        return "M"
    if "error" in answer:
        return answer["error"][0][0].lower()
    verdict = answer["verdict"]
    return verdict[0][0] if isinstance(verdict, list) else "T" if verdict else "F"


if sys.argv[1] == "cases":
    for level in (1, 2, 3):
        for text, name, result in questions(sys.argv[2], level):
            if name not in LEFT_OUT:
                for bend in BENDS:
                    print(json.dumps({"level": level, "steps": [{"text": bend(text), "gold": {"name": name, "result": result}}]}))
else:
    letters = {"1": "", "2": "", "3": ""}
    with open(sys.argv[2]) as cases, open(sys.argv[3]) as answers:
        for line, answer in zip(cases, answers):
            case = json.loads(line)
            letters[str(case["level"])] += letter(case, json.loads(answer)[0])
    print(json.dumps(letters))
