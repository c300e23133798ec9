// Detectors by their metrics: the headline ones drawn with their intervals, or all of them as numbers.
import { el, key, legend, section } from '../../shared/dom.ts';
import { choice } from '../../shared/theme.ts';
import { integer, number } from '../../shared/words.ts';
import { barColumn, intervalBar } from '../figures/interval_bar.ts';
import { intervalOf, isFloor, known } from '../run.ts';
import type { Run } from '../run.ts';
import { SortableTable, scrolling } from '../table.ts';
import type { ColumnOf } from '../table.ts';
import { seconds } from '../verdict.ts';
import type { Detector, Metric } from '../wire.ts';

type Shown = 'headline' | 'all';

export function leaderboardSection(run: Run) {
  const place = el('div', { class: 'leaderboard' });
  const show = (shown: Shown) => place.replaceChildren(...(shown === 'headline' ? drawn(run) : numbers(run)));
  show('headline');
  const more = run.metrics.length > run.headline.length;
  const options: [Shown, string][] = [
    ['headline', 'Headline'],
    ['all', `All ${run.metrics.length} metrics`],
  ];
  const tools = more && el('div', { class: 'tools-row' }, choice('Metrics', 'metrics', options, 'headline', show));
  return section('leaderboard', 'Leaderboard', null, tools, place);
}

/** "lower is better, pooled" */
const direction = (m: Metric) =>
  (m.higher_is_better ? 'higher is better' : 'lower is better') + (m.pooled ? ', pooled' : '');

const nameColumn: ColumnOf<Detector> = { title: 'Detector', by: (d) => d.name, cell: (d) => d.name, kind: 'c-name' };

const costColumns = (detectors: Detector[]): ColumnOf<Detector>[] => [
  { title: 'Seconds', by: (d) => d.seconds, cell: (d) => seconds(d.seconds), kind: 'num right c-cost' },
  {
    title: 'Peak MB',
    by: (d) => d.peak_mb,
    cell: (d) => number(d.peak_mb, 3).replace('none', '\u2013'),
    kind: 'num right c-cost',
  },
  { title: 'Failed', by: (d) => d.failed, cell: (d) => failed(d, detectors), kind: 'num right c-cost' },
];

function failed(d: Detector, all: Detector[]) {
  if (!d.failed || !all.some((one) => one.failures.length)) return integer(d.failed);
  return el('a', { href: '#failures', 'aria-label': `${d.failed} failed, see why` }, integer(d.failed));
}

function drawn(run: Run) {
  const columns = [nameColumn, ...run.headline.map((m) => barColumnOf(run, m)), ...costColumns(run.data.detectors)];
  return [
    legend([
      [key('bar best-bar'), 'best of the column, also in bold'],
      [key('whisker'), '95 % interval'],
      [key('reach'), "the best one's interval: bars that reach into it may be as good"],
      run.data.detectors.some((d) => isFloor(d.name)) && [key('floor'), 'what random or constant scores give'],
    ]),
    table(run, 'drawn', columns),
  ];
}

const table = (run: Run, kind: string, columns: ColumnOf<Detector>[]) => {
  const { data, lead, ordered } = run;
  const column = lead ? columns.findIndex((c) => c.title === lead.words) : -1;
  const kindOf = (d: Detector) => (isFloor(d.name) ? 'floor-row' : '');
  const sortable = new SortableTable('Detectors by their metrics', kind, columns, () => ordered, kindOf, column);
  return scrolling(`Leaderboard of ${data.data_set.title}`, sortable.node);
};

const valueColumn = (m: Metric) => ({
  title: m.words,
  second: direction(m),
  by: (d: Detector) => known(d.metrics, m.name),
  descending: m.higher_is_better,
});

function barColumnOf(run: Run, m: Metric): ColumnOf<Detector> {
  const best = run.best(m);
  const leader = run.data.detectors.find((d) => best !== null && known(d.metrics, m.name) === best);
  const intervals = run.data.detectors.flatMap((d) => [intervalOf(d, m.name) ?? []].filter((i) => i.length === 2));
  const column = barColumn(run.values(m), intervals, leader ? intervalOf(leader, m.name) : null, run.floor(m));
  const cell = (d: Detector) => {
    const value = known(d.metrics, m.name);
    if (value === null) return el('span', { class: 'measure' }, el('b', { class: 'num' }, '\u2013'));
    const first = value === best;
    const ends = intervalOf(d, m.name);
    const bar = intervalBar(value, ends, column, first ? 'best-bar' : isFloor(d.name) ? 'floor-bar' : '');
    return el(
      'span',
      { class: 'measure' },
      el('b', { class: first ? 'num best' : 'num' }, run.words(m, value)),
      bar,
      el('span', { class: 'sr' }, (ends ? ` (95 % interval ${words(run, m, ends)})` : '') + (first ? ', best' : '')),
    );
  };
  return { ...valueColumn(m), cell, kind: 'c-metric' };
}

const words = (run: Run, m: Metric, [low, high]: [number, number]) => `${run.words(m, low)} to ${run.words(m, high)}`;

function numbers(run: Run) {
  const columns = run.metrics.map((m): ColumnOf<Detector> => {
    const best = run.best(m);
    const cell = (d: Detector) => {
      const value = known(d.metrics, m.name);
      const ends = intervalOf(d, m.name);
      const first = value !== null && value === best;
      return [
        el('span', { class: first ? 'best' : '' }, run.words(m, value), first && el('span', { class: 'sr' }, ', best')),
        ends && el('span', { class: 'second' }, words(run, m, ends)),
      ];
    };
    return { ...valueColumn(m), cell, kind: 'num right c-number' };
  });
  const note = 'Bold: best of the column. Small: 95 % interval.';
  return [
    el('p', { class: 'say' }, note),
    table(run, 'numbers', [nameColumn, ...columns, ...costColumns(run.data.detectors)]),
  ];
}
