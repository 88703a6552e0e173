"""Writes shap.json: the mean |SHAP| of held-out rows of two classes by xgboost, for test/core/evaluation/pairs/pairShap.test.ts.

usage: makeShap.py
The set is that of test/golden/learn/make.py; row i is held out in fold i % 3. Each fold fits `binary:logistic`, 1 being the pair's
second class, on the other folds' rows of the pair, and explains its own by `predict(pred_contribs=True)`.
"""
import json, os, platform, sys
import numpy as np
import xgboost

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "learn"))
sys.dont_write_bytecode = True
from make import synthetic

SET = {"nRows": 400, "nFeatures": 8, "nClasses": 4, "seed": 5, "spread": 1.5}
PAIR = (3, 1)
PARAMS = {"nRounds": 20, "maxDepth": 4, "eta": 0.3}

if __name__ == "__main__":
    X, y = synthetic(SET["nRows"], SET["nFeatures"], SET["nClasses"], SET["seed"], SET["spread"])
    X = X.astype(np.float32)
    fold = np.arange(len(y)) % 3
    of_pair = np.isin(y, PAIR)
    sums, predicted, true = np.zeros(SET["nFeatures"]), [], []
    for f in range(3):
        train, test = of_pair & (fold != f), of_pair & (fold == f)
        options = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": PARAMS["maxDepth"], "eta": PARAMS["eta"]}
        booster = xgboost.train(options, xgboost.DMatrix(X[train], (y[train] == PAIR[1]).astype(int)), PARAMS["nRounds"])
        held = xgboost.DMatrix(X[test])
        sums += np.abs(booster.predict(held, pred_contribs=True)[:, :-1].astype(np.float64)).sum(0)
        predicted += (booster.predict(held) > 0.5).astype(int).tolist()
        true += (y[test] == PAIR[1]).astype(int).tolist()
    predicted, true = np.array(predicted), np.array(true)
    uar = np.mean([np.mean(predicted[true == k] == k) for k in (0, 1)])
    versions = {"python": platform.python_version(), "numpy": np.__version__, "xgboost": xgboost.__version__}
    content = {"madeBy": "test/golden/pairs/makeShap.py", "versions": versions, "set": {**SET, "nTrain": SET["nRows"]}, "pair": PAIR, "params": PARAMS, "nClips": len(true), "uar": uar, "means": (sums / len(true)).tolist()}
    with open(os.path.join(HERE, "shap.json"), "w") as f:
        json.dump(content, f)
        f.write("\n")
    print(content)
