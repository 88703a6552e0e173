"""Fits scikit-learn's SVC (LIBSVM), C 10 and gamma 'scale'. First a line with the versions; then one JSON request a line on stdin:
{"path", "nRows", "nColumns", "probability"}, where the file holds float32 values and then int32 labels; one JSON answer a line: CPU
and wall milliseconds of the fit, those of predicting 300 rows, and the number of support vectors."""
import json
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.svm import SVC

warnings.filterwarnings("ignore")
print(json.dumps(f"scikit-learn {sklearn.__version__}"), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    n, m = request["nRows"], request["nColumns"]
    X = np.fromfile(request["path"], np.float32, n * m).reshape(n, m).astype(np.float64)
    y = np.fromfile(request["path"], np.int32, n, offset=4 * n * m)
    machine = SVC(C=10, gamma="scale", probability=request["probability"], random_state=0)
    wall, cpu = time.perf_counter(), time.process_time()
    machine.fit(X, y)
    fitted_wall, fitted = time.perf_counter(), time.process_time()
    (machine.predict_proba if request["probability"] else machine.predict)(X[:300])
    print(json.dumps({"cpuMs": 1000 * (fitted - cpu), "wallMs": 1000 * (fitted_wall - wall), "predictMs": 1000 * (time.process_time() - fitted), "nSupport": int(machine.n_support_.sum())}), flush=True)
