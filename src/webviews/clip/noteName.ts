const names = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];

/** The name of a pitch class, counted in semitones from C. */
export const pitchClass = (semitones: number): string => names[semitones % names.length] ?? '';

/** The nearest note of equal temperament (A4 is 440 Hz) and how far it is in cents, "A4 +12 ct"; empty below 16 Hz, where no note is heard. */
export function noteName(hertz: number): string {
  if (!(hertz >= 16)) return '';
  const semitones = 69 + 12 * Math.log2(hertz / 440);
  const nearest = Math.round(semitones);
  const cents = Math.round(100 * (semitones - nearest));
  return `${pitchClass(nearest)}${Math.floor(nearest / 12) - 1} ${cents < 0 ? '−' : '+'}${Math.abs(cents)} ct`;
}
