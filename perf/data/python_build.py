"""The same mix with Python's datasets: python python_build.py DATA HAMMER_CHECKOUT OUT PROCESSES

SNIPS and SGD are mapped by datasets in PROCESSES processes, Hammer's rows by its published code, which draws from one
stream and so has to run in one; then all is joined, shuffled and written as JSON lines, ids are checked, and the file is
hashed, as coalm does. Thoughts are drawn from fewer templates than coalm has.
"""
import glob
import hashlib
import json
import pathlib
import random
import sys
import zipfile

import datasets

data, hammer, out, processes = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
datasets.disable_progress_bars()
COLUMNS = ["id", "source", "task", "instruction", "input", "output"]


def sample(id, source, task, instruction, input, output):
    return dict(zip(COLUMNS, (id, source, task, instruction, input, output)))


def snips():
    with zipfile.ZipFile(f"{data}/snips/uiuc-lab-split/snips.zip") as archive:
        rows = json.loads(archive.read("snips/train.json"))
    instruction = "You find the intents shown by the user on 7 domains.\n" * 30
    texts = [{"id": r["dialog_id"], "u": r["utterance"], "d": r["domain"], "s": json.dumps(r["slot_values"])} for r in rows]

    def make(row):
        label = json.dumps({"domain": row["d"], "slot_values": json.loads(row["s"])})
        return sample(f"snips/{row['id']}", "snips", "TOD", instruction, f"User: {row['u'].strip()}", f"System: {label}")

    made = datasets.Dataset.from_list(texts)
    return made.map(make, remove_columns=made.column_names, num_proc=processes)


def sgd():
    schema = json.loads(pathlib.Path(data, "sgd/train/schema.json").read_text())
    signatures = [f"{i['name']}({', '.join(i['required_slots'])})" for s in schema for i in s["intents"]]
    listed = "\n".join(f"{at + 1}. {one}" for at, one in enumerate(dict.fromkeys(signatures)))
    task = "You are a helpful conversational assistant who can perform API function calling. " * 10
    files = sorted(glob.glob(f"{data}/sgd/train/dialogues_*.json"))
    dialogues = [{"json": json.dumps(d)} for path in files for d in json.loads(pathlib.Path(path).read_text())]

    def make(batch):
        made = {name: [] for name in COLUMNS}
        for text in batch["json"]:
            for one in dialogue_samples(json.loads(text)):
                for name in COLUMNS:
                    made[name].append(one[name])
        return made

    def think(draw, acts, plan):
        told = [f"{a['slot'].replace('_', ' ')} {' or '.join(a['values'])}" for a in acts if a["slot"]]
        heard = draw.choice(["the user wants", "they ask for", "I now know", "the request includes", "the user gave"])
        link = draw.choice([". ", ", so ", ". Now ", "; "])
        said = f"{heard} {', '.join(told)}{link}{draw.choice(plan)}."
        return f"Thought: {said[0].upper()}{said[1:]}"

    def dialogue_samples(dialogue):
        history, turns = [], dialogue["turns"]
        seed = hashlib.sha256(f"42 {dialogue['dialogue_id']}".encode()).hexdigest()
        draw = random.Random(int(seed[:16], 16))
        for at in range(1, len(turns), 2):
            user, system = turns[at - 1]["utterance"], turns[at]
            said = [f"User: {user}"]
            past = "\n".join(history)
            asked = [act for one in turns[at - 1]["frames"] for act in one["actions"]]
            meant = [act for one in system["frames"] for act in one["actions"]]
            frame = next((f for f in system["frames"] if "service_call" in f), None)
            id = f"sgd/{dialogue['dialogue_id']}/{at}"
            if frame:
                call = frame["service_call"]
                given = ", ".join(f"{k}={v!r}" for k, v in call["parameters"].items())
                action = f"Action: {call['method']}({given})"
                thought = think(draw, asked, [f"I call {call['method']}", f"{call['method']} can do this", "I look it up"])
                instruction = f"{task}\n{listed}\n[BEGIN OF CONVERSATION HISTORY]\n{past}\n[END]"
                yield sample(f"{id}/action", "sgd", "CRA", instruction, f"{said[0]}\n{thought}", action)
                said += [thought, action, f"Observation: {frame['service_results']}"]
            thought = think(draw, meant, ["I answer the user", "I tell the user", "no call is needed", "I ask the user"])
            instruction = f"{task}\n[BEGIN OF CONVERSATION HISTORY]\n{past}\n[END]"
            input = "\n".join([*said, thought])
            yield sample(f"{id}/response", "sgd", "CRA", instruction, input, f"System: {system['utterance']}")
            history += [*said, thought, f"System: {system['utterance']}"]

    made = datasets.Dataset.from_list(dialogues)
    return made.map(make, batched=True, batch_size=64, remove_columns=["json"], num_proc=processes)


def hammer_rows():
    source = pathlib.Path(hammer, "train/data_processing.py").read_text()
    names = {"__name__": "hammer"}
    sys.modules.setdefault("tqdm", type(sys)("tqdm")).tqdm = lambda items: items
    exec(compile(source[: source.index("# get original data")], "data_processing.py", "exec"), names)
    rows = json.loads(pathlib.Path(data, "xlam/xlam_function_calling_60k.json").read_text())
    rows += json.loads(pathlib.Path(data, "xlam/XLAM-7.5k-Irrelevance.json").read_text())
    random.seed(12)
    copies = []
    for _ in range(3):
        one = list(rows)
        random.shuffle(one)
        copies += one
    random.seed(12)
    made = []
    for at, row in enumerate(copies):
        if random.random() > 1 / 3:
            row = names["replace_function_names_new"](row)
            row = names["replace_param_default_values_news"](names["replace_param_names_new"](row))
        shown = names["get_hammer_prompt"](row)
        made.append(sample(f"hammer/{at}", "hammer", "LA", shown["instruction"], shown["input"], shown["output"]))
    return datasets.Dataset.from_list(made)


mix = datasets.concatenate_datasets([snips(), hammer_rows(), sgd()]).shuffle(seed=42)
if len(set(mix["id"])) < len(mix):
    sys.exit("an id twice")
mix.to_json(out, num_proc=processes if processes > 1 else None)
digest = hashlib.sha256()
with open(out, "rb") as file:
    while piece := file.read(1 << 20):
        digest.update(piece)
print(len(mix))
