"""Makes golden cases with the official MultiWOZ evaluators.

Install: python3 -m venv venv; venv/bin/pip install fuzzywuzzy==0.18.0 python-Levenshtein==0.27.5 sacremoses==0.2.0 \
    lexical-diversity==0.1.1 sacrebleu; clone Tomiinek/MultiWOZ_Evaluation@7f19ee0 and
    uiuc-conversational-ai-lab/multiwoz-helper@89b0b08, and put goals.json (goals.test.json of the data folder),
    booked_domains.json and database/ into mwzeval/data of the first.
Run: venv/bin/python multiwoz.py EVALUATION_CLONE HELPER_CLONE SEED SCALE OUT.json

Texts are invented here; where a case needs a venue's or a goal's value it holds only where that value stands and how it
was changed: ["row", domain, index, column, edits] or ["goal", dialogue, domain, slot, edits].
"""

import contextlib
import copy
import importlib
import io
import json
import math
import random
import sys

evaluation, helper, seed, scale, out = sys.argv[1:6]
scale = float(scale)
rng = random.Random(int(seed))


def load(folder):
    for name in [name for name in sys.modules if name.split(".")[0] == "mwzeval"]:
        del sys.modules[name]
    sys.path.insert(0, folder)
    modules = {n: importlib.import_module(f"mwzeval.{n}") for n in ["normalization", "database", "metrics", "utils"]}
    sys.path.pop(0)
    return modules


official = load(evaluation)
lab = load(helper)
from fuzzywuzzy import fuzz  # noqa: E402

database = official["database"].MultiWOZVenueDatabase()
goals = official["utils"].load_goals()
booked = official["utils"].load_booked_domains()

WORDS = """centre center north south east west cheap moderate expensive italian indian chinese thai british english
gastropub seafood sea food portugese asian oriental guesthouse guest house hotel bed and breakfast b and b b & b
college museum park church swimming pool night club mutliple sports free yes no dontcare any none monday tuesday
saturday sunday 1 2 3 4 5 8 the a an of by after afer around am pm a.m. p.m. o'clock noon lunch morning afternoon
restaurant two seven 17 one rosa's nando's cityrooms lime acorn cambridge london kings cross ely norwich stansted
airport birmingham new street bishops stortford broxbourne kind at in not mentioned do n't care don't dont do
house gallery punting junction trinity christ's christs university arms lodge arbury &""".split()
ODD = ["", " ", "  ", "é", "İ", "ß", "😀", "\u0660\u0665", "²", "日本", "\u00a0", "\x1c", "\u0130stanbul", "'", "''", "#", "\n", "\t", "ﬁ", "Ω", "\ud7ff"]
TIMES = ["{h}:{m:02d}", "{h:02d}:{m:02d}", "{h}.{m:02d}", "{h:02d}{m:02d}", "{h}", "{h} pm", "{h}pm", "{h}:{m:02d} pm",
         "{h}:{m:02d}pm", "{h}:{m:02d} p.m.", "{h}:{m:02d} am", "{h} a.m.", "by {h}:{m:02d}", "after {h}:{m:02d}",
         "afer {h}:{m:02d}", "around {h}:{m:02d} pm", "by{h:02d}:{m:02d}", "{h} : {m:02d}", "{h:02d}:{m:02d}.",
         "{h}:{m:02d}:00", "+:{m:02d}", "::{m:02d}", "{h}_{m}:{m} pm", "{h}:{m}", "{h:02d}:{m:02d}?", "a:{m:02d}",
         "one o'clock p.m. {h}", "{h} : {m} pm", "-{h}:{m:02d} pm", ":{m:02d} pm", "²", "² pm", "by by {h:02d}:{m:02d}"]


def edit(text, edits):
    for kind, *more in edits:
        at = more[0] % (len(text) + 1) if more and isinstance(more[0], int) else 0
        if kind == "cut":
            text = text[:at] + text[at + 1:]
        elif kind == "insert":
            text = text[:at] + more[1] + text[at:]
        elif kind == "head":
            text = text[:at]
        elif kind == "tail":
            text = text[at:]
        elif kind == "upper":
            text = text.upper()
        elif kind == "before":
            text = more[0] + text
        elif kind == "after":
            text = text + more[0]
    return text


def edits():
    made = []
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])):
        kind = rng.choice(["cut", "insert", "head", "tail", "upper", "before", "after", "cut", "insert"])
        if kind == "insert":
            made.append([kind, rng.randrange(30), rng.choice("abcdefghij klmnop '&-.")])
        elif kind in ["before", "after"]:
            made.append([kind, rng.choice(["the ", " ", "a ", " restaurant", "'s", " hotel", "s", " & "])])
        elif kind == "upper":
            made.append([kind])
        else:
            made.append([kind, rng.randrange(30)])
    return made


def time():
    return rng.choice(TIMES).format(h=rng.randrange(25), m=rng.randrange(60))


def phrase():
    kind = rng.random()
    if kind < 0.1:
        return rng.choice(ODD)
    if kind < 0.2:
        return time()
    words = [rng.choice(WORDS) for _ in range(rng.choice([1, 1, 2, 2, 3, 4, 6, 12]))]
    if rng.random() < 0.1:
        words.insert(rng.randrange(len(words) + 1), rng.choice(ODD))
    return edit(rng.choice([" ", " ", " ", ""]).join(words), edits())


def value(recipe):
    if isinstance(recipe, list) and recipe and recipe[0] == "row":
        _, domain, index, column, changed = recipe
        return edit(str(database.data[domain][index].get(column, "")), changed)
    if isinstance(recipe, list) and recipe and recipe[0] == "goal":
        _, dialogue, domain, slot, changed = recipe
        return edit(goals[dialogue][domain]["informable"][slot], changed)
    return recipe


def attempt(work):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return {"value": work()}
    except Exception as error:
        return {"error": type(error).__name__}


SLOTS = ["name", "destination", "departure", "type", "food", "parking", "internet", "arrive", "leave", "arriveby",
         "leaveat", "time", "booktime", "area", "stars", "day", "people", "arriveBy", "Name"]
NAMES = [n for n in open(official["normalization"].__file__).read().split('"') if 2 < len(n) < 60 and "\n" not in n]


def normalisations():
    for _ in range(int(1500 * scale)):
        slot = rng.choice(SLOTS + ["time", "arrive", "leave", "name", "food"])
        given = time() if "time" in slot or slot[:2] in ["ar", "le"] and rng.random() < 0.8 else phrase()
        if rng.random() < 0.2:
            given = edit(rng.choice(NAMES), edits())
        yield {
            "slot": slot,
            "given": given,
            "evaluator": attempt(lambda: official["normalization"].normalize_state_slot_value(slot, given)),
            "lab": attempt(lambda: lab["normalization"].normalize_state_slot_value(slot, given)),
        }


def ratios():
    for _ in range(int(1500 * scale)):
        first = phrase()
        second = edit(first, edits()) if rng.random() < 0.5 else phrase()
        if rng.random() < 0.05:
            first, second = "".join(rng.choice("ab") for _ in range(rng.randrange(80))), "".join(rng.choice("ab") for _ in range(rng.randrange(120)))
        yield [first, second, fuzz.partial_ratio(first, second)]


def a_row(domain, column):
    return ["row", domain, rng.randrange(len(database.data[domain])), column, edits()]


def constraints(domain):
    columns = sorted(database.data_keys[domain]) + ["people", "booktime"]
    chosen = [c for c in rng.sample(columns, rng.choice([0, 1, 1, 2, 2, 3, 4])) if c != "phone" or rng.random() < 0.1]
    made = {}
    for column in chosen:
        if column in ["arrive", "leave"] and rng.random() < 0.6:
            made[column] = time()
        elif rng.random() < 0.15:
            made[column] = rng.choice(["dontcare", "any", "none", "", "not mentioned", "don't care", "do n't care", "DONTCARE", "?"])
        elif rng.random() < 0.15:
            made[column] = phrase()
        elif rng.random() < 0.02:
            made[column] = rng.choice([None, 3, True, 2.5])
        else:
            made[column] = a_row(domain, column)
            if rng.random() < 0.5:
                made[column][4] = []
    return made


def queries():
    for _ in range(int(600 * scale)):
        domain = rng.choice(["restaurant", "hotel", "attraction", "train", "restaurant", "hotel", "taxi"])
        if domain == "taxi":
            asked = {"departure": phrase()}
        else:
            asked = constraints(domain)
        filled = {k: value(v) for k, v in asked.items()}
        yield {"domain": domain, "constraints": asked, "found": attempt(lambda: database.query(domain, filled))}


BRACKETS = ["[value_name]", "[value_id]", "[value_phone]", "[value_reference]", "[value_address]", "[value_postcode]",
            "[hotel_name]s", "[restaurant_name]", "[train_trainid]", "[taxi_phone]", "[ref]", "[attraction_address]",
            "[value_choice]", "[value_price]", "[odd name]", "[train_id]", "[restaurant_id]", "[NAME]", "[value_time]-s",
            "NAME", "TRAINID", "[value_area]", "[value_day]es"]
SAID = """there is are a in the of town . , ? ! i can book it for you it's don't family-style nice-ly place -s -ly & < > |
'hello' "quoted" ( see ) $ 5 £ 10.50 1,000 e.g. i.e. v. no. pp. 12 pp. x mr. st. o'clock ... .. ; : / % # @ [ ] { } @-@
the jones' house is 'ere 5's 'tis end. end.' “so” „wo“ ` ``x'' – — 100% a,b 3,4 a,4 ,, c' '""".split()


def response():
    words = []
    for _ in range(rng.choice([0, 1, 3, 6, 9, 14])):
        kind = rng.random()
        words.append(rng.choice(BRACKETS) if kind < 0.25 else rng.choice(ODD) if kind > 0.96 else rng.choice(SAID))
    return rng.choice([" ", " ", " ", "  ", ""]).join(words)


def responses():
    for _ in range(int(1000 * scale)):
        given = response()
        data = {"x": [{"response": given}]}
        with contextlib.redirect_stdout(io.StringIO()):
            official["normalization"].normalize_data(data)
        yield [given, data["x"][0]["response"]]


ODD_SLOTS = ["area", "name", "people", "type", "food", "parking", "leave", "stars", "day", "departure", "booktime", "__proto__"]
NO_TEXTS = [3, None, ["x"], True, {"a": "b"}, 2.5, 0, 1, False, [], {}]


def states_of(dialogue):
    """A state that grows from turn to turn, mostly towards the goal."""
    state, turns = {}, []
    for _ in booked[dialogue] + [[]] * rng.choice([0, 0, 0, 1]) if rng.random() < 0.95 else booked[dialogue][:-1]:
        state = copy.deepcopy(state)
        for _ in range(rng.choice([0, 1, 1, 2, 3])):
            domain = rng.choice(list(goals[dialogue]) + (["hotel"] if rng.random() < 0.1 else []))
            wanted = goals[dialogue].get(domain, {"informable": {}})["informable"]
            slots = state.setdefault(domain, {})
            kind = rng.random()
            if kind < 0.75 and wanted:
                slot = rng.choice(sorted(wanted))
                spelled = {"leave": rng.choice(["leave", "leaveat", "leaveAt"]), "arrive": rng.choice(["arrive", "arriveBy"])}.get(slot, slot)
                slots[spelled] = ["goal", dialogue, domain, slot, edits() if rng.random() < 0.15 else []]
            elif kind < 0.85 and domain in database.data:
                column = rng.choice(sorted(database.data_keys[domain] - {"phone"}))
                slots[column] = a_row(domain, column)
            elif kind < 0.93 and slots:
                slots.pop(rng.choice(list(slots)))
            elif kind < 0.99:
                slots[rng.choice(["book people", "Area", "bookday", "area"])] = rng.choice(["2", "dontcare", "north", "any"])
            elif kind < 0.995:
                slots[rng.choice(ODD_SLOTS)] = rng.choice(NO_TEXTS)
        turns.append(state)
    return turns


def dialogues():
    ids = sorted(goals)
    for number in range(int(150 * scale)):
        dialogue = rng.choice(ids)
        turns = [{"response": response() if rng.random() < 0.4 else " ".join(rng.sample(BRACKETS, rng.choice([0, 1, 2, 4, 7]))), "state": s} for s in states_of(dialogue)]
        if rng.random() < 0.2:
            for turn in turns:
                turn["active_domains"] = rng.sample(sorted(goals[dialogue]), rng.randrange(len(goals[dialogue]) + 1))
            if rng.random() < 0.3 and turns:
                del turns[0]["active_domains"]
        filled = {dialogue: [{**t, "state": {d: {k: value(v) for k, v in s.items()} for d, s in t["state"].items()}} for t in turns]}

        def judge():
            data = copy.deepcopy(filled)
            official["normalization"].normalize_data(data)
            if not official["utils"].has_domain_predictions(data):
                official["utils"].get_domain_estimates_from_state(data)
            turns = data[dialogue]
            match, success = official["metrics"].get_dialog_success(
                goals[dialogue], booked[dialogue], [t["response"] for t in turns], [t["state"] for t in turns],
                [t["active_domains"] for t in turns], database)
            return {"match": match, "success": success, "active": [t["active_domains"] for t in turns],
                    "richness": official["metrics"].get_richness(data)}

        yield {"id": dialogue, "turns": turns, "official": attempt(judge)}


DOMAINS = ["restaurant", "hotel", "train", "taxi", "attraction", "Hotel"]
STATE_SLOTS = ["name", "area", "food", "pricerange", "type", "day", "bookday", "book day", "people", "bookpeople", "stay",
               "bookstay", "time", "booktime", "arriveby", "arrive", "arriveBy", "leaveat", "leave", "leaveAt", "parking",
               "internet", "stars", "departure", "destination", "price range", "Area"]


def state_value(slot):
    if "time" in slot or slot.lower()[:2] in ["ar", "le"] and slot.lower() != "area":
        return f"{rng.randrange(24):02d}:{rng.choice([0, 15, 30]):02d}" if rng.random() < 0.8 else time()
    return rng.choice(["dontcare", "none", "", "not mentioned", "north", "cheap", "yes"]) if rng.random() < 0.3 else phrase()


def state_pairs():
    for _ in range(int(1000 * scale)):
        gold = {}
        for _ in range(rng.choice([0, 1, 2, 3, 5, 8])):
            slot = rng.choice(STATE_SLOTS)
            gold.setdefault(rng.choice(DOMAINS), {})[slot] = state_value(slot)
        given = copy.deepcopy(gold)
        for _ in range(rng.choice([0, 0, 1, 1, 2, 3])):
            filled = [(d, s) for d, slots in given.items() for s in slots]
            kind = rng.random()
            if kind < 0.5 and filled:
                domain, slot = rng.choice(filled)
                given[domain][slot] = edit(given[domain][slot], edits())
            elif kind < 0.7 and filled:
                domain, slot = rng.choice(filled)
                del given[domain][slot]
            elif kind < 0.8 and filled:
                domain, slot = rng.choice(filled)
                given[domain][rng.choice(STATE_SLOTS)] = given[domain].pop(slot)
            else:
                slot = rng.choice(STATE_SLOTS)
                given.setdefault(rng.choice(DOMAINS), {})[slot] = state_value(slot)
        if rng.random() < 0.03 and given:
            rng.choice(list(given.values()))[rng.choice(ODD_SLOTS)] = rng.choice(NO_TEXTS)
        if rng.random() < 0.01 and gold:
            slot = rng.choice(ODD_SLOTS)
            rng.choice(list(gold.values()))[slot] = rng.choice(NO_TEXTS)
        data, reference = {"d": [{"response": "", "state": given}]}, {"d": {0: gold}}
        yield {"gold": gold, "given": given, "official": attempt(lambda: lab["metrics"].get_dst(data, reference, 95, "2.4"))}


def bleus():
    from sacrebleu import corpus_bleu

    for _ in range(int(60 * scale)):
        given, references = [], []
        for _ in range(rng.choice([1, 1, 2, 5, 12])):
            given.append(response())
            kind = rng.random()
            references.append(given[-1] if kind < 0.3 else edit(given[-1], edits() + edits()) if kind < 0.7 else response())
        yield [given, references, corpus_bleu(given, [references]).score]


made = {
    "normalise": list(normalisations()),
    "partialRatio": list(ratios()),
    "queries": list(queries()),
    "responses": list(responses()),
    "dialogues": list(dialogues()),
    "states": list(state_pairs()),
    "bleu": list(bleus()),
}


def plain(item):
    if isinstance(item, float) and not math.isfinite(item):
        return str(item)
    if isinstance(item, dict):
        return {str(k): plain(v) for k, v in item.items()}
    if isinstance(item, (list, tuple)):
        return [plain(v) for v in item]
    return item


with open(out, "w", encoding="utf-8") as file:
    json.dump(plain(made), file, ensure_ascii=True, separators=(",", ":"))
print({name: len(cases) for name, cases in made.items()})
