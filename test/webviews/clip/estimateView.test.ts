import { describe, expect, it, vi } from 'vitest';
import { standInDocument, type StandInElement } from '../pageStandIn.ts';

vi.stubGlobal('document', standInDocument);
const { createEstimateView } = await import('../../../src/webviews/clip/estimateView.ts');
const { fillFactList } = await import('../../../src/webviews/shared/factList.ts');

const estimate = { emotion: 'sad', probabilities: { sad: 0.75, calm: 0.25 }, model: 'SVM' };
const view = () => {
  const made = createEstimateView({ classify: () => undefined, explain: () => undefined });
  const [result, reasons] = (made.node as unknown as StandInElement).all('div') as [StandInElement, StandInElement];
  return { ...made, result, reasons };
};

describe('the estimate of a clip', () => {
  it('is left as it is, and so not read out again, by news that do not concern it', () => {
    const { show, result } = view();
    show(undefined);
    const [none] = result.elements;
    expect(none?.tag).toBe('p');
    show(undefined);
    expect(result.elements[0]).toBe(none);
    show(estimate);
    const [first] = result.elements;
    expect(result.textContent).toContain('SVM');
    show({ ...estimate });
    expect(result.elements[0]).toBe(first);
    show({ ...estimate, model: 'k-NN' });
    expect(result.elements[0]).not.toBe(first);
    expect(result.textContent).toContain('k-NN');
  });

  it('says of a long recording that one estimate tells little of its parts', () => {
    const { show, result } = view();
    show(estimate, 4);
    expect(result.textContent).not.toContain('says little about its parts');
    show(estimate, 1800);
    expect(result.textContent).toContain('says little about its parts');
  });

  it('keeps its reasons as long as it is the same, and loses them with another', () => {
    const { show, showReasons, reasons } = view();
    show(estimate);
    showReasons({ model: 'SVM', modelHash: 'm1', answer: 'sad', about: 'How.', features: [], nOthers: 0 });
    const n = reasons.elements.length;
    show({ ...estimate });
    expect([n > 0, reasons.elements.length]).toEqual([true, n]);
    show({ ...estimate, emotion: 'calm' });
    expect(reasons.elements).toEqual([]);
  });
});

it('facts that have not changed stay, and others replace them', () => {
  const list = standInDocument.createElement('dl');
  const fill = (facts: Parameters<typeof fillFactList>[1]): void => fillFactList(list as unknown as HTMLDListElement, facts);
  fill([['Label', 'sad'], ['Speaker', undefined]]);
  const [label] = list.elements;
  fill([['Label', 'sad'], ['Speaker', undefined]]);
  expect(list.elements).toEqual([label]);
  expect(list.elements[0]).toBe(label);
  fill([['Label', 'calm'], ['Speaker', '7']]);
  expect(list.elements.map(({ textContent }) => textContent)).toEqual(['Labelcalm', 'Speaker7']);
});
