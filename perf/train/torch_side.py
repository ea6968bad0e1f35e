"""PyTorch's side of perf/train: LoRA by PEFT on the same weights, one optimiser step for each case on standard input.

python perf/train/torch_side.py WEIGHTS.gguf THREADS [compile] [checkpoint]
"""
import json
import os
import resource
import sys
import time

import torch

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "test", "reference"))
from train_gradient import adapted, load  # noqa: E402

path, threads, *modes = sys.argv[1:]
torch.set_num_threads(int(threads))
torch.manual_seed(1)
model, config, _ = load(path)
model.config._attn_implementation = "sdpa"
peft = adapted(model)
inner = peft.base_model.model
trained = [p for p in peft.parameters() if p.requires_grad]
optimizer = torch.optim.AdamW(trained, lr=1e-4, weight_decay=0, fused=True)
if "checkpoint" in modes:
    peft.enable_input_require_grads()
    inner.model.gradient_checkpointing_enable({"use_reentrant": False})
peft.train()
body = torch.compile(inner.model) if "compile" in modes else inner.model


def step(case):
    count, length, learnt = case["samples"], case["length"], case["learnt"]
    for sample in range(count):
        ids = [
            100 + (i * 7919 + (0 if i < case["shared"] else sample * 104729)) % 40000 for i in range(length)
        ]
        tokens = torch.tensor([ids])
        # Logits at the predicting positions only, as our side computes them.
        hidden = body(input_ids=tokens, use_cache=False).last_hidden_state[0, length - learnt - 1 : -1]
        logits = inner.lm_head(hidden)
        loss = torch.nn.functional.cross_entropy(logits, tokens[0, length - learnt :], reduction="sum")
        (loss / (learnt * count)).backward()
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return loss.item() / learnt


print("ready", flush=True)
for line in sys.stdin:
    used, started = time.process_time(), time.perf_counter()
    loss = step(json.loads(line))
    wall, cpu = time.perf_counter() - started, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall": wall * 1000, "cpu": cpu * 1000, "loss": loss, "peak": peak}), flush=True)
