"""Scores invented response pairs with PyPI rouge, for golden files: pip install rouge==1.0.1; python apibank_response.py COUNT SEED

One line a pair comes out: [prediction, reference, rouge-l f | [error type, message]].
"""
import json
import random
import sys

from rouge import Rouge

draw = random.Random(int(sys.argv[2]))
WORDS = "the a heron sat on pond . . I have booked it ? for you on 2031-03-01 User: AI: 3.5".split()
EDGES = ["", ".", "...", ". .", " ", "\u3000.x", "\x1c", "a.a.a", "a"]


def text():
    return " ".join(draw.choice(WORDS) for _ in range(draw.randint(0, 14))) + draw.choice(["", ".", "..", " \n", ". "])


for index in range(int(sys.argv[1])):
    prediction, reference = text(), text()
    if draw.random() < 0.4:
        reference = prediction.replace("heron", "fern").replace("on", ".", 1)
    if index % 20 == 0:
        prediction = draw.choice(EDGES)
    try:
        score = Rouge().get_scores(prediction, reference)[0]["rouge-l"]["f"]
    except ValueError as error:
        score = [type(error).__name__, str(error)]
    print(json.dumps([prediction, reference, score]))
