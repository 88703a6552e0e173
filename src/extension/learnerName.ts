import { learnerById } from '../core/learn/learners.ts';
import { inEditorLanguage } from './inEditorLanguage.ts';

/** What a learner is called in the editor. */
export const learnerName = (id: string): string => inEditorLanguage(learnerById(id).name);
