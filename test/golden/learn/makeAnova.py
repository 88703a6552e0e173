"""Writes anova.json: the F of scikit-learn's f_classif, in float64, for test/core/learn/anovaF.test.ts.

usage: makeAnova.py
`set` is made of integer arithmetic and exact float64 operations, so test/core/learn/syntheticSet.ts makes the same float32 values
bit for bit; `hard` is written out: far from 0, tiny, a class of one row, a column of one value. Its F are by exact fractions, since
f_classif loses digits of the first column (3e-8 of its value) to its products of sums.
"""
import json, os
from fractions import Fraction
import numpy as np
from sklearn.feature_selection import SelectKBest, f_classif
from make import HERE, SET, VERSIONS, synthetic

def exact_f(column, classes):
    values = [Fraction(float(value)) for value in column]
    groups = [[value for value, k in zip(values, classes) if k == present] for present in sorted(set(classes))]
    mean = sum(values) / len(values)
    between = sum(len(g) * (sum(g) / len(g) - mean) ** 2 for g in groups)
    within = sum((value - sum(g) / len(g)) ** 2 for g in groups for value in g)
    return None if within == 0 else float(between / (len(groups) - 1) / (within / (len(values) - len(groups))))


if __name__ == "__main__":
    X, y = synthetic(SET["nRows"], SET["nFeatures"], SET["nClasses"], SET["seed"], SET["spread"])
    X = X.astype(np.float64)
    rows = np.array([[20000 + 0.5 * i, 1e-6 * (i % 4), 3.0, i * i] for i in range(12)], np.float32).astype(np.float64)
    classes = np.array([0, 1, 2, 0, 1, 0, 1, 0, 1, 0, 4, 1])
    hard = [exact_f(rows[:, j], classes.tolist()) for j in range(rows.shape[1])]
    for j, theirs in enumerate(f_classif(rows, classes)[0]):
        print(hard[j], theirs, hard[j] and theirs / hard[j] - 1)
    chosen = SelectKBest(f_classif, k=5).fit(X, y).get_support(indices=True)
    content = {
        "madeBy": "test/golden/learn/makeAnova.py", "versions": VERSIONS,
        "set": {**SET, "nTrain": SET["nRows"]}, "f": f_classif(X, y)[0].tolist(), "best5": chosen.tolist(),
        "hard": {"rows": rows.tolist(), "classes": classes.tolist(), "f": hard},
    }
    with open(os.path.join(HERE, "anova.json"), "w") as f:
        json.dump(content, f)
        f.write("\n")
