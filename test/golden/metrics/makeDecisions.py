"""Goldens of a temperature and a threshold that are chosen out of fold, and of what they do cross-fitted.
usage: makeDecisions.py > decisions.json (scikit-learn 1.9.1, scipy 1.17.1, numpy 2.4.6)"""
import json
import numpy as np
import scipy
import sklearn
from scipy import optimize
from sklearn.metrics import log_loss

rng = np.random.default_rng(23)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def tempered(p, t):
    return softmax(np.log(p) / t)


def fit(y, p):
    loss_slope = lambda beta: np.mean((tempered(p, 1 / beta) * np.log(p)).sum(axis=1) - np.log(p)[np.arange(len(y)), y])
    return 1 / optimize.brentq(loss_slope, 0.01, 100, xtol=1e-15, rtol=1e-15)


def threshold(y, p, precision):
    """The smallest that reaches the precision, 0 where all do; None where none does."""
    confidence, right = p.max(axis=1), p.argmax(axis=1) == y
    if right.mean() >= precision:
        return 0.0
    reached = [t for t in np.unique(confidence) if right[confidence >= t].mean() >= precision]
    return float(min(reached)) if reached else None


def error(y, p):
    confidence, right = p.max(axis=1), p.argmax(axis=1) == y
    bins = np.minimum(np.digitize(confidence, np.arange(11) / 10, right=True), 10) - 1
    return float(sum((bins == b).mean() * abs(right[bins == b].mean() - confidence[bins == b].mean()) for b in range(10) if (bins == b).any()))


def decide(y, p, folds, precision):
    t = fit(y, p)
    after, answered = np.empty_like(p), np.zeros(len(y), bool)
    for f in np.unique(folds):
        own, others = folds == f, folds != f
        fold_t = fit(y[others], p[others])
        after[own] = tempered(p[own], fold_t)
        if precision is not None:
            from_ = threshold(y[others], tempered(p[others], fold_t), precision)
            if from_ is not None:
                answered[own] = after[own].max(axis=1) >= from_
    right = p.argmax(axis=1) == y
    labels = list(range(p.shape[1]))
    figures = dict(logLoss=dict(before=log_loss(y, p, labels=labels), after=log_loss(y, after, labels=labels)),
                   calibrationError=dict(before=error(y, p), after=error(y, after)), accuracy=float(right.mean()))
    if precision is None:
        return dict(temperature=t, threshold=None, heldOut=figures)
    figures["answered"] = dict(precision=float(right[answered].mean()) if answered.any() else None, coverage=float(answered.mean()))
    return dict(temperature=t, threshold=threshold(y, tempered(p, t), precision), heldOut=figures)


cases = []
for n, k, n_folds, sharpness, signal in ((240, 4, 6, 2.5, 2.0), (150, 3, 3, 0.4, 1.0), (80, 8, 2, 1.5, 1.0)):
    y = rng.integers(0, k, n)
    # Folds of unlike size and unlike voices.
    folds = np.sort(rng.integers(0, n_folds, n))
    p = softmax(sharpness * (1 + 0.2 * folds[:, None]) * rng.standard_normal((n, k)) + signal * np.eye(k)[y]).round(6) + 1e-6
    p /= p.sum(axis=1, keepdims=True)
    cases.append(dict(nClasses=k, true=y.tolist(), folds=folds.tolist(), probabilities=p.ravel().tolist(),
                      decisions=[dict(precision=q, **decide(y, p, folds, q)) for q in (None, 0.2, 0.6, 0.75, 0.9, 1.0)]))
print(json.dumps(dict(sklearn=sklearn.__version__, scipy=scipy.__version__, cases=cases)))
