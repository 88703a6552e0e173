/** Whether a protocol deals clips, not speakers, so that one voice is both in training and in test. */
export function sharesSpeakers(cv: string): boolean {
  return /^(?:random|stratified|sentence)(?::|$)/.test(cv);
}
