import type { Params } from '../learn/classifier.ts';
import type { Recipe } from '../features/recipe.ts';
import type { Pipeline } from '../learn/pipeline.ts';

/** What a trained model says of itself; everything needed to use it on new clips, and to know where it came from. */
export interface ModelDescription {
  readonly classifier: string;
  readonly params: Params;
  readonly seed: number;
  readonly recipe: Recipe;
  /** The rows were standardised within each speaker, and rows to judge must be; absent where they are taken as they are. */
  readonly normalize?: 'speaker';
  readonly columns: readonly string[];
  readonly classes: readonly string[];
  readonly trainedOn: {
    readonly corpus: string;
    readonly nClips: number;
    readonly speakers: readonly string[];
    readonly synthetic: boolean;
  };
}

/** A trained model: its description and the fitted pipeline, both plain data. */
export interface EmotionModel {
  readonly description: ModelDescription;
  readonly pipeline: Pipeline;
}
