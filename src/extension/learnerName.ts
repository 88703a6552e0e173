import { classifierById } from '../core/learn/classifiers.ts';
import { inEditorLanguage } from './inEditorLanguage.ts';

/** What a learner is called in the editor. */
export const learnerName = (id: string): string => inEditorLanguage(classifierById(id).name);
