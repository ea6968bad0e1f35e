"""Dequantises random blocks of each GGML type with the official gguf package; the reader must give the same floats.

    python3 -m venv VENV && VENV/bin/pip install gguf==0.19.0
    VENV/bin/python test/reference/gguf_blocks.py > test/weights/golden/blocks.json
"""
import base64, json
import numpy as np
from gguf import GGMLQuantizationType as T
from gguf.quants import dequantize, quantize

random = np.random.default_rng(5)
HALVES = {"Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "Q6_K": [208]}
BYTES = {"Q4_0": 18, "Q4_1": 20, "Q5_0": 22, "Q5_1": 24, "Q8_0": 34, "Q6_K": 210, "F16": 2, "BF16": 2, "F32": 4}
text = lambda a: base64.b64encode(np.ascontiguousarray(a).tobytes()).decode()
cases = []
for name, size in BYTES.items():
    count = 3 if name in HALVES else 24
    raw = random.integers(0, 256, (count, size), dtype=np.uint8)
    for at in HALVES.get(name, []):
        halves = (random.standard_normal(count) * 0.1).astype(np.float16)
        raw[:, at : at + 2] = halves.view(np.uint8).reshape(count, 2)
    if name in ("F16", "BF16", "F32"):
        values = random.standard_normal(count).astype(np.float32)
        values[:4] = [0, -0.0, 6e-8, 60000]
        raw = quantize(values, T[name]).view(np.uint8) if name != "F32" else values.view(np.uint8)
    values = dequantize(raw.reshape(1, -1), T[name]) if name != "F32" else raw.view(np.float32)
    cases.append({"type": name, "raw": text(raw), "values": text(values.astype(np.float32))})
written = []
values = (random.standard_normal((1, 128)) * random.choice([1e-3, 1, 30], (1, 128))).astype(np.float32)
values[0, :32] = 0
for name in ("F16", "Q8_0"):
    written.append({"type": name, "values": text(values), "raw": text(quantize(values, T[name]))})
print(json.dumps({"gguf": "0.19.0", "read": cases, "written": written}, indent=1))
