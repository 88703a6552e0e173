"""Writes boosting.json, the golden figures of xgboost for test/core/learn/gradientBoosting*.test.ts.

usage: makeBoosting.py    (Python 3.11, numpy 2.4.6, xgboost 3.2.0)
The rows are those of make.py; `missing` and `weight` are the rules of boostingGolden.ts, in exact arithmetic.
"""
import json, os
import numpy as np
import xgboost as xgb
from make import SET, VERSIONS, HERE, split_set

NAMES = {"objective": "objective", "maxDepth": "max_depth", "eta": "eta", "gamma": "gamma", "lambda": "lambda", "alpha": "alpha",
         "minChildWeight": "min_child_weight", "maxBin": "max_bin"}
# What the set is made of, and the parameters; what is left out has xgboost's default, eta is 0.3 and there are 20 rounds. (Without
# lambda, in round 12, a gain of 0.00002 is a tie of float32, and falls the other way.)
CASES = [
    {"name": "depth 6", "params": {}},
    {"name": "gamma", "params": {"gamma": 1.0}},
    {"name": "lambda", "params": {"lambda": 10.0}},
    {"name": "no lambda", "params": {"lambda": 0.0, "maxDepth": 3, "nRounds": 10}},
    {"name": "alpha", "params": {"alpha": 1.5}},
    {"name": "minChildWeight", "params": {"minChildWeight": 6.0}},
    {"name": "64 bins", "params": {"maxBin": 64}},
    {"name": "all at once", "params": {"gamma": 0.2, "lambda": 3.0, "alpha": 0.3, "minChildWeight": 2.0, "maxBin": 32, "maxDepth": 4}},
    {"name": "weights", "params": {"maxBin": 64}, "weights": True},
    {"name": "missing values", "params": {"maxDepth": 4}, "missing": True},
    {"name": "missing values, alpha", "params": {"alpha": 0.5, "minChildWeight": 0.0, "maxBin": 40}, "missing": True, "weights": True},
    {"name": "two classes", "params": {}, "binary": True},
    {"name": "two classes, all at once", "params": {"gamma": 0.2, "lambda": 3.0, "alpha": 0.3, "minChildWeight": 2.0, "maxBin": 64, "maxDepth": 4}, "binary": True, "missing": True, "weights": True},
    {"name": "two classes as softmax", "params": {"objective": "softmax", "maxDepth": 3}, "binary": True},
]


def missing(X, y, first_row):
    """At random, and by the class in column 2."""
    X = X.copy()
    for i in range(len(X)):
        for j in range(X.shape[1]):
            if ((i + first_row) * 7 + j * 13) % 11 == 0 or (j == 2 and y[i] <= 1 and i % 3 == 0):
                X[i, j] = np.nan
    return X


def weight(n):
    return np.array([0 if i % 19 == 0 else 0.25 + (i % 7) / 4 for i in range(n)], np.float32)


def cuts():
    """The lowest value and the cuts of the first three columns; 2 and 7 bins thin and combine queues over several levels, 256 keep every value."""
    X, y, _, _ = split_set()
    out = []
    for max_bin, weighted, some_missing in ((2, False, False), (3, True, False), (7, False, False), (7, True, True), (16, True, False), (33, False, True), (256, False, False)):
        train = xgb.DMatrix(missing(X, y, 0) if some_missing else X, y, weight=weight(len(y)) if weighted else None)
        xgb.train({"objective": "multi:softprob", "num_class": 8, "tree_method": "hist", "max_bin": max_bin, "max_depth": 1, "nthread": 1}, train, 1)
        start, values = train.get_quantile_cut()
        out.append({"maxBin": max_bin, "weights": weighted, "missing": some_missing,
                    "columns": [[float(f"{v:.9g}") for v in values[start[j]:start[j + 1]]] for j in range(3)]})
    return out


def log_loss(p, y):
    p = p.astype(np.float64)
    if p.ndim == 1:
        p = np.stack([1 - p, p], 1)
    return float(-np.log(np.maximum(p[np.arange(len(y)), y], 2.0**-52)).mean())


def run(case):
    X, y, Xt, yt = split_set()
    if case.get("missing"):
        X, Xt = missing(X, y, 0), missing(Xt, yt, 600)
    if case.get("binary"):
        y, yt = (y >= 5) * 1, (yt >= 5) * 1
    params = dict(case["params"])
    n_rounds = params.pop("nRounds", 20)
    objective = params.pop("objective", "logistic" if case.get("binary") else "softmax")
    p = {"objective": "binary:logistic"} if objective == "logistic" else {"objective": "multi:softprob", "num_class": int(y.max()) + 1}
    train = xgb.DMatrix(X, y, weight=weight(len(y)) if case.get("weights") else None)
    test = xgb.DMatrix(Xt, yt)
    b = xgb.train({**p, "tree_method": "hist", "nthread": 1, "eta": 0.3, **{NAMES[k]: v for k, v in params.items()}}, train, n_rounds)
    model = json.loads(b.save_raw("json"))["learner"]
    trees = model["gradient_booster"]["model"]["trees"]
    f = lambda values: [float(f"{v:.7g}") for v in np.asarray(values, np.float64).ravel()]
    return {**case, "baseScore": json.loads(model["learner_model_param"]["base_score"].replace("E", "e")),
            "nNodes": sum(len(t["left_children"]) for t in trees),
            "trainLogLoss": log_loss(b.predict(train), y), "testLogLoss": log_loss(b.predict(test), yt),
            "firstTree": {"feature": trees[0]["split_indices"], "condition": f(trees[0]["split_conditions"]), "left": trees[0]["left_children"],
                          "defaultLeft": trees[0]["default_left"], "gain": f(trees[0]["loss_changes"]), "cover": f(trees[0]["sum_hessian"])},
            "firstRoundMargins": f(b.predict(test, output_margin=True, iteration_range=(0, 1))[:6]),
            "margins": f(b.predict(test, output_margin=True)[:6]),
            "contributions": f(b.predict(test, pred_contribs=True)[:2]),
            "importance": {kind: b.get_score(importance_type=kind) for kind in ("weight", "gain", "cover", "total_gain", "total_cover")}}


if __name__ == "__main__":
    path = os.path.join(HERE, "boosting.json")
    with open(path, "w") as out:
        json.dump({"madeBy": "test/golden/learn/makeBoosting.py", "versions": VERSIONS, "set": SET, "cases": [run(c) for c in CASES], "cuts": cuts()}, out)
        out.write("\n")
    print(os.path.getsize(path))
