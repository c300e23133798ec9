// The page of a benchmark run: which detector is best, whether that means anything, and what it was measured on.
import { live } from '../shared/announce.ts';
import { $, el } from '../shared/dom.ts';
import { addPrinting } from '../shared/printing.ts';
import { Run } from './run.ts';
import { casesSection } from './sections/cases.ts';
import { costSection } from './sections/cost.ts';
import { detectorsSection, failuresSection } from './sections/detectors.ts';
import { familiesSection } from './sections/families.ts';
import { header } from './sections/header.ts';
import { healthSection } from './sections/health.ts';
import { leaderboardSection } from './sections/leaderboard.ts';
import { ranksSection } from './sections/ranks.ts';
import { seriesSection } from './sections/series.ts';
import type { Benchmark } from './wire.ts';

const begun = performance.now();
const run = new Run(JSON.parse($('#tidegate-benchmark')?.textContent ?? '') as Benchmark);
addPrinting(() => {}); // first: what it unfolds is then drawn
const sections = [
  leaderboardSection(run),
  ranksSection(run),
  familiesSection(run),
  casesSection(run),
  seriesSection(run),
  healthSection(run),
  costSection(run),
  failuresSection(run),
  detectorsSection(run),
].filter((section) => section !== null);

$('#tidegate')?.append(
  el('a', { href: '#leaderboard', class: 'skip' }, 'Skip to the leaderboard'),
  header(run, sections.map((section) => section.id)), // prettier-ignore
  el('main', {}, sections),
  live,
);
Object.assign(window, { tidegate: { run, ready: performance.now() - begun } }); // for tests and for the curious
