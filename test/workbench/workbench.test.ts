import { afterAll, afterEach, beforeAll, beforeEach, describe, inject } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.ts';
import type { Journey } from './journey/journey.ts';
import { describeClip } from './journey/clip.ts';
import { describeClipParts } from './journey/clipParts.ts';
import { describeClassified } from './journey/classified.ts';
import { describeClassify } from './journey/classify.ts';
import { describeCorpus } from './journey/corpus.ts';
import { describeGeneralisation } from './journey/generalisation.ts';
import { describeLockedStore } from './journey/lockedStore.ts';
import { describeMap } from './journey/map.ts';
import { describeGerman } from './journey/german.ts';
import { describeResults } from './journey/results.ts';
import { describeRuns } from './journey/runs.ts';
import { describeStudies } from './journey/studies.ts';
import { describeThemes } from './journey/themes.ts';
import { describeTimeline } from './journey/timeline.ts';
import { describeTraining } from './journey/training.ts';
import { describeUncertain } from './journey/uncertain.ts';
import { describeWelcome } from './journey/welcome.ts';

import { clearPictures, Workbench } from './workbench.ts';

/** After a broken start every later test would wait in vain for what it builds upon. */
const mostFailures = 6;

const context = inject('workbench');
const skipped = 'skipped' in context ? context.skipped : undefined;

// One journey in one file: each chapter goes on where the one before it ended, as a user's day does, and the server, the
// browser and the trained model are made once.
describe.skipIf(skipped !== undefined)(`the real VS Code workbench${skipped === undefined ? '' : ` (skipped: ${skipped})`}`, () => {
  let browser: Browser | undefined;
  let journey: Journey | undefined;
  const at = (): Journey => {
    if (journey === undefined) throw new Error('The workbench did not open.');
    return journey;
  };

  beforeAll(async () => {
    if ('skipped' in context) return;
    const { baseUrl, workspace, logsDir } = context;
    await clearPictures();
    browser = await launchBrowser(context.chromium);
    journey = { workbench: await Workbench.open(browser, baseUrl, workspace), workspace, logsDir };
  });

  const failed = new Set<string>();
  beforeEach(async (test) => {
    test.skip(failed.size >= mostFailures, `${mostFailures} tests before it failed`);
    // What a failed test left open must not stand in the way of the next.
    await journey?.workbench.dismiss();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    failed.add(task.id);
    await journey?.workbench.picture(`failure-${task.name.replace(/\W+/g, '-').slice(0, 60)}`);
  });

  afterAll(() => browser?.close());

  describeWelcome(at);
  describeCorpus(at);
  describeTraining(at);
  describeClassify(at);
  describeResults(at);
  describeRuns(at);
  describeGeneralisation(at);
  describeMap(at);
  describeStudies(at);
  describeClip(at);
  describeClipParts(at);
  describeUncertain(at);
  describeTimeline(at);
  describeClassified(at);
  describeLockedStore(at);
  describeGerman(at);
  describeThemes(at);
});
