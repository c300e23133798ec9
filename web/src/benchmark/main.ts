// The page of a benchmark run: which detector is best, where, and what the data are worth.
import { live } from '../shared/announce.ts';
import { $, el } from '../shared/dom.ts';
import { addPrinting } from '../shared/printing.ts';
import { readBenchmark } from './reader.ts';
import { cases } from './sections/cases.ts';
import { families } from './sections/families.ts';
import { head } from './sections/head.ts';
import { leaderboard } from './sections/leaderboard.ts';
import { data, settings } from './sections/notes.ts';
import { series } from './sections/series.ts';

const begun = performance.now();
const run = readBenchmark();
const sections = [leaderboard(run), families(run), cases(run), series(run), data(run), settings(run)];

$('#tidegate')?.append(
  el('a', { href: '#leaderboard', class: 'skip' }, 'Skip to the leaderboard'),
  head(run),
  el(
    'main',
    {},
    sections.filter((part) => part !== null),
  ),
  live,
);
addPrinting(() => undefined);
Object.assign(window, { tidegate: { run, ready: performance.now() - begun } }); // for tests and for the curious
