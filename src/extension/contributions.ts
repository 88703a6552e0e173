/** Every id that package.json contributes; a test holds the two together. */
export const commands = {
  openCorpus: 'ser.openCorpus',
  openAsCorpus: 'ser.openAsCorpus',
  makeSampleCorpus: 'ser.makeSampleCorpus',
  removeCorpus: 'ser.removeCorpus',
  refreshCorpora: 'ser.refreshCorpora',
  groupByEmotion: 'ser.groupByEmotion',
  groupBySpeaker: 'ser.groupBySpeaker',
  extractFeatures: 'ser.extractFeatures',
  trainModel: 'ser.trainModel',
  crossValidate: 'ser.crossValidate',
  measureLeaks: 'ser.measureLeaks',
  testOnExternal: 'ser.testOnExternal',
  classifyEmotion: 'ser.classifyEmotion',
  chooseModel: 'ser.chooseModel',
  showStarterCard: 'ser.showStarterCard',
  openClip: 'ser.openClip',
  showResults: 'ser.showResults',
  cancelTask: 'ser.cancelTask',
  showLog: 'ser.showLog',
} as const;

export const views = { corpora: 'ser.corpora' } as const;

export const settings = { starterModel: 'ser.starterModel' } as const;

export const contextKeys = { busy: 'ser.busy', groupedBy: 'ser.groupedBy' } as const;

/** What a tree row is, for the `when` clauses of its menu. */
export const rowKinds = { corpus: 'corpus', group: 'group', clip: 'clip', problems: 'problems', problem: 'problem' } as const;
