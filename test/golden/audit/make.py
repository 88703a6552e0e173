"""Writes confidentLearning.json with cleanlab 2.9.0 and numpy 2.4: python make.py (in this folder).

cleanlab counts a row that reaches several thresholds under its likeliest class of all, the paper (equation 1) under the
likeliest of those that it reaches. The rows of the sets below were drawn until both agree; `paper` holds a few where they differ.
"""
import json
import numpy as np
from cleanlab.count import compute_confident_joint, get_confident_thresholds
from cleanlab.filter import find_label_issues


def draw(seed, n, k, noise):
    rng = np.random.default_rng(seed)
    true = rng.integers(0, k, n)
    labels = np.where(rng.random(n) < noise, rng.integers(0, k, n), true)
    logits = rng.normal(0, 1, (n, k)) + 1.2 * np.eye(k)[true]
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    return np.round(p / p.sum(1, keepdims=True), 6), labels


def by_paper(p, labels, k):
    t = np.array([p[labels == j, j].mean() for j in range(k)])
    reached = p >= t - 1e-6
    counted = np.where(reached.any(1), np.where(reached, p, -1).argmax(1), -1)
    joint = np.zeros((k, k), int)
    for label, c in zip(labels, counted):
        if c >= 0:
            joint[label, c] += 1
    return t, joint, counted


def of(p, labels, k):
    t, joint, counted = by_paper(p, labels, k)
    others = p.copy()
    others[np.arange(len(p)), labels] = -1
    margin = p[np.arange(len(p)), labels] - others.max(1)
    rows = [int(i) for i in np.argsort(margin, kind='stable') if counted[i] >= 0 and counted[i] != labels[i] and margin[i] < 0]
    return {'nClasses': k, 'probabilities': p.tolist(), 'labels': labels.tolist(), 'thresholds': t.tolist(), 'confidentJoint': joint.tolist(), 'issues': rows, 'suggested': [int(counted[i]) for i in rows]}


def agreed(n, k, noise):
    for seed in range(10_000):
        p, labels = draw(seed, n, k, noise)
        t, joint, _ = by_paper(p, labels, k)
        ours = of(p, labels, k)
        theirs = find_label_issues(labels, p, filter_by='confident_learning', return_indices_ranked_by='normalized_margin', min_examples_per_class=0)
        if (compute_confident_joint(labels, p, calibrate=False) == joint).all() and sorted(theirs.tolist()) == sorted(ours['issues']):
            assert np.allclose(get_confident_thresholds(labels, p), t)
            assert theirs.tolist() == ours['issues'], 'order'
            return ours
    raise SystemExit('none agreed')


golden = {'cleanlab': [agreed(60, 3, 0.2), agreed(40, 4, 0.1), agreed(80, 2, 0.3)], 'paper': [of(*draw(1, 150, 6, 0.2), 6)]}
with open('confidentLearning.json', 'w') as file:
    json.dump(golden, file)
    file.write('\n')
