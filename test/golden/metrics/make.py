"""Goldens of scikit-learn's metrics. usage: make.py > metrics.json (scikit-learn 1.9.1)"""
import json
import numpy as np
import sklearn
from sklearn.metrics import accuracy_score, balanced_accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support

rng = np.random.default_rng(7)
cases = []
for n, k in ((3, 2), (50, 3), (400, 8), (400, 8)):
    t = rng.integers(0, k, n)
    p = np.where(rng.random(n) < 0.5, t, rng.integers(0, k, n))
    if len(cases) == 3:
        p[p == 2] = 3  # a class that is never predicted
        t[t == 5] = 6  # a class that does not occur, but is predicted
    labels = list(range(k))
    precision, recall, f1, support = precision_recall_fscore_support(t, p, labels=labels, zero_division=0)
    cases.append(dict(nClasses=k, true=t.tolist(), predicted=p.tolist(), accuracy=accuracy_score(t, p),
                      uar=balanced_accuracy_score(t, p), macroF1=f1_score(t, p, average="macro", zero_division=0),
                      precision=precision.tolist(), recall=recall.tolist(), f1=f1.tolist(), support=support.tolist(),
                      confusionMatrix=confusion_matrix(t, p, labels=labels).tolist(),
                      confusionShares=confusion_matrix(t, p, labels=labels, normalize="true").tolist()))
print(json.dumps(dict(sklearn=sklearn.__version__, cases=cases)))
