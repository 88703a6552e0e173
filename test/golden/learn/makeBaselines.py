"""Writes the golden figures of logistic regression, nearest neighbours and the majority class from scikit-learn.

usage: makeBaselines.py [reference_features_22050.csv.gz]
Without the reference table only baselines.json is written; with it baselinesReference.json as well.
The sets are those of make.py. Columns are standardised on the training rows.
"""
import csv, gzip, sys
import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, recall_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from make import SET, split_set, write

N_JUDGED = 24
MADE_BY = "test/golden/learn/makeBaselines.py"


def standardised():
    X, y, Xt, yt = split_set()
    scaler = StandardScaler().fit(X.astype(np.float64))
    return scaler.transform(X.astype(np.float64)), y, scaler.transform(Xt.astype(np.float64))[:N_JUDGED]


def probabilities(model, Xt):
    return np.round(model.predict_proba(Xt), 9).tolist()


def tight(C, weight):
    """Solved far beyond the tolerance of the comparison."""
    return LogisticRegression(C=C, class_weight=weight, solver="newton-cholesky", tol=1e-8, max_iter=10000)


def logistic():
    X, y, Xt = standardised()
    out = []
    for C, weight, classes in [(1.0, None, 8), (0.01, None, 8), (100.0, None, 8), (1.0, "balanced", 8), (1.0, None, 2), (0.01, "balanced", 2), (1.0, None, 3)]:
        # Of the first classes alone; class 0 loses most of its rows, so that weights matter.
        kept = (y < classes) & ((y != 0) | (np.arange(len(y)) < 160))
        m = tight(C, weight).fit(X[kept], y[kept])
        out.append({"params": {"C": C, "classWeight": weight or "none"}, "nClasses": classes, "coefficients": m.coef_[:, :3].tolist(), "intercepts": (m.intercept_ - m.intercept_.mean() if classes > 2 else m.intercept_).tolist(), "probabilities": probabilities(m, Xt)})
    return out


def neighbours():
    X, y, Xt = standardised()
    out = []
    for k, weights in [(5, "uniform"), (1, "uniform"), (9, "distance"), (50, "distance")]:
        m = KNeighborsClassifier(k, weights=weights).fit(X, y)
        # Training rows lie at distance 0 of themselves.
        out.append({"params": {"k": k, "weights": weights}, "probabilities": probabilities(m, Xt), "ofTrainingRows": probabilities(m, X[:N_JUDGED])})
    return out


def majority():
    X, y, Xt = standardised()
    return {"probabilities": probabilities(DummyClassifier(strategy="prior").fit(X, y), Xt[:1])}


def reference(path):
    emotions = {"01": "neutral", "02": "calm", "03": "happy", "04": "sad", "05": "angry", "06": "fearful", "07": "disgust", "08": "surprised"}
    with gzip.open(path, "rt") as f:
        rows = list(csv.reader(f))[1:]
    X = np.array([[float(v) for v in r[1:]] for r in rows], np.float32)
    labels = [emotions[r[0].split("-")[2]] for r in rows]
    actor = np.array([int(r[0].split("-")[6].split(".")[0]) for r in rows])
    names = sorted(set(labels))
    y = np.array([names.index(l) for l in labels])
    out = {}
    for name, create in (("logistic", lambda: tight(1.0, None)), ("knn", lambda: KNeighborsClassifier(5))):
        predicted = np.full(len(y), -1)
        for i in range(6):
            te = (actor - 1) % 6 == i
            s = StandardScaler().fit(X[~te])
            predicted[te] = create().fit(s.transform(X[~te]), y[~te]).predict(s.transform(X[te]))
        out[name] = {"uar": recall_score(y, predicted, average="macro"), "accuracy": accuracy_score(y, predicted), "predicted": "".join(map(str, predicted))}
        print(name, out[name]["uar"], flush=True)
    write("baselinesReference.json", {"madeBy": MADE_BY, "classes": names, "folds": "fold of actor a = (a - 1) mod 6", "learners": out})


if __name__ == "__main__":
    write("baselines.json", {"madeBy": MADE_BY, "set": SET, "nJudged": N_JUDGED, "logistic": logistic(), "knn": neighbours(), "majority": majority()})
    if len(sys.argv) > 1:
        reference(sys.argv[1])
