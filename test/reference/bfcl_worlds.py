"""Results and end states of the official simulated APIs of BFCL V3 for texts of calls that are made up here.

    python -m venv venv && venv/bin/pip install bfcl-eval==2025.8.5 soundfile
    venv/bin/python test/reference/bfcl_worlds.py methods OUT.jsonl.gz [--count N] [--seed N]
    venv/bin/python test/reference/bfcl_worlds.py recipe OUT.txt.gz --data DATA/bfcl/v3-2025-07-17
    venv/bin/python test/reference/bfcl_worlds.py cases OUT.jsonl.gz --data DATA/bfcl/v3-2025-07-17 [--count N] [--seed N]

    PYTHONPATH=GORILLA/berkeley-function-call-leaderboard venv/bin/python test/reference/bfcl_worlds.py executable OUT.jsonl.gz --package bfcl [--count N] [--seed N]

`executable` judges calls of the executable functions that need no network, with the code of February 2025.
`methods` calls every method of every class with good, odd and missing arguments, over configurations of its own.
`recipe` spoils the ground truth of real cases by rule and writes ids, verdicts and hashes alone. `cases` mutates the ground truth of the multi-turn categories and writes the checker's verdict too; what it writes holds
data: it is for a local comparison (test/reference/bfcl-worlds-compare.ts), not for the repository. With `--package bfcl`
and the February code on PYTHONPATH it runs that code.
"""
import argparse, ast, copy, gzip, importlib, json, os, random, sys, types
from pathlib import Path

CLASSES = ["GorillaFileSystem", "MathAPI", "MessageAPI", "TwitterAPI", "TicketAPI", "TradingBot", "TravelAPI", "VehicleControlAPI"]


def official(package):
    base = f"{package}.eval_checker.multi_turn_eval"
    if package == "bfcl":
        # The package's own __init__ pulls in what is not needed here.
        for name in ["bfcl", "bfcl.eval_checker"]:
            module = types.ModuleType(name)
            module.__path__ = [str(Path(p) / name.replace(".", "/")) for p in sys.path if (Path(p) / name.replace(".", "/")).is_dir()]
            sys.modules[name] = module
    return importlib.import_module(base + ".multi_turn_utils"), importlib.import_module(base + ".multi_turn_checker")


def plain(value, above=()):
    if isinstance(value, float) and value == value and abs(value) != float("inf") and value == int(value):
        return int(value)
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return {"$float": repr(value)}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value if not isinstance(value, int) or abs(value) < 2**53 else {"$int": str(value)}
    if any(value is v for v in above):
        return {"$cycle": True}
    within = above + (value,)
    if isinstance(value, list):
        return [plain(v, within) for v in value]
    if isinstance(value, tuple):
        return {"$tuple": [plain(v, within) for v in value]}
    if isinstance(value, set):
        return {"$set": sorted((plain(v, within) for v in value), key=lambda v: (isinstance(v, str), v))}
    if isinstance(value, dict):
        return {k if isinstance(k, str) else repr(k): plain(v, within) for k, v in value.items()}
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    if value is ...:
        return {"$ellipsis": True}
    kind = type(value).__name__
    if kind == "File":
        return {"$file": value.name if isinstance(value.name, str) else repr(value.name), "content": plain(value.content, within)}
    if kind == "Directory":
        return {"$dir": value.name if isinstance(value.name, str) else repr(value.name), "contents": plain(value.contents, within)}
    return repr(value)


def state(instance):
    attributes = {k: plain(v) for k, v in vars(instance).items() if not k.startswith("_")}
    if type(instance).__name__ == "GorillaFileSystem":
        try:
            attributes["$cwd"] = instance.pwd()["current_working_directory"]
        except Exception:
            attributes["$cwd"] = None
    return attributes


# ---- configurations and arguments of our own

WORDS = ["report.txt", "notes", "a.md", "docs", "x", "", ".", "..", "/", "docs/x", "Ünï.txt", "日本", "it's", 'say "q"', "a b", "line1\nline2\x0bline3\x85z\u2028end", "\ud800", "NVDA", "AAPL", "GOOG", "ZZZ", "Open", "closed", "Alice", "Bob", "USR001", "USR005", "deposit", "withdrawal", "km", "cm", "um", "nm", "celsius", "fahrenheit", "ft", "m", "in", "kg", "lb", "START", "STOP", "driver", "rear_left", "engage", "release", "on", "auto", "fuel", "doors", "climate", "brakePedal", "parkingBrake", "engine", "10:30 AM", "04:00 PM", "9:5 pm", "2024-01-02", "2024-02-30", "2024-1-2", "1990-12-31", "2015-05-05", "99:99 XX", "USD", "EUR", "RMB", "JPY", "SFO", "LAX", "JFK", "CRH", "HKG", "economy", "business", "first", "Rivermist", "Boston", "Paris", "Apple", "Technology", "Automobile", "l", "w", "c", "text", "5", "5.5", " 7 ", "1_0", "0x10", "nan", "inf", "1e5", "token", "card1", "b1", "US123", "John", "Doe", "#tag", "@me", "title", "status", "Closed", "Resolved", "hello (world)", "sort (x)", "İ", "ß"]
NUMBERS = [0, 1, 2, 3, 5, -1, -2, 10, 50, 100, 101, 1000, 12345, 12446, 7, 0.5, 1.0, 2.5, -0.5, 0.1, 1e-7, 1e22, 1e308, 5.0, 32.0, -0.0, 120, 125, 65.5, 10**20, 2**53 + 1, True, False, 3.14159, 999999.999, 1234567.891, 0.001, 212, 15]
ODD = ["None", "[]", "{}", "()", "[1, 2]", "(1, 2)", "{'a': 1}", "{1: 2}", "float('nan')", "float('inf')", "-float('inf')", "1j", "...", "'a' * 3", "1 + 2", "[1] + [2]", "'%s' % 5", "10 ** 30", "2 ** 0.5", "7 // 2", "-7 % 3", "1 / 3", "not 1", "1 if True else 2", "len('abc')", "str(5)", "round(2.675, 2)", "sum([1, 2.5])", "unknown", "['driver', 'passenger']", "['rear_left', 'rear_right', 'driver', 'passenger']", "['AAPL', 'GOOG', 'NVDA']", "[x for x in ['AAPL', 'TSLA']]", "{'status': 'Open', 'priority': 3}", "{'title': None}", "{'bad': 1}", "{'title': 'new', 'description': 'd'}", "[3, 1.5, 2]", "[1, 2, 3, 4.5]", "[True, 2]", "['a', 'b']", "[0.1] * 10", "[1e308, 1e308]", "[10**400, 1.0]", "{1, 2}", "f'{1 + 1}x'", "'abc'.upper()", "'a,b'.split(',')", "['a'][0]", "{'k': 'v'}['k']", "(lambda x: x + 1)(2)", "max(1, 2)", "sorted([2, 1])", "list(range(3))", "'abc'[1:]", "True and 'x'", "3 > 2", "'a' in 'abc'", "1 << 3", "5 & 3", "~5", "1_000", "0x1F", "1e400"]

TREE = {"root": {"home": {"type": "directory", "contents": {
    "docs": {"type": "directory", "contents": {"x": {"type": "file", "content": "alpha beta\ngamma\n"}, "deep": {"type": "directory", "contents": {}}}},
    "report.txt": {"type": "file", "content": "b line\na line\nÜ line\x0bsplit\r\nlast"},
    "notes": {"type": "file", "content": "b line\nz line\n"},
    "a.md": {"type": "file", "content": ""},
    ".hidden": {"type": "file", "content": "secret 日本"},
}}}}


def configuration(name, rng):
    if rng.random() < 0.1:
        return {}
    if name == "GorillaFileSystem":
        return TREE
    if name == "MessageAPI":
        return {"random_seed": rng.randrange(10**6), "current_user": rng.choice([None, "USR001"]), "generated_ids": set(), "user_count": 4, "user_map": {"Alice": "USR001", "Bob": "USR002", "Dan": "USR005"}, "inbox": [{"USR002": "Hello there"}, {"USR001": "Bye"}, {"USR002": "Hello there"}, {"USR002": "third"}], "message_count": 4} if rng.random() < 0.7 else {"random_seed": 10, "current_user": "USR002"}
    if name == "TwitterAPI":
        return {"username": "me", "password": "5", "authenticated": rng.random() < 0.8, "tweets": {"0": {"id": 0, "username": "me", "content": "Text one", "tags": ["#Tag"], "mentions": []}, "1": {"id": 1, "username": "Bob", "content": "other x", "tags": [], "mentions": ["@me"]}}, "comments": {"0": [{"username": "Bob", "content": "nice"}]}, "retweets": {"Bob": [0]}, "following_list": ["Alice", "Bob"], "tweet_counter": 2}
    if name == "TicketAPI":
        return {"ticket_queue": [{"id": 1, "title": "t", "description": "d", "status": "Open", "priority": 2, "created_by": "Alice"}, {"id": 2, "title": "u", "description": "", "status": "Closed", "priority": 5, "created_by": "Bob"}, {"id": 3, "title": "v", "description": "", "status": "Resolved", "priority": 1, "created_by": "Alice", "resolution": "r"}], "ticket_counter": 4, "current_user": rng.choice(["Alice", None, "Bob"])}
    if name == "TradingBot":
        return {"random_seed": rng.randrange(10**9), "authenticated": rng.random() < 0.8, "market_status": rng.choice(["Open", "Open", "Closed"]), "account_info": {"account_id": 12345, "balance": rng.choice([1000, 1000.5, 0]), "binding_card": 1}, "order_counter": 12446, "orders": {"12345": {"id": 12345, "order_type": "Buy", "symbol": "AAPL", "price": 210.65, "amount": 10, "status": "Completed"}, "7": {"id": 7, "order_type": "Sell", "symbol": "GOOG", "price": 5, "amount": 1, "status": "Open"}}, "transaction_history": [{"type": "deposit", "amount": 5, "timestamp": "2024-01-02 10:00:00"}, {"type": "withdrawal", "amount": 5.5, "timestamp": "2024-03-02 00:00:00"}]}
    if name == "TravelAPI":
        return {"random_seed": rng.randrange(10**6), "credit_card_list": {"card1": {"card_number": "1", "expiration_date": "12/2030", "cardholder_name": "J", "card_verification_number": 1, "balance": rng.choice([50000, 100.5, 1000000.0])}, "5": {"card_number": "2"}}, "booking_record": {"b1": {"card_id": "card1", "travel_date": "2024-01-02", "travel_from": "SFO", "travel_to": "LAX", "travel_class": "first", "travel_cost": 200.0, "transaction_id": "9"}}, "access_token": rng.choice(["token", None]), "token_type": "Bearer", "token_expires_in": rng.choice([2, 100, 0, None]), "token_scope": "read", "user_first_name": "John", "user_last_name": "Doe", "budget_limit": rng.choice([None, 500, 1000.0])}
    if name == "VehicleControlAPI":
        return {"random_seed": rng.randrange(10**6), "fuelLevel": rng.choice([0, 10.5, 45, -1]), "engineState": rng.choice(["stopped", "running"]), "doorStatus": {"driver": "unlocked", "passenger": rng.choice(["locked", "unlocked"]), "rear_left": "locked", "rear_right": "locked"}, "brakePedalStatus": rng.choice(["pressed", "released"]), "brakePedalForce": rng.choice([1000, 1000.0, 5]), "parkingBrakeForce": 1.5, "acTemperature": 20, "rearLeftTirePressure": rng.choice([30, 40.5, 10])}
    return {}


LIKELY = {
    "precision": ["5", "10", "50", "15", "1", "0", "-3", "2.7", "'8'", "None", "100", "30", "17", "True", "'x'"], "amount": ["5", "100", "0.5", "-1", "10000", "True"], "account_id": ["12345"], "order_id": ["12345", "7", "12446", "'7'", "7.0"], "tweet_id": ["0", "1", "2", "'0'", "True", "0.0"], "ticket_id": ["1", "2", "3", "4", "True"], "access_token": ["'token'", "'token'", "'token'", "'bad'"], "card_id": ["'card1'", "'5'"], "booking_id": ["'b1'", "'b2'"], "travel_from": ["'SFO'", "'LAX'", "'CRH'"], "travel_to": ["'LAX'", "'JFK'", "'HKG'"], "travel_class": ["'economy'", "'business'", "'first'"], "travel_date": ["'2024-01-02'", "'2024-12-11'", "'2024-13-11'"], "travel_cost": ["100", "50.5"], "file_name": ["'report.txt'", "'notes'", "'docs'", "'new.txt'", "'.hidden'", "'a.md'"], "file_name1": ["'report.txt'", "'notes'"], "file_name2": ["'notes'", "'report.txt'"], "source": ["'report.txt'", "'docs'", "'notes'"], "destination": ["'docs'", "'new'", "'notes'", "'a.md'"], "folder": ["'docs'", "'..'", "'docs/deep'", "'/'", "'deep'"], "dir_name": ["'docs'", "'newdir'"], "unlock": ["True", "False"], "door": ["['driver', 'passenger']", "['driver']", "['roof']"], "activate": ["True", "False"], "speed": ["65", "65.0", "63", "-5", "125"], "pedalPosition": ["1", "1.0", "0.5", "0", "2"], "fanSpeed": ["50", "101", "20.5"], "ignitionMode": ["'START'", "'STOP'"], "numbers": ["[1, 2, 3]", "[0.1, 0.2, 0.3]", "[5]", "[]", "[1e308, 1e308]", "[1, 2.5, 3, -7]", "[2**70, 1]", "(1, 2)", "'abc'", "['b', 'a']", "[float('nan'), 1]"], "value": ["100", "0", "-5", "2.5", "8", "1000", "1", "0.001", "7", "3.7e10"], "base": ["10", "2", "1", "0", "2.718281828", "-2", "3", "0.5"], "exponent": ["2", "0.5", "-1", "3", "10", "400", "-0.5", "1.7"], "number": ["2", "16", "0.25", "-4", "3.7", "2.5", "1234.5678", "10**30", "0", "144", "1e-10"], "decimal_places": ["0", "1", "2", "-1", "None", "-2", "3.0"], "a": ["1", "2.5", "'x'", "[1]"], "b": ["3", "0", "0.1", "'y'", "[2]"], "user_id": ["'USR001'", "'USR002'"], "receiver_id": ["'USR002'", "'USR001'"], "password": ["'5'", "'p'"], "username": ["'me'", "'Bob'"], "lines": ["1", "2", "0", "-1", "100", "2.0"], "name": ["'x'", "'report'", "None", "'Apple'"], "pattern": ["'line'", "''", "'z'"], "mode": ["'l'", "'w'", "'c'", "'on'", "'engage'", "'release'"], "priority": ["1", "5", "6", "0", "2.5"], "current_time_str": ["'10:30 AM'", "'04:00 PM'", "'04:01 PM'", "'12:15 am'"], "start_date": ["'2024-01-02'", "None", "'2024-03-02'"], "end_date": ["'2024-03-02'", "None", "'2024-02-01'"], "stocks": ["['AAPL', 'GOOG', 'ZZZ']", "'AAPL'", "['NVDA']"], "base_currency": ["'USD'", "'EUR'", "'JPY'"], "target_currency": ["'USD'", "'RMB'", "'EUR'"], "updates": ["{'status': 'Closed'}", "{'bad': 1}", "{'priority': 4, 'title': 't2'}"], "part": ["5", "2.5"], "whole": ["20", "0", "3"], "human_readable": ["True", "False"], "xact_type": ["'deposit'", "'withdrawal'", "'x'"], "insurance_cost": ["50", "600", "5.5"], "budget_limit": ["500", "'700'", "1e3"], "first_name": ["'John'"], "last_name": ["'Doe'"], "date_of_birth": ["'1990-12-31'", "'2020-01-01'", "'x'"], "passport_number": ["'US1'", "'UK1'"], "threshold": ["0.1", "5"], "cityA": ["'83214'", "'94016'"], "cityB": ["'74532'", "'83214'"],
}


def argument(rng, name):
    roll = rng.random()
    # Other precisions and exponents keep the official code busy for ever.
    if name in ["precision", "exponent"] or (name in LIKELY and roll < 0.75):
        return rng.choice(LIKELY[name])
    if roll < 0.85:
        return repr(rng.choice(WORDS))
    return repr(rng.choice(NUMBERS)) if roll < 0.95 else rng.choice(ODD)


def call_text(rng, name, signature):
    parameters = [p for p in signature.parameters.values()]
    given = []
    isPositional = rng.random() < 0.15
    for p in parameters:
        if p.default is not p.empty and rng.random() < 0.4:
            if isPositional:
                break
            continue
        if rng.random() < 0.02:
            continue
        value = argument(rng, p.name)
        given.append(value if isPositional else f"{p.name}={value}")
    if rng.random() < 0.02:
        given.append("extra=1" if not isPositional else "1, 2")
    if not isPositional and rng.random() < 0.1:
        rng.shuffle(given)
    return f"{name}({', '.join(given)})"


def methods(arguments, utils):
    import inspect

    rng = random.Random(arguments.seed)
    with gzip.open(arguments.out, "wt") as out:
        for number in range(arguments.count):
            name = CLASSES[number % len(CLASSES)]
            is_long = rng.random() < 0.15 and not arguments.no_long
            config = configuration(name, rng)
            module = importlib.import_module(utils.CLASS_FILE_PATH_MAPPING[name])
            functions = {k: v for k, v in inspect.getmembers(getattr(module, name)(), inspect.ismethod) if not k.startswith("_")}
            calls = [call_text(rng, method, inspect.signature(functions[method])) for method in rng.choices(sorted(functions), k=6)]
            fresh_module_state(utils)
            results, instances = utils.execute_multi_turn_func_call(calls, {name: config}, [name], "fuzz", f"n{number}", is_long, True)
            row = {"class": name, "config": {**config, "generated_ids": {"$set": []}} if "generated_ids" in config else config, "long": is_long, "prefix": f"fuzz_eval_n{number}", "calls": calls, "results": results, "state": state(instances[name])}
            out.write(json.dumps(row) + "\n")


# ---- executable functions

V = ["0", "1", "2", "3", "5", "10", "-4", "2.5", "0.1", "7.0", "100", "1e3", "-0.5", "12", "True", "'5'", "None", "20", "0.05", "64", "1/3", "2**70", "30"]
LISTS = ["[1, 2, 3]", "[0.5, 0.7, 0.2]", "[10, 2.5, 5]", "[3]", "[]", "[4, 8, 12]", "(1, 2, 3)", "'abc'", "['b', 'a', 'c']", "[3, 'a', 1]", "[1, 1, 1]", "[0, 0, 0]", "[2, 4, 7.5]", "5", "[9, -1, 4, 4.0, True]", "[0.01, 0.02, 0.03]", "[1e308, 1e308, 2]"]
MATRICES = ["[[1, 2], [3, 4]]", "[[5, 6.5], [7, 8]]", "[[1, 2, 3], [4, 5, 6]]", "[[1], [2]]", "[]", "[[1, 1], [2, 2], [3, 3]]", "[(0, 0), (4, 0), (4, 3)]", "[[1, 1], [3, 2], [5, 3], [7, 4]]", "[[0, 0], [0, 5], [2, 2]]", "((1, 2), (3, 4), (5, 7))", "[[1, 2]]", "[[0.5, 1], [1, 2], [1.5, 3]]"]
POOLS = {
    "number": V, "n": ["5", "10", "20", "0", "1", "2", "-1", "2.0", "'4'", "7", "30", "170", "171"], "k": ["2", "3", "5", "0", "2.0", "21"], "p": ["0.5", "0.6", "1/6", "0", "1", "0.3", "1.5"], "numbers": LISTS, "array": LISTS, "vectorA": LISTS, "vectorB": LISTS, "x": LISTS, "y": LISTS, "points": MATRICES, "vertices": MATRICES, "matA": MATRICES, "matB": MATRICES, "pointA": ["(3, 4)", "[1, 2.5]", "[0, 0]", "(1,)", "5"], "pointB": ["(8, 10)", "[3, 4]", "[0.1, 0.2]"], "reverse": ["True", "False", "1", "'x'", "None"], "a_binary": ["'0001'", "'1110'", "'0b11'", "'-101'", "'2'", "5"], "function": ["'lambda x: 3*x**2 + 2*x - 1'", "'lambda x: x**3'", "'lambda x: 2*x**4 - 3*x**3 + 2*x**2 - x + 1'", "'x'", "'lambda: 1'", "'lambda y: y/3 + 1'", "5", "'lambda x: x**5 - x'"], "inflation_rate": ["[0.01, 0.02, 0.03]", "[0.01]*10", "[]", "[0.05]"], "years": ["3", "10", "0", "2.0", "1"], "adjust_for_inflation": ["True", "False"], "gender": ["'male'", "'female'", "'other'"], "activity_level": ["1", "3", "5", "6", "0", "2.0"], "goal": ["'lose'", "'gain'", "'maintain'"], "age": ["30", "55", "'x'"], "weight": ["70", "82.5"], "height": ["160", "1.8"], "item": ["['a', 'b']", "['noodle']", "[]"], "quantity": ["[10, 2]", "[3]", "[1.5, 2]"], "price": ["[3, 4.5]", "1000", "99.5", "[2]"], "discount_code": ["'DISCOUNT10'", "'X'", "None"], "room_type": ["'deluxe'", "{'a': 1}"], "point": ["25", "2.5"], "interest_rate": ["0.035", "0.05", "0", "1"], "loan_period": ["30", "1", "15"], "loan_amount": ["350000", "1000.5"], "present_value": ["5000"], "periods": ["10", "0.5", "-1"],
}


def executable_text(rng, name, function):
    import inspect

    given = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.default is not parameter.empty and rng.random() < 0.5 or rng.random() < 0.02:
            continue
        pool = POOLS["a_binary"] if name == "add_binary_numbers" else POOLS.get(parameter.name, V)
        if name == "estimate_derivative" and parameter.name == "x":
            pool = ["2", "0", "-2", "4.5", "1", "5"]
        given.append(f"{parameter.name}={rng.choice(pool if rng.random() < 0.93 else V)}")
    return f"{name}({', '.join(given)})"


def executable(arguments):
    import inspect, signal

    checker = importlib.import_module("bfcl.eval_checker.executable_eval.executable_checker")
    module = importlib.import_module("bfcl.eval_checker.executable_eval.data.executable_python_function")
    functions = {k: v for k, v in inspect.getmembers(module, inspect.isfunction) if "requests" not in inspect.getsource(v)}
    rng = random.Random(arguments.seed)

    def stop(*_):
        raise TimeoutError()

    signal.signal(signal.SIGALRM, stop)
    with gzip.open(arguments.out, "wt") as out:
        done = 0
        while done < arguments.count:
            count = rng.choice([1, 1, 2, 3])
            names = rng.choices(sorted(functions), k=count)
            gold = [executable_text(rng, name, functions[name]) for name in names]
            calls = [rng.choice([text, text, text, executable_text(rng, name, functions[name]), rng.choice(["unknown(a=1)", "5", "'x'", "math_gcd(a=12, b=8", "1/0", "(1, 2)", "calculate_mean(numbers=[1, 2.5])", "print(1)"])]) for text, name in zip(gold, names)]
            if rng.random() < 0.3:
                rng.shuffle(calls)
            if rng.random() < 0.05:
                calls = calls[1:]
            category = "exec_simple" if count == 1 and rng.random() < 0.7 else "exec_parallel"
            kinds = [rng.choice(["exact_match", "exact_match", "real_time_match", "structural_match"]) for _ in gold]
            expected = []
            signal.setitimer(signal.ITIMER_REAL, 2)
            try:
                for text in gold:
                    scope = {}
                    try:
                        exec("from bfcl.eval_checker.executable_eval.data.executable_python_function import *\nresult=" + text, scope)
                        value = json.loads(json.dumps(scope["result"]))
                    except (ArithmeticError, TypeError, ValueError, IndexError, AttributeError, NameError, RecursionError):
                        value = rng.choice([5, 2.5, [1, 2], {"a": 1}, "x", None])
                    expected.append(value)
                if rng.random() < 0.1:
                    expected[0] = rng.choice([5, 2.5, [1, 2], {"a": 1, "b": 2}, "x", True, 1e300])
                try:
                    verdict = checker.executable_checker_non_rest(calls, {"execution_result": expected, "execution_result_type": kinds}, category)
                except (ArithmeticError, TypeError) as error:
                    verdict = {"valid": False, "error_type": "checker_crash:" + type(error).__name__, "error": [f"The official checker stops the whole run here with {type(error).__name__}: {error}"]}
            except TimeoutError:
                continue
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            done += 1
            # Floats and whole numbers are kept apart, so the line is read with the point in mind.
            out.write(json.dumps({"category": category, "decoded": calls, "expected": expected, "types": kinds, "valid": verdict["valid"], "errorType": None if verdict["valid"] else verdict["error_type"], "errors": verdict["error"] if not verdict["valid"] else []}, default=repr) + "\n")


KEPT = {}


def fresh_module_state(utils):
    """Brings back what the official classes share between entries: default lists, and the cards, bookings and weather of the long context."""
    base = utils.CLASS_FILE_PATH_MAPPING["TwitterAPI"].rsplit(".", 1)[0]
    twitter = importlib.import_module(base + ".posting_api").TwitterAPI
    twitter.post_tweet.__defaults__ = ([], [])
    extra = importlib.import_module(base + ".long_context")
    for name in ["CREDIT_CARD_EXTENSION", "BOOKING_RECORD_EXTENSION", "LONG_WEATHER_EXTENSION"]:
        KEPT.setdefault(name, copy.deepcopy(getattr(extra, name)))
        live = getattr(extra, name)
        live.clear()
        live.update(copy.deepcopy(KEPT[name]))


def lines(path):
    return [json.loads(line) for line in Path(path).read_text().splitlines() if line.strip()]


def mutate(rng, turns, pool):
    """Steps of calls: the ground truth with calls dropped, doubled, moved, changed or added."""
    result = []
    for turn in turns:
        calls = list(turn)
        roll = rng.random()
        if calls and roll < 0.12:
            calls.pop(rng.randrange(len(calls)))
        elif calls and roll < 0.22:
            calls.insert(rng.randrange(len(calls) + 1), rng.choice(calls))
        elif roll < 0.32:
            calls.insert(rng.randrange(len(calls) + 1), rng.choice(pool))
        elif calls and roll < 0.42:
            at = rng.randrange(len(calls))
            calls[at] = change(rng, calls[at])
        elif roll < 0.46:
            rng.shuffle(calls)
        elif roll < 0.49:
            calls = []
        elif roll < 0.52:
            calls.append(rng.choice(["unknown(a=1)", "ls(", "pwd()", "exit()", "'text'", "cat(file_name=ls()['current_directory_content'][0])", "print(5)", "echo(content='Say sort (this)', file_name='q.txt')", "add(a=1, b=2)", "x = 5", "ls().foo", "[][1]", "{}['a']", "1/0", "round(1.5)", "unlink(a=1)", "post_tweet(content='hi')", "mention(tweet_id=2, mentioned_usernames=['@a'])"]))
        steps, step = [], []
        for call in calls:
            step.append(call)
            if rng.random() < 0.6:
                steps.append(step)
                step = []
        if step or (not steps and rng.random() < 0.5):
            steps.append(step)
        result.append(steps)
    return result


def change(rng, call):
    try:
        tree = ast.parse(call, mode="eval").body
        if isinstance(tree, ast.Call) and tree.keywords:
            keyword = rng.choice(tree.keywords)
            keyword.value = ast.parse(rng.choice([repr(rng.choice(WORDS)), repr(rng.choice(NUMBERS)), rng.choice(ODD)]), mode="eval").body
            return ast.unparse(tree)
    except (SyntaxError, UnicodeEncodeError):
        pass
    return call


def cases(arguments, utils, checker):
    rng = random.Random(arguments.seed)
    folder = Path(arguments.data)
    entries = []
    for path in sorted(folder.glob("BFCL_v3_multi_turn_*.json")):
        answer_path = folder / "possible_answer" / path.name
        if answer_path.exists():
            answers = {a["id"]: a["ground_truth"] for a in lines(answer_path)}
            entries += [(entry, answers[entry["id"]]) for entry in lines(path)]
    pool = [call for _, truth in entries for turn in truth for call in turn]
    with gzip.open(arguments.out, "wt") as out:
        for number in range(arguments.count):
            entry, truth = rng.choice(entries) if arguments.count < len(entries) else entries[number % len(entries)]
            isPlain = number < len(entries) and not arguments.mutated_only
            turns = [[list(turn)] for turn in truth] if isPlain else mutate(rng, truth, pool)
            model = f"fuzz/{number}"
            fresh_module_state(utils)
            category = entry["id"].rsplit("_", 1)[0]
            try:
                verdict = checker.multi_turn_checker(copy.deepcopy(turns), truth, entry, category, model)
            except Exception as error:
                verdict = {"valid": False, "error_type": "crash:" + type(error).__name__, "error_message": str(error)}
            fresh_module_state(utils)
            is_long = "long_context" in category or "composite" in category
            results = []
            instances = {}
            for turn in turns:
                results.append([])
                for step in turn:
                    made, instances = utils.execute_multi_turn_func_call(step, entry["initial_config"], entry["involved_classes"], model + "_alone", entry["id"], is_long, True)
                    results[-1].append(made)
            row = {"id": entry["id"], "turns": turns, "valid": verdict["valid"], "errorType": verdict.get("error_type"), "message": verdict.get("error_message"), "results": results, "states": {k: state(v) for k, v in instances.items()}}
            out.write(json.dumps(row) + "\n")
            for key in [k for k in vars(utils) if k.endswith("_instance")]:
                delattr(utils, key)


def rehearse(truth, number):
    """Five ways, by number, to spoil or keep the ground truth; multi-turn.real.test.ts does the same."""
    turns = [[list(turn)] for turn in truth]
    at = number % len(turns)
    calls = turns[at][0]
    way = number % 5
    if way == 1:
        del calls[-1:]
    elif way == 2:
        calls.reverse()
    elif way == 3:
        turns[(at + 1) % len(turns)].insert(0, calls)
        turns[at] = []
    elif way == 4:
        turns[at].append(calls[:1] + ["round(2.675, 2)", "unknown(a=1)"])
    return turns


def recipe(arguments, utils, checker):
    """Verdicts and hashes of results for real cases: ids and hashes only, for the repository."""
    import hashlib, re

    folder = Path(arguments.data)
    lines_out = []
    number = 0
    for path in sorted(folder.glob("BFCL_v3_multi_turn_*.json")):
        answer_path = folder / "possible_answer" / path.name
        if not answer_path.exists():
            continue
        answers = {a["id"]: a["ground_truth"] for a in lines(answer_path)}
        for entry in lines(path):
            truth = answers[entry["id"]]
            turns = rehearse(truth, number)
            category = entry["id"].rsplit("_", 1)[0]
            fresh_module_state(utils)
            try:
                verdict = checker.multi_turn_checker(copy.deepcopy(turns), truth, entry, category, f"recipe/{number}")
            except Exception as error:
                verdict = {"valid": False, "error_type": "checker_crash:" + type(error).__name__}
            fresh_module_state(utils)
            results = []
            for turn in turns:
                for step in turn:
                    made, _ = utils.execute_multi_turn_func_call(step, entry["initial_config"], entry["involved_classes"], f"recipe/{number}_alone", entry["id"], "long_context" in category or "composite" in category, True)
                    results += made
            text = re.sub(r"one of \{[^}]*\}", "", "\n".join(results)).replace("_alone", "")
            digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
            lines_out.append(f"{entry['id']} {verdict.get('error_type', 'valid')} {digest}")
            number += 1
            for key in [k for k in vars(utils) if k.endswith("_instance")]:
                delattr(utils, key)
    with gzip.open(arguments.out, "wt") as out:
        out.write("\n".join(lines_out) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["methods", "cases", "recipe", "executable"])
    parser.add_argument("out")
    parser.add_argument("--data")
    parser.add_argument("--package", default="bfcl_eval")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-long", action="store_true", help="leave out the long context, whose texts are not ours")
    parser.add_argument("--mutated-only", action="store_true")
    arguments = parser.parse_args()
    utils, checker = official(arguments.package)
    if arguments.mode == "executable":
        executable(arguments)
    elif arguments.mode == "methods":
        methods(arguments, utils)
    elif arguments.mode == "recipe":
        recipe(arguments, utils, checker)
    else:
        cases(arguments, utils, checker)
