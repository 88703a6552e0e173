"""Extracts the conventional features with librosa. One JSON request a line on stdin: {"style": "tutorial" | "lean", "paths": [...]};
one JSON answer a line on stdout: CPU and wall milliseconds for the whole list."""
import json
import sys
import time

import librosa
import numpy as np


def summarise(matrices):
    return np.concatenate([part for m in matrices for part in (m.mean(axis=1), m.std(axis=1))])


def tutorial(path):
    """Each feature from the samples, as the documentation shows them."""
    y, sr = librosa.load(path, sr=22050)
    return summarise([
        librosa.feature.mfcc(y=y, sr=sr, n_mfcc=40),
        librosa.feature.chroma_stft(y=y, sr=sr),
        librosa.feature.spectral_contrast(y=y, sr=sr),
        librosa.feature.zero_crossing_rate(y),
        librosa.feature.rms(y=y),
    ])


def lean(path):
    """One transform shared by all, and no tuning estimate."""
    y, sr = librosa.load(path, sr=22050)
    magnitude = np.abs(librosa.stft(y))
    power = magnitude**2
    return summarise([
        librosa.feature.mfcc(S=librosa.power_to_db(librosa.feature.melspectrogram(S=power, sr=sr)), n_mfcc=40),
        librosa.feature.chroma_stft(S=power, sr=sr, tuning=0),
        librosa.feature.spectral_contrast(S=magnitude, sr=sr),
        librosa.feature.zero_crossing_rate(y),
        librosa.feature.rms(y=y),
    ])


for line in sys.stdin:
    request = json.loads(line)
    extract = {"tutorial": tutorial, "lean": lean}[request["style"]]
    wall, cpu = time.perf_counter(), time.process_time()
    for path in request["paths"]:
        extract(path)
    print(json.dumps({"cpuMs": 1000 * (time.process_time() - cpu), "wallMs": 1000 * (time.perf_counter() - wall)}), flush=True)
