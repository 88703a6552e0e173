// Runs one benchmark: `npm run bench -- features`. Each is a script of this folder and says what it measures.
import { readdirSync } from 'node:fs';

const [name, ...rest] = process.argv.slice(2);
const names = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.mjs') && file !== 'run.mjs').map((file) => file.slice(0, -4));
if (!names.includes(name)) {
  console.error(`Which benchmark? ${names.join(', ')}`);
  process.exit(2);
}
// A benchmark reads its own arguments where it would if it were started by itself.
process.argv.splice(2, process.argv.length, ...rest);
await import(`./${name}.mjs`);
