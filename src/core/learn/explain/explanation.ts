/**
 * How a prediction is explained: `shap` exact Shapley values of trees, `linear` the exact terms of a linear model, `occlusion` what
 * the probability loses when one column at a time is set to its training mean.
 */
export type ExplanationMethod = 'shap' | 'linear' | 'occlusion';

/** Why a model answers as it does for one row. */
export interface Explanation {
  readonly method: ExplanationMethod;
  /** The number of the class that is answered, and of the next likeliest. */
  readonly answer: number;
  readonly next: number;
  readonly probability: number;
  readonly nextProbability: number;
  /** Log-odds of the answer against the next likeliest class, or the probability of the answer. */
  readonly of: 'log-odds' | 'probability';
  /**
   * Where the contributions start: the mean over the training rows for `shap`, a clip at the training mean for `linear` and
   * `occlusion`.
   */
  readonly base: number;
  /** Of this row. For `shap` and `linear` base and contributions add up to it; for `occlusion` they do not. */
  readonly score: number;
  /** Whether probabilities, score and contributions are those before the model's temperature. */
  readonly beforeTemperature?: true;
  /** nColumns, above 0 for what speaks for the answer; 0 for columns that the model does not see. */
  readonly contributions: Float64Array;
}

/** What the figures of a method are, in a sentence that stands before them. */
export function explanationWords(explanation: Pick<Explanation, 'method' | 'of' | 'beforeTemperature'>): string {
  return methodWords(explanation) + (explanation.beforeTemperature ? ' All of this is before the calibration of the model, which brings its confidence to what held-out speakers bear out.' : '');
}

function methodWords({ method, of }: Pick<Explanation, 'method' | 'of'>): string {
  switch (method) {
    case 'shap':
      return of === 'log-odds'
        ? 'Exact SHAP values of the trees, in log-odds of the answer against the next likeliest class: they add up from the mean over the training clips to the score of the clip.'
        : 'Exact SHAP values of the trees, in probability of the answer: they add up from the mean over the training clips to the probability for the clip.';
    case 'linear':
      return 'Exact terms of the linear model, in log-odds of the answer against the next likeliest class: they add up from a clip at the training mean to the score of the clip.';
    case 'occlusion':
      return 'Occlusion: by how much the probability of the answer falls when one column alone is set to its training mean. This learner has no exact contributions; these do not add up, and columns that say the same hide each other.';
  }
}
