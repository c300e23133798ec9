// Made-up benchmark runs of three shapes, and the pages they make: no page of a run has to be computed for the tests.
// By hand: node test/benchmark_samples.mjs DIR (TIDEGATE_NODE_MODULES names the folder that holds node_modules)
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { argv, env, execPath } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const METRICS = [
  ['ucr_score', 'UCR score', true, false],
  ['vus_pr', 'VUS-PR', true, false],
  ['event_f1', 'Event F1', true, true],
  ['false_per_10k', 'False events per 10,000 rows', false, true],
  ['vus_roc', 'VUS-ROC', true, false],
  ['affiliation_f1', 'Affiliation F1', true, false],
].map(([name, words, higher_is_better, pooled]) => ({ name, words, higher_is_better, pooled }));
const HEADLINE = ['ucr_score', 'vus_pr', 'event_f1', 'false_per_10k'];
const NAMES = [
  'gru-forecaster',
  'lstm-forecaster',
  'gru-autoencoder',
  'matrix-profile',
  'isolation-forest',
  'gru-classifier',
  'linear-forecaster',
  'seasonal-naive',
  'moving-range',
  'local-outlier-factor',
  'constant',
  'random',
];
const FAMILIES = ['plain', 'distorted', 'noise', 'medical', 'walking'];
const COLUMNS = 800;

/** Equal numbers in every run (mulberry32). */
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const rounded = (v) => Math.round(v * 1e4) / 1e4;
const valueOf = ({ name }, skill, random) =>
  rounded(name === 'false_per_10k' ? 2 + 30 * (1 - skill) * random() : Math.min(1, skill * (0.6 + 0.6 * random())));
const metricsOf = (skill, random) => Object.fromEntries(METRICS.map((m) => [m.name, valueOf(m, skill, random)]));
const skillOf = (k) => (k < 10 ? 0.62 - 0.035 * k : 0.08);

function seriesOf(count, names, random) {
  return Array.from({ length: count }, (_, i) => ({
    series: `${String(i + 1).padStart(3, '0')}_${FAMILIES[i % 5]}_${Math.floor(1e5 * random())}`,
    family: FAMILIES[i % 5],
    anomalies: 1,
    judged_rows: 4000 + Math.floor(9000 * random()),
    metrics: Object.fromEntries(names.map((name, k) => [name, metricsOf(skillOf(k), random)])),
  }));
}

function detectorOf(name, k, series, random) {
  const metrics = metricsOf(skillOf(k), random);
  const half = 0.3 / Math.sqrt(series.length);
  const around = (v) => [rounded(Math.max(0, v * (1 - half * 2))), rounded(v * (1 + half * 2))];
  const families = FAMILIES.map((family) => [family, series.filter((s) => s.family === family).length]);
  const failures = k === 3 ? [{ series: series[0].series, why: 'the window is longer than the training part' }] : [];
  return {
    name,
    options:
      k < 10
        ? [
            { name: 'cell', value: 'gru' },
            { name: 'window', value: String(32 + k) },
          ]
        : [],
    metrics,
    intervals: Object.fromEntries(Object.entries(metrics).map(([m, v]) => [m, around(v)])),
    families: families
      .filter(([, n]) => n)
      .map(([family, n]) => ({ family, series: n, metrics: metricsOf(skillOf(k), random) })),
    seconds: rounded(k < 3 ? 412 - 60 * k : 2 + 8 * random()),
    peak_mb: rounded(40 + 260 * random()),
    failed: failures.length,
    failures,
  };
}

function caseOf(detector, one, which, random) {
  const rows = one.judged_rows;
  const first = Math.floor(rows * 0.6);
  const inside = (i) => i * (rows / COLUMNS) >= first && i * (rows / COLUMNS) < first + 200;
  const wave = (i) => Math.sin(i / 9) + (inside(i) ? 1.2 * Math.sin(i) : 0);
  const column = (make) => Array.from({ length: COLUMNS }, (_, i) => (i > 300 && i < 312 ? null : rounded(make(i))));
  const good = which === 'best';
  return {
    detector,
    series: one.series,
    family: one.family,
    which,
    metric: 'vus_pr',
    value: one.metrics[detector].vus_pr,
    rows,
    channel: 'value',
    columns: COLUMNS,
    low: column((i) => wave(i) - 0.3 * random()),
    high: column((i) => wave(i) + 0.3 * random()),
    score: column((i) => random() + (inside(i) && good ? 4 : 0) + (!good && i === 120 ? 5 : 0)),
    threshold: column(() => 2.5),
    anomalies: [[first, first + 199]],
    events: good
      ? [[first + 20, first + 160]]
      : [[Math.floor(120 * (rows / COLUMNS)), Math.floor(126 * (rows / COLUMNS))]],
  };
}

function runOf(names, count, seed) {
  const random = dice(seed);
  const series = seriesOf(count, names, random);
  const detectors = names.map((name, k) => detectorOf(name, NAMES.indexOf(name), series, random));
  const drawn = names.filter((name) => skillOf(NAMES.indexOf(name)) > 0.1);
  return {
    command: `tidegate eval ucr --detectors ${names.join(',')} --data UCR_Anomaly_FullData --seed 1 --output results`,
    tidegate: '0.1.0',
    seed: 1,
    configurations_tried: 1,
    wall_seconds: 512.3,
    data_set: {
      name: 'ucr',
      title: 'UCR anomaly archive',
      source: 'Wu and Keogh 2021, as published',
      split: 'learned from: the first rows, which hold no anomaly; judged: all rows after them',
      series: count,
      digest: '3f5a9c0de1b24786'.repeat(4),
    },
    metrics: METRICS,
    headline: HEADLINE,
    detectors,
    ranks: {
      metric: 'vus_pr',
      average: names.map((detector, k) => ({
        detector,
        rank: rounded(1.3 + (k * (names.length - 1.6)) / (names.length - 1)),
      })),
      critical_difference: rounded(names.length > 2 ? 1.26 : 0.9),
    },
    findings: [
      { series: series[0].series, text: 'a rule of one line finds its anomaly' },
      ...series
        .slice(0, Math.min(9, count))
        .map((s) => ({ series: s.series, text: 'the judged part repeats rows of the training part' })),
      {
        series: '',
        text: 'the anomalies lie late: a detector that always points at the last tenth finds 21 % of them',
      },
    ],
    series,
    cases: drawn.flatMap((name) => ['best', 'worst'].map((which, i) => caseOf(name, series[i % count], which, random))),
  };
}

/** One detector, one series, and every number that may be absent is. */
function bareRun() {
  const run = runOf(['gru-forecaster'], 1, 3);
  const nothing = Object.fromEntries(METRICS.map((m) => [m.name, null]));
  const [detector] = run.detectors;
  const [one] = run.series;
  const empty = Array.from({ length: 20 }, () => null);
  const blank = { low: empty, high: empty, score: empty, threshold: empty, columns: 20 };
  Object.assign(detector, { metrics: nothing, intervals: nothing, seconds: null, peak_mb: null, options: [] });
  detector.intervals = { vus_pr: [null, null], ucr_score: null };
  detector.families = [{ family: 'plain', series: 1, metrics: nothing }];
  one.metrics = { 'gru-forecaster': nothing };
  const cases = run.cases.slice(0, 1).map((c) => ({ ...c, ...blank, value: null, anomalies: [], events: [] }));
  return { ...run, wall_seconds: null, ranks: null, findings: [], cases, configurations_tried: 12 };
}

/** Names that would be markup if they were not text. */
function hostileRun() {
  const run = runOf(['gru-forecaster', 'random'], 5, 4);
  const bad = '</script><b>x&y';
  run.detectors[0].name = run.ranks.average[0].detector = bad;
  for (const c of run.cases) c.detector = bad;
  for (const s of run.series) s.metrics = { [bad]: s.metrics['gru-forecaster'], random: s.metrics.random };
  run.data_set.title = run.series[0].series = bad;
  return run;
}

export const SAMPLES = {
  small: runOf(['gru-forecaster', 'random'], 5, 1),
  large: runOf(NAMES, 176, 2),
  bare: bareRun(),
  hostile: hostileRun(),
};

const shown = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Writes a page a sample into the folder, as the C++ writer does; answers {name: path}. */
export function writePages(folder, samples = SAMPLES) {
  mkdirSync(folder, { recursive: true });
  const parts = join(folder, 'parts.json');
  const build = fileURLToPath(new URL('../build.mjs', import.meta.url));
  const modules = resolve(env.TIDEGATE_NODE_MODULES ?? fileURLToPath(new URL('..', import.meta.url)));
  execFileSync(execPath, [build, '--modules', modules, '--parts', parts]);
  const { head, middle, tail } = JSON.parse(readFileSync(parts, 'utf8')).benchmark;
  const write = ([name, run]) => {
    const path = resolve(folder, `benchmark_${name}.html`);
    const json = JSON.stringify(run).replaceAll('<', '\\u003c');
    const script = `<script type="application/json" id="tidegate-benchmark">${json}</script>\n`;
    writeFileSync(path, `${head}${shown(run.data_set.title)} \u00b7 Tidegate benchmark${middle}${script}${tail}`);
    return [name, path];
  };
  return Object.fromEntries(Object.entries(samples).map(write));
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) writePages(argv[2] ?? 'benchmark_pages');
