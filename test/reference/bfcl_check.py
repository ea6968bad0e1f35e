"""Verdicts of the official BFCL checker on mutated calls, and hashes of the official prompts and tools.

    python -m venv venv && venv/bin/pip install bfcl-eval==2025.8.5 soundfile
    venv/bin/python test/reference/bfcl_check.py own OUT.jsonl.gz [--count N] [--seed N]
    venv/bin/python test/reference/bfcl_check.py real OUT.jsonl.gz --data DATA/bfcl/v3-2025-07-17 [--count N] [--seed N]
    venv/bin/python test/reference/bfcl_check.py totals OUT.json [--count N] [--seed N]
    venv/bin/python test/reference/bfcl_check.py prompts OUT.json --data DATA/bfcl/v3-2025-07-17

`own` invents its functions and answers; `real` mutates answers of the data, and what it writes holds data: it is for a
local comparison (test/reference/bfcl-check-compare.ts), not for the repository. `prompts` writes hashes alone.
"""
import argparse, copy, gzip, hashlib, json, math, os, random, tempfile
from pathlib import Path

from bfcl_eval.constants.category_mapping import MULTI_TURN_FUNC_DOC_FILE_MAPPING, TEST_FILE_MAPPING
from bfcl_eval.constants.type_mappings import GORILLA_TO_OPENAPI
from bfcl_eval.constants.eval_config import PROMPT_PATH
from bfcl_eval.eval_checker.ast_eval.ast_checker import ast_checker
from bfcl_eval.eval_checker.eval_runner_helper import generate_leaderboard_csv
from bfcl_eval.model_handler.model_style import ModelStyle
from bfcl_eval.model_handler.utils import (
    convert_to_tool,
    func_doc_language_specific_pre_processing,
    system_prompt_pre_processing_chat_model,
)
from bfcl_eval.utils import load_file

MODEL = "uiuc-convai/CoALM-8B"


def tagged(value):
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return value if abs(value) <= 2**53 - 1 else {"$int": str(value)}
    if isinstance(value, float):
        if math.isfinite(value) and value != int(value):
            return value
        return {"$float": repr(value)}
    if isinstance(value, list):
        return [tagged(v) for v in value]
    if isinstance(value, tuple):
        return {"$tuple": [tagged(v) for v in value]}
    if isinstance(value, set):
        return {"$set": [tagged(v) for v in value]}
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    if isinstance(value, complex):
        return {"$complex": [value.real, value.imag]}
    if all(isinstance(k, str) and not k.startswith("$") for k in value):
        return {k: tagged(v) for k, v in value.items()}
    return {"$dict": [[tagged(k), tagged(v)] for k, v in value.items()]}


WORDS = ["New York, NY", "red-wine", "a.b", "Ünïcode", "İstanbul", "it's", 'say "hi"', "", ",", "2024-01-02", "x_y*z", "ΟΔΟΣ", "true", "5", "null", "日本", "tab\there", "\u2028", "back\\slash", "ß"]
NUMBERS = [0, 1, -1, 5, 5.0, 2.5, -0.0, 1e400, 10**20, 2**53 + 1, True, False, 1e-7, 1e22, 123456789]
JAVA_TEXTS = [
    "5", "-7", "5L", "7l", "2.5f", "3F", "2.5", "1e5", "1E-3f", "true", "false", "'c'", '"text"', "text", "5\n", "٣", "new int[]{1, 2, 3}", "new int[] { }", 'new String[]{"a", "b"}', "new double[]{1.5,2}", "new ArrayList<>(Arrays.asList(1, 2))",
    'new ArrayList<String>(Arrays.asList("a", "b"))', "new ArrayList<Integer>()", "new ArrayList<>() {{ add(1); add(2); }}", "new ArrayList<>(){{ }}", 'new ArrayList<>() {{ add("x,y"); }} }}', "new HashMap<>()", 'new HashMap<String, Object>() {{ put("k", 1); put("v", "t"); put("b", true); put("n", 1_000); put("l", 5L); }}',
    'new HashMap<String, String>() { { put("key", "va)lue"); } }', "new HashMap<>() {}", "new Set<>()", "null", "nan", "new long[]{1L, 2, 3L}", "new ArrayList<Character>(Arrays.asList('a','b'))", "x new int[]{4}", "new  ArrayList<a.b>()", "new HashMap<\n>()", 'new HashMap<>() {{ put("a",\n 2); put("x\ny", 3); put("p", 4 }}', "new int[]{1,\n2}", "5d", "+5", "1_000", "new ArrayList<>(Arrays.asList())", "new ArrayList<>(Arrays.asList(a) ))",
]
JS_TEXTS = [
    "5", "-7", "5n", "2.5", "1e5", "true", "false", "'c'", '"text"', "text", "5\n", "٣", "5n\n", "[1, 2, 3]", "[]", "['a', \"b\"]", "[[1, 2], [3]]", "[ [1], ['a'], ]", "[[1,2],[3,4]] tail", "new Array(1, 2)", "new Array([1],[2])", "new Array()", "{}", "{a: 1}",
    "{'a': 'b', c: true, d: 2.5}", "{a: [1, 'x'], b: [] }", "{a: {b: 1}}", "{a: 1, b}", "{a: 'x, y: z'}", "{a:\n1}", "{: 1}", "{a:1,:2}", "{a: 1, :b: 2}", "{'a': \"5\"}", "null", "undefined", "NaN", "[1,\n2]", "[\n[1],\n[2]]", "[[1\n],[2]]", "[[],[]]", "[[1],2,[3]]", "[[[1]]]", "  [1] ", "\"", "''", "`t`", "[true, 'false', 1n]", "{a: 1_000, b: inf, c:  'q' }", "[{a: 1}, {b: 2}]", "new Array(\n1)", "{ 'a' : 1 , 'b' : 2 }", "{a:,b:2}", "{a: b: c, d: e}",
]


def any_value(rng, depth=0):
    kind = rng.randrange(12 if depth < 3 else 7)
    if kind < 3:
        return rng.choice(WORDS)
    if kind < 6:
        return rng.choice(NUMBERS)
    if kind == 6:
        return rng.choice([None, None, float("nan"), float("-inf"), b"x", True])
    if kind < 9:
        return [any_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if kind == 9:
        return tuple(any_value(rng, depth + 1) for _ in range(rng.randrange(3)))
    return {rng.choice(["k", "unit", "__proto__", "$x", "k k", 1, None]): any_value(rng, depth + 1) for _ in range(rng.randrange(3))}


def of_type(rng, kind, item=None):
    if kind in ("string", "any"):
        return rng.choice(WORDS)
    if kind == "integer":
        return rng.choice([0, 1, 5, -3, 10**20])
    if kind == "float":
        return rng.choice([0.5, 5.0, -1.25, 3, 1e22])
    if kind == "boolean":
        return rng.random() < 0.5
    if kind in ("array", "tuple"):
        return [of_type(rng, item or "string") for _ in range(rng.randrange(4))]
    return {key: rng.choice([rng.choice(WORDS), 1, 2.5, True, [1, "A b"]]) for key in rng.sample(["k", "unit", "n m"], rng.randrange(1, 4))}


def answer_values(rng, kind, item=None):
    values = []
    for _ in range(rng.randrange(1, 4)):
        value = of_type(rng, kind, item)
        if kind == "dict":
            value = {k: [v] + (["", v] if rng.random() < 0.3 else []) for k, v in value.items()}
        if kind in ("array", "tuple") and item == "dict":
            value = [{k: [v, 7] for k, v in one.items()} for one in value]
        values.append(value)
    roll = rng.random()
    if roll < 0.25:
        values.insert(rng.randrange(len(values) + 1), "")
    elif roll < 0.3:
        values = [""]
    elif roll < 0.36:
        values.insert(0, rng.choice(["variable", None, 3, True, [1], {"k": [1]}]))
    return values


def invent(rng, language):
    names = ["get.weather", "book_table", "calc", "maps.route.find"]
    documents, answers = [], []
    for name in rng.sample(names, rng.randrange(1, 4)):
        properties, allowed = {}, {}
        for parameter in rng.sample(["city", "size", "unit", "items", "when", "__proto__", "options"], rng.randrange(1, 5)):
            if language == "Python":
                kind = rng.choice(["string", "integer", "float", "boolean", "array", "tuple", "dict", "any"] * 4 + ["object"])
                item = rng.choice(["string", "integer", "float", "dict", "boolean", "array"]) if kind in ("array", "tuple") else None
                allowed[parameter] = answer_values(rng, kind, item)
            else:
                java = ["byte", "short", "integer", "float", "double", "long", "boolean", "char", "Array", "ArrayList", "HashMap", "String", "any"]
                script = ["String", "integer", "float", "Bigint", "Boolean", "dict", "array", "any"]
                kind = rng.choice((java if language == "Java" else script) * 5 + ["Set", "Queue", "number"])
                inner = ["integer", "String", "long", "float", "any", "char", "boolean", "double"] if language == "Java" else ["String", "integer", "float", "Boolean", "dict", "array", "any", "Bigint"]
                item = rng.choice(inner)
                if kind not in ("Array", "ArrayList", "array"):
                    item = None
                allowed[parameter] = rng.choice([[5], [5.0, 2.5], ["text", "c"], [True], [[1, 2, 3]], [["a", "b"]], [[]], [""], [{}], [{"a": [1], "c": [True, ""]}], ["", [1, 2]], [[[1, 2], [3]]], ["5"], [{"k": [1], "v": ["t"]}], [None], [[1.5, 2.0]], [["a"], ""]])
            properties[parameter] = {"type": kind, "description": "d"}
            if item:
                properties[parameter]["items"] = {"type": item}
        required = [p for p in properties if rng.random() < 0.5]
        documents.append({"name": name, "description": "d", "parameters": {"type": "dict", "properties": properties, "required": required}})
        answers.append({name: allowed})
    return documents, answers


def plain(rng, options):
    """One value that an answer allows, as a model would give it."""
    value = rng.choice(options) if options else ""
    if isinstance(value, dict):
        return {k: rng.choice(v) if isinstance(v, list) and v else v for k, v in value.items() if not (isinstance(v, list) and "" in v and rng.random() < 0.5)}
    if isinstance(value, list):
        return [plain(rng, [v]) if isinstance(v, dict) else v for v in value]
    return value


def as_text(rng, value, language):
    """A literal of Java or JavaScript, as their decoders hand it over."""
    if isinstance(value, str) and rng.random() < 0.8:
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value) + rng.choice(["", "", "L", "f", "n"])
    if isinstance(value, list):
        inner = rng.choice([", ", ","]).join(json.dumps(v) for v in value)
        return rng.choice(["new int[]{%s}", "new ArrayList<>(Arrays.asList(%s))"] if language == "Java" else ["[%s]", "new Array(%s)"]) % inner
    if isinstance(value, dict):
        return json.dumps(value)
    return rng.choice(JAVA_TEXTS if language == "Java" else JS_TEXTS)


def mutate_call(rng, answer, language):
    name, allowed = list(answer.items())[0]
    given = {}
    for parameter, options in allowed.items():
        if "" in options and rng.random() < 0.4:
            continue
        value = plain(rng, options)
        given[parameter] = value if language == "Python" else as_text(rng, value, language)
    for _ in range(rng.choice([0, 0, 1, 1, 2])):
        roll = rng.randrange(10)
        keys = list(given)
        key = rng.choice(keys) if keys else "city"
        if roll == 0:
            given.pop(key, None)
        elif roll == 1:
            given[rng.choice(["extra", "__proto__", "city ", "constructor"])] = any_value(rng)
        elif roll == 2:
            name = rng.choice(["other", name.replace(".", "_"), name.upper(), "", "__proto__"])
        elif roll == 3 and isinstance(given.get(key), str):
            given[key] = rng.choice([str.upper, str.lower, lambda s: s + " ", lambda s: s + "!", lambda s: s.replace(" ", "-"), lambda s: [s]])(given[key])
        elif roll == 4 and isinstance(given.get(key), (int, float)) and not isinstance(given.get(key), bool):
            value = given[key]
            given[key] = rng.choice([value + 1, str(value), bool(value), value * 1.0 if abs(value) < 1e300 else value, -value, [value]])
        elif roll == 5 and isinstance(given.get(key), list):
            value = given[key]
            given[key] = rng.choice([value[::-1], value + value[:1], value[1:], tuple(value), [value], [str(v) for v in value], [1.0 * v if isinstance(v, (int, float)) and abs(v) < 1e300 else v for v in value]])
        elif roll == 6 and isinstance(given.get(key), dict):
            value = dict(given[key])
            rng.choice([lambda: value.clear(), lambda: value.update({"more": 1}), lambda: value.pop(next(iter(value), None), None), lambda: value.update({next(iter(value), "k"): any_value(rng)})])()
            given[key] = value
        elif language != "Python":
            given[key] = rng.choice(JAVA_TEXTS if language == "Java" else JS_TEXTS) if rng.random() < 0.9 else any_value(rng)
        else:
            given[key] = any_value(rng)
    if rng.random() < 0.03:
        given[None] = "x"
    return {name: given}


def judge(documents, calls, answers, language, category):
    try:
        verdict = ast_checker(copy.deepcopy(documents), copy.deepcopy(calls), copy.deepcopy(answers), language, category, MODEL)
    except Exception as error:
        return False, f"checker_crash:{type(error).__name__}", None
    if verdict["valid"]:
        return True, None, []
    return False, verdict["error_type"], verdict["error"]


def calls_for(rng, answers, language):
    calls = [mutate_call(rng, answer, language) for answer in answers]
    if rng.random() < 0.3:
        rng.shuffle(calls)
    if rng.random() < 0.06:
        calls = calls[:-1] if rng.random() < 0.5 else calls + calls[:1]
    return calls


def row_of(documents, calls, answers, language, category, extra):
    valid, error_type, errors = judge(documents, calls, answers, language, category)
    text = None if errors is None else hashlib.sha256(json.dumps(tagged(errors), ensure_ascii=True).encode()).hexdigest()[:12]
    return {**extra, "category": category, "calls": tagged(calls), "valid": valid, "errorType": error_type, "errors": text}


def own(count, seed):
    rng = random.Random(seed)
    for _ in range(count):
        language = rng.choice(["Python", "Python", "Java", "JavaScript"])
        documents, answers = invent(rng, language)
        if language == "Python":
            category = rng.choice(["simple", "multiple", "parallel", "parallel_multiple"])
        else:
            category = language.lower()
        if category in ("simple", "multiple", "java", "javascript"):
            answers = answers[:1] if rng.random() < 0.95 else answers[-1:]
        elif rng.random() < 0.5:
            answers = answers + [copy.deepcopy(rng.choice(answers))]
        if rng.random() < 0.02:
            documents = documents[1:] or documents
        calls = calls_for(rng, answers, language)
        yield row_of(documents, calls, answers, language, category, {"functions": tagged(documents), "answers": tagged(answers)})


SINGLE = ["simple", "multiple", "parallel", "parallel_multiple", "java", "javascript", "live_simple", "live_multiple", "live_parallel", "live_parallel_multiple"]


def real(count, seed, data):
    rng = random.Random(seed)
    loaded = {}
    for category in SINGLE:
        cases = load_file(os.path.join(data, TEST_FILE_MAPPING[category]), sort_by_id=True)
        answers = load_file(os.path.join(data, "possible_answer", TEST_FILE_MAPPING[category]), sort_by_id=True)
        loaded[category] = list(zip(cases, answers))
    for _ in range(count):
        category = rng.choice(SINGLE)
        language = {"java": "Java", "javascript": "JavaScript"}.get(category, "Python")
        case, answer = rng.choice(loaded[category])
        calls = calls_for(rng, answer["ground_truth"], language)
        yield row_of(case["function"], calls, answer["ground_truth"], language, category, {"id": case["id"]})


def short_hash(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def whole(value):
    if isinstance(value, dict):
        return {k: whole(v) for k, v in value.items()}
    if isinstance(value, list):
        return [whole(v) for v in value]
    return int(value) if isinstance(value, float) and value == int(value) else value


def prompts(data):
    hashes = {}
    for category, name in TEST_FILE_MAPPING.items():
        row = hashes[category] = {"messages": "", **{style.value: "" for style in ModelStyle}}
        for case in load_file(os.path.join(data, name), sort_by_id=True):
            if "function" not in case:
                case["function"] = []
                for held in case["involved_classes"]:
                    case["function"].extend(load_file(os.path.join(data, "multi_turn_func_doc", MULTI_TURN_FUNC_DOC_FILE_MAPPING[held])))
                for names in case.get("missed_function", {}).values():
                    for held in names:
                        for at, document in enumerate(case["function"]):
                            if document["name"] == held:
                                case["function"].pop(at)
                                break
            functions = func_doc_language_specific_pre_processing(copy.deepcopy(case["function"]), category)
            asked = system_prompt_pre_processing_chat_model(copy.deepcopy(case["question"][0]), functions, category)
            row["messages"] += short_hash(json.dumps(asked, ensure_ascii=False, separators=(",", ":")))
            for style in ModelStyle:
                if style in (ModelStyle.Gorilla, ModelStyle.NEXUS):
                    continue
                tools = whole(convert_to_tool(functions, GORILLA_TO_OPENAPI, style))
                row[style.value] += short_hash(json.dumps(tools, ensure_ascii=False, separators=(",", ":")))
        for style in ModelStyle:
            text = row.pop(style.value)
            if style == ModelStyle.OpenAI_Completions:
                row["openai"] = text
            elif text:
                row[style.value] = short_hash(text)
    return hashes


TABLES = ["overall", "non_live", "live", "multi_turn"]


def totals(count, seed):
    """Accuracies of each category, some left out, and the four tables that the official code writes of them."""
    rng = random.Random(seed)
    samples = []
    for at in range(count):
        given = {}
        for category, name in TEST_FILE_MAPPING.items():
            total = len(load_file(PROMPT_PATH / name))
            if rng.random() < (0, 0.1, 0.6)[at % 3]:
                continue
            correct = rng.randrange(total + 1) if rng.random() < 0.8 else total * rng.randrange(9) // 8
            given[category] = {"accuracy": correct / total, "total": total}
        table = {"uiuc-convai_CoALM-8B": {c: {"accuracy": v["accuracy"], "total_count": v["total"]} for c, v in given.items()}}
        with tempfile.TemporaryDirectory() as folder:
            generate_leaderboard_csv(table, Path(folder))
            samples.append({"given": given, "tables": {name: (Path(folder) / f"data_{name}.csv").read_text() for name in TABLES}})
    return samples


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["own", "real", "prompts", "totals"])
    parser.add_argument("out")
    parser.add_argument("--data")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.what in ("prompts", "totals"):
        with open(options.out, "w") as out:
            json.dump(prompts(options.data) if options.what == "prompts" else totals(options.count, options.seed), out)
            out.write("\n")
        return
    rows = own(options.count, options.seed) if options.what == "own" else real(options.count, options.seed, options.data)
    with open(options.out, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        for row in rows:
            packed.write((json.dumps(row) + "\n").encode())


main()
