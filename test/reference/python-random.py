"""Draws from CPython's random.Random, as golden values for test/files/python-random.test.ts.

Run: python3 test/reference/python-random.py > test/files/golden/python-random.json
"""
import json
import random

rows = []
for seed in [0, 1, 12, -7, 200191, 2**31, 2**32 + 5, 2**64 + 9, 2**80 + 3]:
    r = random.Random(seed)
    shuffled = list(range(25))
    drawn = {
        "random": [r.random() for _ in range(3)],
        "getrandbits": [str(r.getrandbits(n)) for n in (1, 7, 31, 32, 33, 53, 64, 100)],
        "randint": [r.randint(1, 6), r.randint(-5, 5), r.randint(10000, 99999), r.randint(0, 2**31), r.randint(0, 2**40)],
        "randrange": [r.randrange(10), r.randrange(3, 9), r.randrange(0, 100, 7), r.randrange(10, 0, -3)],
        "choice": [r.choice("abcdefg") for _ in range(5)],
        "choices": r.choices("abcdefg", k=6),
        "weighted": r.choices([1, 2, 3], weights=[1, 2, 3], k=6),
        "sample": [r.sample(range(10), 4), r.sample(range(100), 3), r.sample(range(1000), 30), r.sample(range(21), 5)],
        "uniform": r.uniform(-3, 8.5),
    }
    r.shuffle(shuffled)
    drawn["shuffle"] = shuffled
    drawn["regenerated"] = [r.random() for _ in range(700)][-1]
    rows.append({"seed": str(seed), **drawn})
print(json.dumps(rows))
