"""Writes invented text pairs for apibank_text.py: python apibank_pairs.py COUNT SEED > PAIRS.jsonl"""
import json
import random
import sys

ENGLISH = [
    '```\n[{"name": "FeedCat", "arguments": {"cat": "Mia", "grams": "40"}}]\n```',
    '[{"name": "OpenWindow", "arguments": {"room": "attic", "when": "2031-02-03 04:05:06"}}]',
    "AI: The boat leaves at 9.30 from pier 4. Shall I book it?",
    "API-Request: [RentBike(city='Graz', days='2', kind='e-bike')]",
    "I cannot do that. Which window do you mean? The small one?",
    "FeedCat(cat='Mia')",
    "Use C++ or C# at AT&T; c++ and c# as well: 12.5%, 3.14.15, a_b--c++",
]
CHINESE = [
    "请帮我把明天下午三点的会议改到星期五。可以吗？",
    "小猫今天没有吃饭，医生说它需要休息两天。",
    '[{"name": "喂猫", "arguments": {"名字": "米娅", "克": "40"}}]',
    "我想订一张从格拉茨到维也纳的火车票，价格不超过30%……",
    "他穿着T恤，拿着IC卡，去4S店修车！”好的",
]
PIECES = ["?", "\n", "\r\n", " \n ", "\u3000", "\x1c", "\x85", "\ufeff", "......", "……", "”", "’", "e-mail", "user@x.org",
          "2031-02-03", "12%", "😀", "ß", "{", "}", '"', "```json\n", "```", "C++", "。", "！", "的", "龘", "𠮷", "T恤", ""]


def mutate(text, draw):
    for _ in range(draw.randint(0, 5)):
        at = draw.randint(0, len(text))
        kind = draw.random()
        if kind < 0.35:
            text = text[:at] + text[at + draw.randint(1, 9):]
        elif kind < 0.8:
            text = text[:at] + draw.choice(PIECES) + text[at:]
        else:
            text = text[:at] + text[:draw.randint(0, 12)] + text[at:]
    return text


draw = random.Random(int(sys.argv[2]))
for index in range(int(sys.argv[1])):
    label = draw.choice(CHINESE if index % 3 == 0 else ENGLISH)
    other = draw.choice(ENGLISH + CHINESE)
    if index % 10 == 0:
        label = "".join(draw.choice(PIECES) for _ in range(draw.randint(0, 4)))
    predict = mutate(label if draw.random() < 0.8 else other, draw)
    print(json.dumps([predict, mutate(label, draw) if draw.random() < 0.2 else label]))
