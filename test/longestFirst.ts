import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The workbench's one file takes the longest and waits for most of it: it begins first, and the others run beside it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification): number => (moduleId.includes('/test/workbench/') ? 1 : 0);
    return (await super.sort(files)).toSorted((a, b) => isLongest(b) - isLongest(a));
  }
}
