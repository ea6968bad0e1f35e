"""Full result sets of several models, made from mutated answers, with the official score files and tables.

    python -m venv venv && venv/bin/pip install bfcl-eval==2025.8.5 soundfile
    OPENAI_API_KEY=x MISTRAL_API_KEY=x AWS_DEFAULT_REGION=us-east-1 venv/bin/python test/reference/bfcl_results.py OUT [--seed N]
    coalm score bfcl OUT/result --data DATA --out OURS; diff -r OUT/score OURS/score

What it writes holds data: it is for a local comparison, not for the repository. Replies on which the official checker
raises are replaced, since they would end the run.
"""
import argparse
import json
import random
from pathlib import Path

from bfcl_eval.constants.category_mapping import TEST_COLLECTION_MAPPING
from bfcl_eval.constants.eval_config import POSSIBLE_ANSWER_PATH, PROMPT_PATH
from bfcl_eval.constants.model_config import MODEL_CONFIG_MAPPING
from bfcl_eval.eval_checker import eval_runner
from bfcl_eval.eval_checker.ast_eval.ast_checker import ast_checker
from bfcl_eval.utils import find_file_with_suffix, is_function_calling_format_output, load_file

PROSE = ["I cannot do that.", "", "[]", "{}", "null", "The answer is 42; see f(x=1).", "[f(", "[print('x')]", "()", "[{}]", "<tool_call>", "Sure! [f(a=1)]", "é ü", "f(a=b.c)"]


def gold(answer):
    """One call from each possible answer, each parameter by its first allowed value."""
    calls = []
    for entry in answer:
        for name, parameters in entry.items():
            given = {}
            for key, allowed in parameters.items():
                options = [value for value in allowed if value != ""] or allowed
                if "" in allowed and random.random() < 0.5:
                    continue
                if options:
                    given[key] = plain(random.choice(options))
            calls.append((name, given))
    return calls


def plain(value):
    if isinstance(value, dict):
        return {key: plain(options[0] if isinstance(options, list) and options else options) for key, options in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def mutate(calls, names):
    kind = random.randrange(12)
    if kind < 5 or not calls:
        return calls
    calls = [(name, dict(given)) for name, given in calls]
    name, given = random.choice(calls)
    at = calls.index((name, given))
    if kind == 5:
        calls.pop(at)
    elif kind == 6:
        calls.append(calls[at])
    elif kind == 7:
        calls[at] = (random.choice(names + ["made_up", "a.b_c"]), given)
    elif given:
        key = random.choice(list(given))
        if kind == 8:
            del given[key]
        elif kind == 9:
            given["extra_" + key] = 1
        elif kind == 10:
            given[key] = random.choice([None, True, 0, 1.0, 5, "x", "", [], {}, [1, "a"], {"a": 1}, -3, "é\n\"'", 10**17, 1e300, [[1]]])
        else:
            given[key] = [given[key]] if random.random() < 0.5 else str(given[key])
    if random.random() < 0.2:
        random.shuffle(calls)
    return calls


def code(calls, category):
    if category == "java":
        return ", ".join(f"{name}({', '.join(f'{key}={value}' for key, value in given.items())})" for name, given in calls)
    if category == "javascript":
        return ", ".join(f"{name}({', '.join(f'{key}={json.dumps(value)}' for key, value in given.items())})" for name, given in calls)
    return "[" + ", ".join(f"{name}({', '.join(f'{key}={value!r}' for key, value in given.items())})" for name, given in calls) + "]"


def objects(calls, key):
    return [{"name": name, key: given} for name, given in calls]


def underscored(calls):
    return [(name.replace(".", "_") if random.random() < 0.97 else name, given) for name, given in calls]


def tagged(calls):
    return "\n".join(f"<tool_call>\n{json.dumps(call)}\n</tool_call>" for call in objects(calls, "arguments"))


MODELS = {
    "uiuc-convai/CoALM-8B": code,
    "microsoft/phi-4": lambda calls, category: random.choice(["", "```json\n", "```python\n"]) + code(calls, category) + random.choice(["", "\n```"]),
    "mistral-large-2411": lambda calls, category: code(calls, category).replace("_", random.choice(["_", "\\_"])),
    "gpt-4.1-2025-04-14-FC": lambda calls, category: [{name: json.dumps(given)} for name, given in underscored(calls)],
    "mistral-large-2411-FC": lambda calls, category: [{name: random.choice([json.dumps(given), json.dumps(given)[:-1], given]) if random.random() < 0.1 else json.dumps(given)} for name, given in underscored(calls)],
    "MadeAgents/Hammer2.1-7b": lambda calls, category: random.choice(["", "```"]) + json.dumps(objects(calls, "arguments")) + random.choice(["", "```", "]"]),
    "meta-llama/Llama-3.1-8B-Instruct-FC": lambda calls, category: random.choice([repr(objects(calls, "parameters")), "<|python_tag|>" + "; ".join(json.dumps(call) for call in objects(calls, "parameters")), json.dumps(objects(calls, "parameters"))]),
    "Salesforce/Llama-xLAM-2-8b-fc-r": lambda calls, category: random.choice([json.dumps(objects(calls, "arguments")), ";".join(json.dumps(call) for call in objects(calls, "arguments"))]),
    "ibm-granite/granite-20b-functioncalling": lambda calls, category: "".join(f"<function_call> {json.dumps(call)} " for call in objects(calls, "arguments")) or "<function_call> {\"name\": \"no_function\"}",
    "ibm-granite/granite-3.2-8b-instruct": lambda calls, category: [{name: given} for name, given in calls],
    "Qwen/Qwen3-8B-FC": lambda calls, category: tagged(calls),
    "mistralai/Ministral-8B-Instruct-2410": lambda calls, category: [{name: given} for name, given in calls],
    "nova-pro-v1.0": lambda calls, category: [{name: given} for name, given in underscored(calls)],
}


def reply(model, category, names, answer):
    write = MODELS[model]
    chance = random.random()
    if chance < 0.06 or not answer:
        if answer or random.random() < 0.6:
            return random.choice(PROSE)
        return write([(random.choice(names or ["f"]), {"a": 1})], category)
    return write(mutate(gold(answer), names), category)


def raises(handler, model, category, entry, answer, result):
    """Whether the official run would end at this reply."""
    if not answer:
        return False
    language = {"java": "Java", "javascript": "JavaScript"}.get(category, "Python")
    try:
        calls = handler.decode_ast(result, language)
    except Exception:
        return False
    if not is_function_calling_format_output(calls):
        return False
    try:
        ast_checker(entry["function"], calls, answer, language, category, model.replace("/", "_"))
    except Exception:
        return True
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", action="append")
    given = parser.parse_args()
    random.seed(given.seed)
    for model in given.model or MODELS:
        if model not in MODEL_CONFIG_MAPPING:
            print("not in the official table:", model)
            continue
        handler = eval_runner.get_handler(model)
        folder = model.replace("/", "_")
        (given.out / "result" / folder).mkdir(parents=True, exist_ok=True)
        for category in TEST_COLLECTION_MAPPING["single_turn"]:
            prompts = load_file(find_file_with_suffix(PROMPT_PATH, category), sort_by_id=True)
            answers = [None] * len(prompts)
            if "relevance" not in category:
                answers = [entry["ground_truth"] for entry in load_file(find_file_with_suffix(POSSIBLE_ANSWER_PATH, category), sort_by_id=True)]
            rows = []
            for entry, answer in zip(prompts, answers):
                names = [function["name"] for function in entry["function"]]
                result = reply(model, category, names, answer)
                if raises(handler, model, category, entry, answer, result):
                    result = "no"
                rows.append({"id": entry["id"], "result": result, "input_token_count": random.randrange(2000), "output_token_count": random.randrange(200), "latency": random.random() * 5})
            path = given.out / "result" / folder / f"BFCL_v3_{category}_result.json"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (given.out / "score").mkdir(exist_ok=True)
    eval_runner.runner(None, TEST_COLLECTION_MAPPING["single_turn"], given.out / "result", given.out / "score")


if __name__ == "__main__":
    main()
