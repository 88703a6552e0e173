/** Where frequencies lie on the vertical axis: 0 at its lower end, 1 at its upper. */
export interface FrequencyScale {
  readonly fromHz: number;
  readonly toHz: number;
  share(hertz: number): number;
  hertz(share: number): number;
}

export function linearScale(toHz: number): FrequencyScale {
  return { fromHz: 0, toHz, share: (hertz) => hertz / toHz, hertz: (share) => share * toHz };
}
