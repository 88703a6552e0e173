/** A length of time. */
export function durationText(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A moment in ISO 8601 as a reader's date and time; what is none stays as it is. */
export function momentText(moment: string): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? moment : date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
