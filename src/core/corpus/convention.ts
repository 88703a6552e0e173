import { withoutAudioExtension } from '../audio/audioFormat.ts';

/** What a corpus's naming rule says of a clip. `emotion` is the corpus's own word. */
export interface ClipLabels {
  readonly emotion: string;
  readonly speaker: string;
  readonly sex?: 'female' | 'male';
  readonly sentence?: string;
  readonly intensity?: string;
}

/** How one corpus names its files. */
export interface CorpusConvention {
  readonly id: string;
  readonly name: string;
  /**
   * @param path of the clip inside the corpus, separated by "/"
   * @returns undefined when the path does not follow the rule
   */
  parse(path: string): ClipLabels | undefined;
}

/** The name of the file without folders and without the ending that tells its format: .wav, .flac and so on. */
export const stemOf = (path: string): string => withoutAudioExtension(path.slice(path.lastIndexOf('/') + 1));
