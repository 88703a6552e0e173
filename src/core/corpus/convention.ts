import { withoutAudioExtension } from '../audio/audioFormat.ts';

/** What a corpus says of a clip, in its own words. What it does not say is absent. */
export interface ClipLabels {
  readonly emotion?: string;
  /** Empty as well as absent means unknown. */
  readonly speaker?: string;
  readonly sex?: 'female' | 'male';
  /** What is said: clips with the same value have the same words. A code of the corpus, or the words themselves. */
  readonly sentence?: string;
  readonly intensity?: string;
  /** The recording session or the dialogue that the clip is a part of. */
  readonly session?: string;
  /** The side of the corpus's own partition: train, dev, test and so on. */
  readonly split?: string;
}

/** How one corpus names its files. */
export interface CorpusConvention {
  readonly id: string;
  readonly name: string;
  /** Where the corpus keeps the emotions that its names do not tell. */
  readonly labelFiles?: string;
  /**
   * @param path of the clip inside the corpus, separated by "/"
   * @returns undefined when the path does not follow the rule
   */
  parse(path: string): ClipLabels | undefined;
}

/** The name of the file without folders and without the ending that tells its format: .wav, .flac and so on. */
export const stemOf = (path: string): string => withoutAudioExtension(path.slice(path.lastIndexOf('/') + 1));

/** The folders of a path, the outermost first. */
export const foldersOf = (path: string): string[] => path.split('/').slice(0, -1);
