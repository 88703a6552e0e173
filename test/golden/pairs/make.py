"""Writes effects.json: Cohen's d within speakers, t-tests of speakers' differences and Holm's correction, by numpy and scipy, for
test/core/evaluation/pairs/speakerEffects.test.ts.

usage: make.py
The set is that of test/golden/learn/make.py, bit for bit the same in test/core/learn/syntheticSet.ts; row i is of speaker
(i // 5) % 9 - 1, and below 0 of an unknown one. Speaker 2 has no row of class 1, so that nothing compares him with himself.
"""
import json, os, platform, sys
import numpy as np
import scipy
from scipy.stats import ttest_1samp

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "learn"))
sys.dont_write_bytecode = True
from make import synthetic

SET = {"nRows": 400, "nFeatures": 8, "nClasses": 4, "seed": 5, "spread": 1.5}
PAIR = (3, 1)


def effects(X, y, speakers):
    differences, squares, degrees = [], 0, 0
    for s in sorted(set(speakers[speakers >= 0])):
        a, b = (X[(speakers == s) & (y == k)] for k in PAIR)
        if len(a) == 0 or len(b) == 0:
            continue
        differences.append(a.mean(0) - b.mean(0))
        squares = squares + a.var(0) * len(a) + b.var(0) * len(b)
        degrees += len(a) + len(b) - 2
    differences = np.array(differences)
    p = ttest_1samp(differences, 0).pvalue
    order = np.argsort(p)
    corrected = np.empty_like(p)
    corrected[order] = np.maximum.accumulate(np.minimum(1, p[order] * np.arange(len(p), 0, -1)))
    return len(differences), differences.mean(0) / np.sqrt(squares / degrees), corrected


if __name__ == "__main__":
    X, y = synthetic(SET["nRows"], SET["nFeatures"], SET["nClasses"], SET["seed"], SET["spread"])
    X = X.astype(np.float64)
    speakers = (np.arange(len(y)) // 5) % 9 - 1
    speakers[(speakers == 2) & (y == PAIR[1])] = -1
    n, d, p = effects(X, y, speakers)
    versions = {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__}
    content = {"madeBy": "test/golden/pairs/make.py", "versions": versions, "set": {**SET, "nTrain": SET["nRows"]}, "pair": PAIR, "nSpeakers": n, "d": d.tolist(), "p": p.tolist()}
    with open(os.path.join(HERE, "effects.json"), "w") as f:
        json.dump(content, f)
        f.write("\n")
    print(n, d, p)
