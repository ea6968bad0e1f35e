"""Cuts odd strings into words with the official tokenizers package, for SmolLM's and Llama 3's pre-tokenizers, and
encodes them with a small vocabulary trained here on the same strings.

    python3 -m venv VENV && VENV/bin/pip install tokenizers==0.23.3
    VENV/bin/python test/reference/words.py | gzip -9n > test/tokens/golden/words.json.gz
"""
import json, random
import tokenizers
from tokenizers import Regex, Tokenizer, models, pre_tokenizers as pre, trainers

random.seed(11)
LLAMA3 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
smollm = pre.Sequence([pre.Digits(individual_digits=True), pre.ByteLevel(add_prefix_space=False, use_regex=True)])
llama3 = pre.Sequence([pre.Split(Regex(LLAMA3), behavior="isolated"), pre.ByteLevel(add_prefix_space=False, use_regex=False)])
bits = ["'s", "'S", "'ſ", "'LL", "'ve", "'d", "'", "''", " ", "  ", "   ", "\n", "\r\n", "\n\n", "\t", "\u0085", "\u00a0", "\ufeff",
        "\u2028", "\u3000", "\u200b", "a", "the", "Zürich", "naïve", "日本語", "שלום", "हिन्दी", "e\u0301", "1", "42", "12345", "½", "Ⅷ", "٣",
        "一", "🙂", "👩‍👩‍👧", "𝔘", "𝟙", ".", "...", "?!", "{\"a\": 1}", "[f(x=2)]", "_", "$", "€", "\u0000", "\u00ad", "İ", "ǅ", "ª", "²"]
strings = ["", " "] + bits + ["".join(random.choice(bits) for _ in range(random.randint(2, 14))) for _ in range(600)]
def cuts(p, s): return [piece[1][1] for piece in p.pre_tokenize_str(s)]
answer = {"tokenizers": tokenizers.__version__, "strings": strings, "cuts": {}, "ids": {}, "models": {}}
for name, p, ignore in [("smollm", smollm, False), ("llama-bpe", llama3, True)]:
    t = Tokenizer(models.BPE(ignore_merges=ignore))
    t.pre_tokenizer = p
    t.train_from_iterator(strings, trainers.BpeTrainer(vocab_size=700, initial_alphabet=pre.ByteLevel.alphabet(), show_progress=False))
    model = json.loads(t.to_str())["model"]
    if ignore:  # whole words that no merge reaches, as in Llama 3's vocabulary
        words = sorted({piece for s in strings for piece, _ in p.pre_tokenize_str(s)} - set(model["vocab"]))
        for word in random.sample(words, 20): model["vocab"][word] = len(model["vocab"])
        t = Tokenizer.from_str(json.dumps({**json.loads(t.to_str()), "model": model}))
    merges = [m if isinstance(m, str) else " ".join(m) for m in model["merges"]]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    answer["models"][name] = {"tokens": tokens, "merges": merges}
    answer["cuts"][name] = [cuts(p, s) for s in strings]
    answer["ids"][name] = [t.encode(s).ids for s in strings]
print(json.dumps(answer, ensure_ascii=True))
