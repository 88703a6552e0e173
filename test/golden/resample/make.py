"""Writes what soxr_hq makes of a speech-like signal: `python make.py` in an environment with numpy and soxr 1.1.0.

input.i16 is 0.2 s at 48 kHz: tones and noise whose spectrum falls by 12 dB an octave, with an abrupt start, as 16-bit integers.
The same integers serve as a signal of the other rates. Outputs are little-endian float32, as librosa.resample returns them:
ceil(n * ratio) samples, the last one 0 where soxr gives one fewer.
"""
import json
from pathlib import Path

import numpy as np
import soxr

here = Path(__file__).parent
pairs = [(48000, 22050, 9600), (44100, 16000, 6000), (16000, 22050, 3000), (11025, 48000, 1000)]

rng = np.random.default_rng(7)
n = 9600
noise = rng.standard_normal(n)
low = np.zeros(n)
for i in range(1, n):
    low[i] = 0.9 * low[i - 1] + noise[i]
second = np.zeros(n)
for i in range(1, n):
    second[i] = 0.9 * second[i - 1] + low[i]
t = np.arange(n)
x = 0.02 * second / second.std() + sum(0.2 / k * np.sin(2 * np.pi * t * 0.0031 * k * (1 + t / n)) for k in range(1, 12))
x = np.round(x / np.abs(x).max() * 20000).astype("<i2")
x.tofile(here / "input.i16")
index = []
for rate_in, rate_out, count in pairs:
    y = soxr.resample((x[:count] / 32768).astype(np.float32), rate_in, rate_out, "HQ")
    length = int(np.ceil(count * rate_out / rate_in))
    y = np.pad(y, (0, max(0, length - len(y))))[:length].astype("<f4")
    name = f"{rate_in}_{rate_out}.f32"
    y.tofile(here / name)
    index.append({"from": rate_in, "to": rate_out, "nSamples": count, "file": name})
(here / "index.json").write_text(json.dumps({"soxr": soxr.__version__, "pairs": index}, indent=1) + "\n")
