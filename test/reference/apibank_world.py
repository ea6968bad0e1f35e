"""Runs calls through API-Bank's official tool manager and classes, for golden files and fuzzing.

git clone https://github.com/AlibabaResearch/DAMO-ConvAI (commit 483554e); pip install requests rank_bm25 numpy nltk
python apibank_world.py API_BANK_FOLDER DATABASES CASES.jsonl OUT.jsonl

DATABASES is a folder of JSON files that takes the place of init_database. A case is
{level, steps: [{text, gold?: {name, result}, bend?: [keys, value]}]}; its steps share one manager. With bend the gold is
the result itself with the value put at these keys (nothing is changed where there are none). For each step comes out
{call, name, parameters, result | error: [type, message], verdict?: bool | [type, message]}.
What needs a model or the network is replaced: sentence_transformers and googletrans by empty modules, requests.get by a
look-up that fails.
"""
import copy
import json
import os
import random
import sys
import tempfile
import types

official, databases, cases, out = [os.path.abspath(path) for path in sys.argv[1:5]]
place = tempfile.mkdtemp()
for name in os.listdir(official):
    if name != "init_database":
        os.symlink(os.path.join(official, name), os.path.join(place, name))
os.symlink(databases, os.path.join(place, "init_database"))
os.chdir(place)
sys.path.insert(0, place)
os.environ["ALL_PROXY"] = ""


def stub(name, **contents):
    module = types.ModuleType(name)
    module.__dict__.update(contents)
    sys.modules[name] = module


stub("sentence_transformers", SentenceTransformer=None, util=None)
stub("googletrans", Translator=object, LANGUAGES={})
import requests  # noqa: E402

requests.get = lambda url: types.SimpleNamespace(status_code=404)
from api_call_extraction import get_api_call, parse_api_call  # noqa: E402
from tool_manager import ToolManager  # noqa: E402


def bent(result, keys, value):
    result = copy.deepcopy(result)
    place = result
    for key in keys[:-1]:
        place = place[key]
    if keys:
        place[keys[-1]] = value
    return result


def run(manager, step):
    call = get_api_call(step["text"])
    if call is None:
        return {"call": None}
    name, parameters = parse_api_call(call)
    answer = {"call": call, "name": name, "parameters": parameters}
    try:
        result = manager.api_call(name, **parameters)
    except Exception as error:
        answer["error"] = [type(error).__name__, str(error)]
        return answer
    try:
        answer["result"] = json.loads(json.dumps(result))
    except TypeError:
        answer["result"] = None
    if "bend" in step and answer["result"] is not None:
        step["gold"] = {"name": name, "result": bent(answer["result"], *step["bend"])}
    if "gold" in step:
        checker = manager.init_tool(step["gold"]["name"])
        try:
            verdict = checker.check_api_call_correctness(copy.deepcopy(result), copy.deepcopy(step["gold"]["result"]))
            answer["verdict"] = bool(verdict)
        except KeyError:
            answer["verdict"] = False
        except Exception as error:
            answer["verdict"] = [type(error).__name__, str(error)]
    return answer


with open(cases) as lines, open(out, "w") as results:
    for line in lines:
        case = json.loads(line)
        random.seed(1)
        manager = ToolManager("./lv3_apis" if case["level"] == 3 else "./apis")
        results.write(json.dumps([run(manager, step) for step in case["steps"]]) + "\n")
