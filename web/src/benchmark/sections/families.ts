// Families of series by detector, for one metric.
import { el, section } from '../../shared/dom.ts';
import { headline, isFloor, metricOf, ordered, short } from '../reader.ts';
import type { Benchmark, Metric } from '../wire.ts';

/** A list of the metrics; `change` is told which one was chosen. */
export function metricChoice(run: Benchmark, label: string, first: Metric, change: (metric: Metric) => void) {
  const options = run.metrics.map((m) => el('option', { value: m.name, selected: m.name === first.name }, m.words));
  const select = el('select', { onchange: () => change(metricOf(run, select.value)) }, options);
  return el('label', { class: 'choice' }, label + ' ', select);
}

export function families(run: Benchmark) {
  const names = [...new Set(run.detectors.flatMap((d) => d.families.map((f) => f.family)))];
  if (names.length < 2) return null;
  const first = headline(run).find((m) => !m.pooled) ?? headline(run)[0];
  const place = el('div', {
    class: 'table-wrap',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Table of families',
  });
  const draw = (metric: Metric) => place.replaceChildren(table(run, names, metric));
  draw(first);
  return section(
    'families',
    'Families',
    'Where each detector is good: the darker, the better in its row.',
    el('p', {}, metricChoice(run, 'Metric', first, draw)),
    place,
  );
}

function table(run: Benchmark, names: string[], metric: Metric) {
  const detectors = ordered(run.detectors, metric);
  const value = (d: (typeof detectors)[number], family: string) =>
    d.families.find((f) => f.family === family)?.metrics[metric.name] ?? null;
  const row = (family: string) => {
    const values = detectors.map((d) => value(d, family));
    const known = values.filter((v) => v !== null);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const shade = (v: number | null) => {
      if (v === null || !(high > low)) return null;
      const share = metric.higher_is_better ? (v - low) / (high - low) : (high - v) / (high - low);
      return `--shade: ${Math.round(26 * share)}%`;
    };
    const series = detectors[0]?.families.find((f) => f.family === family)?.series ?? 0;
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, family, ' ', el('small', {}, series)),
      values.map((v) => el('td', { class: 'right num shaded', style: shade(v) }, short(v))),
    );
  };
  return el(
    'table',
    { class: 'plain' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, 'family'),
        detectors.map((d) => el('th', { scope: 'col', class: isFloor(d.name) ? 'right floor' : 'right' }, d.name)),
      ),
    ),
    el('tbody', {}, names.map(row)),
  );
}
