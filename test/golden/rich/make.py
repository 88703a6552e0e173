"""Goldens of the rich features' parts: librosa (yin, trim, delta), scipy and numpy (statistics), Praat through parselmouth
(jitter, shimmer, harmonics-to-noise ratio, formants) on two synthetic voices, which it writes as well.
usage: make.py   (in this folder; versions are in rich.json)"""
import json
import librosa
import numpy as np
import parselmouth
import scipy
import soundfile
from parselmouth.praat import call
from scipy.stats import kurtosis, skew

RATE = 16000
rng = np.random.default_rng(3)


def voice(f0, formants, jitter, shimmer, noise, seconds=0.8):
    """A pulse train through resonators (frequency, bandwidth), with pauses at its ends. Periods and amplitudes vary at random."""
    n = int(seconds * RATE)
    source = np.zeros(n)
    at = 0.2 * RATE
    while at < n - 0.2 * RATE:
        whole = int(at)
        part = at - whole
        size = 1 + shimmer * rng.standard_normal()
        source[whole] += size * (1 - part)
        source[whole + 1] += size * part
        at += RATE / f0 * (1 + jitter * rng.standard_normal())
    out = source
    for hz, bandwidth in formants:
        r = np.exp(-np.pi * bandwidth / RATE)
        out = scipy.signal.lfilter([1], [1, -2 * r * np.cos(2 * np.pi * hz / RATE), r * r], out)
    # A voice's source falls by 12 dB an octave, and lips add 6.
    out = scipy.signal.lfilter([1], [1, -0.95], out)
    out = 0.5 * out / np.abs(out).max()
    inside = slice(int(0.2 * RATE), n - int(0.2 * RATE))
    out[inside] += noise * rng.standard_normal(out[inside].shape)
    return out


def praat(y, f_min, f_max):
    sound = parselmouth.Sound(y, RATE)
    points = call(sound, "To PointProcess (periodic, cc)", f_min, f_max)
    limits = (0, 0, 0.0001, 0.02, 1.3)
    formants = call(sound, "To Formant (burg)", 0, 5, 5500, 0.025, 50)
    times = np.arange(0.25, 0.55, 0.01)
    harmonicity = call(sound, "To Harmonicity (cc)", 0.01, f_min, 0.1, 1.0)
    return dict(
        jitter=call(points, "Get jitter (local)", *limits), rap=call(points, "Get jitter (rap)", *limits), ppq5=call(points, "Get jitter (ppq5)", *limits),
        shimmerDb=call([sound, points], "Get shimmer (local_dB)", *limits, 1.6), apq3=call([sound, points], "Get shimmer (apq3)", *limits, 1.6),
        hnr=float(np.mean([call(harmonicity, "Get value at time", t, "linear") for t in times])),
        formants=[float(np.median([call(formants, "Get value at time", k, t, "Hertz", "Linear") for t in times])) for k in (1, 2, 3)],
        bandwidths=[float(np.median([call(formants, "Get bandwidth at time", k, t, "Hertz", "Linear") for t in times])) for k in (1, 2, 3)],
    )


out = dict(versions=dict(librosa=librosa.__version__, scipy=scipy.__version__, numpy=np.__version__, parselmouth=parselmouth.VERSION, praat=parselmouth.PRAAT_VERSION), voices={})
for name, f0, formants, jitter, shimmer, noise in (
    ("low", 117, ((700, 80), (1220, 90), (2600, 140)), 0.012, 0.05, 0.002),
    ("high", 231, ((400, 70), (2000, 110), (2900, 150)), 0.004, 0.02, 0.01),
):
    soundfile.write(f"{name}.wav", voice(f0, formants, jitter, shimmer, noise), RATE, subtype="PCM_16")
    y, _ = soundfile.read(f"{name}.wav", dtype="float32")
    _, (start, end) = librosa.effects.trim(y, top_db=40)
    out["voices"][name] = dict(
        f0=f0, formants=formants, trim=[int(start), int(end)],
        yin=librosa.yin(y, fmin=65, fmax=700, sr=RATE, frame_length=1024, hop_length=256).astype(float).round(5).tolist(),
        praat=praat(y.astype(float), 75, 500),
    )

# A matrix of five rows, among them one with outliers, one constant, one of few values.
rows = np.stack([rng.normal(3, 2, 31), rng.exponential(1, 31), np.where(np.arange(31) % 10 == 0, 50, rng.normal(0, 1, 31)), np.full(31, 0.1), np.arange(31) % 2.0]).astype(np.float32)
quantiles = np.percentile(rows.astype(np.float64), [25, 50, 75], axis=1)
wide = rows.astype(np.float64)
out["statistics"] = dict(
    values=rows.astype(float).tolist(), mean=wide.mean(1).tolist(), std=wide.std(1).tolist(), min=wide.min(1).tolist(), max=wide.max(1).tolist(),
    q25=quantiles[0].tolist(), q50=quantiles[1].tolist(), q75=quantiles[2].tolist(),
    skew=[0 if np.ptp(row) == 0 else float(skew(row)) for row in wide], kurtosis=[0 if np.ptp(row) == 0 else float(kurtosis(row)) for row in wide],
)
out["delta"] = {str(order): librosa.feature.delta(rows, order=order).astype(float).tolist() for order in (1, 2)}
out["deltaOfSeven"] = librosa.feature.delta(rows[:, :7], width=7).astype(float).tolist()
json.dump(out, open("rich.json", "w"))
