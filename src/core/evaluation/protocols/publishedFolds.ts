/** Folds of speakers that were published for a corpus, so that figures can be set beside those of others. */
export interface PublishedFolds {
  readonly id: string;
  readonly name: string;
  readonly corpus: string;
  /** The speakers that each fold tests. */
  readonly folds: readonly (readonly string[])[];
  readonly source: string;
}

const folds = (lists: readonly string[]): string[][] => lists.map((list) => list.split(' '));

export const publishedFolds: readonly PublishedFolds[] = [
  {
    id: 'emobox',
    name: 'EmoBox, six folds of RAVDESS',
    corpus: 'ravdess',
    folds: folds(['1 11 20 21', '4 10 12 14', '8 9 19 23', '3 5 7 24', '2 15 16 18', '6 13 17 22']),
    source: 'Z. Ma et al., "EmoBox: Multilingual Multi-corpus Speech Emotion Recognition Toolkit and Benchmark", Interspeech 2024',
  },
  {
    id: 'luna-jimenez',
    name: 'Luna-Jiménez, five folds of RAVDESS',
    corpus: 'ravdess',
    folds: folds(['2 5 14 15 16', '3 6 7 13 18', '10 11 12 19 20', '8 17 21 23 24', '1 4 9 22']),
    source: 'C. Luna-Jiménez et al., "A Proposal for Multimodal Emotion Recognition Using Aural Transformers and Action Units on RAVDESS Dataset", Applied Sciences 12(1), 2022',
  },
];
