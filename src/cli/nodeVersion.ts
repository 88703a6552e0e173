const OLDEST = [22, 13] as const;

/** Why this version of Node cannot run the program, or undefined when it can. */
export function explainOldNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `Node ${OLDEST.join('.')} or later is needed; this is ${version}.`;
}
