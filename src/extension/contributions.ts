/** Every id that package.json contributes; a test holds the two together. */
export const commands = {
  openCorpus: 'ser.openCorpus',
  openAsCorpus: 'ser.openAsCorpus',
  makeSampleCorpus: 'ser.makeSampleCorpus',
  removeCorpus: 'ser.removeCorpus',
  refreshCorpora: 'ser.refreshCorpora',
  groupClips: 'ser.groupClips',
  filterClips: 'ser.filterClips',
  clearFilter: 'ser.clearFilter',
  excludeClips: 'ser.excludeClips',
  includeClips: 'ser.includeClips',
  excludeCopies: 'ser.excludeCopies',
  auditCorpus: 'ser.auditCorpus',
  revealClip: 'ser.revealClip',
  copyClipPath: 'ser.copyClipPath',
  extractFeatures: 'ser.extractFeatures',
  trainModel: 'ser.trainModel',
  crossValidate: 'ser.crossValidate',
  measureLeaks: 'ser.measureLeaks',
  testOnExternal: 'ser.testOnExternal',
  measureCurve: 'ser.measureCurve',
  measureRobustness: 'ser.measureRobustness',
  measurePairs: 'ser.measurePairs',
  measureImportance: 'ser.measureImportance',
  classifyEmotion: 'ser.classifyEmotion',
  classifySelection: 'ser.classifySelection',
  chooseModel: 'ser.chooseModel',
  showClassified: 'ser.showClassified',
  showStarterCard: 'ser.showStarterCard',
  openClip: 'ser.openClip',
  showMap: 'ser.showMap',
  showResults: 'ser.showResults',
  showProgress: 'ser.showProgress',
  cancelTask: 'ser.cancelTask',
  showLog: 'ser.showLog',
  reportIssueData: 'ser.reportIssueData',
} as const;

export const views = { corpora: 'ser.corpora' } as const;

export const settings = { badges: 'ser.badges', starterModel: 'ser.starterModel' } as const;

export const contextKeys = { busy: 'ser.busy', filtered: 'ser.filtered' } as const;

/** What a tree row is, for the `when` clauses of its menu. */
export const rowKinds = {
  corpus: 'corpus',
  group: 'group',
  slice: 'slice',
  clip: 'clip',
  problems: 'problems',
  problem: 'problem',
  check: 'check',
  finding: 'finding',
  copies: 'copies',
  checkOfCopies: 'checkOfCopies',
  file: 'file',
  stretch: 'stretch',
} as const;
