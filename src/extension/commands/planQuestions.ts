import type { Row } from '../explorer/rows.ts';
import type { QuestionParts } from '../questions/learningPlan.ts';
import { chooseCorpus } from './chooseCorpus.ts';
import type { CommandParts } from './parts.ts';

/** What the commands that ask for a plan begin with. */
export interface PlanQuestions {
  readonly questions: QuestionParts;
  /** The corpus where there is but one, or the row's; undefined where there are several to ask for, `none` where there is none. */
  knownRoot(row: Row | undefined): Promise<string | 'none' | undefined>;
}

export function createPlanQuestions({ corpora, exclusions, memory }: Pick<CommandParts, 'corpora' | 'exclusions' | 'memory'>): PlanQuestions {
  return {
    questions: {
      corpora,
      memory,
      scan: async (root) => {
        const scan = await corpora.scan(root);
        return { ...scan, clips: exclusions.applyTo(scan.clips).included };
      },
    },
    knownRoot: async (row) => {
      if (row === undefined && corpora.roots().length > 1) return undefined;
      return (await chooseCorpus(corpora, row)) ?? 'none';
    },
  };
}
