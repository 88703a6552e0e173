"""Cross-validates scikit-learn's and xgboost's learners by speaker, the folds in two processes.

One JSON request a line: {"path": values and labels, "nRows", "nColumns", "folds": the fold of each row, "models": [...]};
one answer a line: {"wallMs", "uars"}.
"""
import json
import multiprocessing
import sys
import time

import numpy as np
import sklearn
import xgboost
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import recall_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

MAKE = {
    "svm": lambda: make_pipeline(StandardScaler(), SVC(C=10, gamma="scale")),
    "rf": lambda: RandomForestClassifier(500, random_state=0),
    "xgboost": lambda: xgboost.XGBClassifier(n_estimators=300, max_depth=6, learning_rate=0.1, tree_method="hist", n_jobs=1, random_state=0),
}


def read(path, n_rows, n_columns):
    raw = np.fromfile(path, dtype=np.uint8)
    size = 4 * n_rows * n_columns
    return raw[:size].view(np.float32).reshape(n_rows, n_columns), raw[size:].view(np.int32)


def fold(task):
    path, n_rows, n_columns, folds, model, k = task
    X, y = read(path, n_rows, n_columns)
    held = np.asarray(folds) == k
    predicted = MAKE[model]().fit(X[~held], y[~held]).predict(X[held])
    return model, held.nonzero()[0].tolist(), predicted.tolist()


if __name__ == "__main__":
    pool = multiprocessing.get_context("fork").Pool(2)
    print(json.dumps(f"scikit-learn {sklearn.__version__}, xgboost {xgboost.__version__}, numpy {np.__version__}"), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        shape = (request["path"], request["nRows"], request["nColumns"], request["folds"])
        started = time.perf_counter()
        tasks = [(*shape, model, k) for model in request["models"] for k in sorted(set(request["folds"]))]
        outcomes = pool.map(fold, tasks, chunksize=1)
        wall = 1000 * (time.perf_counter() - started)
        _, y = read(*shape[:3])
        uars = {}
        for model in request["models"]:
            predicted = np.zeros(len(y), dtype=int)
            for name, rows, values in outcomes:
                if name == model:
                    predicted[rows] = values
            uars[model] = recall_score(y, predicted, average="macro")
        print(json.dumps({"wallMs": wall, "uars": uars}), flush=True)
    pool.terminate()
