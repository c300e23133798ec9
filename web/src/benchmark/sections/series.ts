// Every series with every detector, for one metric.
import { el, section } from '../../shared/dom.ts';
import { integer, plural } from '../../shared/words.ts';
import { headline, ordered, short } from '../reader.ts';
import type { Benchmark, Metric, Series } from '../wire.ts';
import { metricChoice } from './families.ts';

const MOST = 60; // rows at once

export function series(run: Benchmark) {
  const first = headline(run).find((m) => !m.pooled) ?? headline(run)[0];
  const place = el('div', {
    class: 'table-wrap',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Table of series',
  });
  const count = el('span', { class: 'muted', role: 'status' });
  let metric = first;
  const filter = el('input', {
    type: 'search',
    placeholder: 'part of a name',
    oninput: () => draw(),
  });
  function draw() {
    const words = filter.value.toLowerCase();
    const found = run.series.filter((s) => `${s.family}/${s.series}`.toLowerCase().includes(words));
    const cut = found.length > MOST ? `, the first ${MOST} shown` : '';
    count.textContent = ` ${plural(found.length, 'series', 'series')}${cut}`;
    place.replaceChildren(table(run, bySpread(run, found, metric).slice(0, MOST), metric));
  }
  draw();
  const choice = metricChoice(run, 'Metric', first, (chosen) => {
    metric = chosen;
    draw();
  });
  return section(
    'series',
    'Series',
    'Those on which the detectors differ most stand first.',
    el('p', { class: 'controls' }, choice, el('label', { class: 'choice' }, 'Name ', filter), count),
    place,
  );
}

const values = (run: Benchmark, one: Series, metric: Metric) =>
  run.detectors.map((d) => one.metrics[d.name]?.[metric.name] ?? null);

function bySpread(run: Benchmark, list: Series[], metric: Metric) {
  const spread = (one: Series) => {
    const known = values(run, one, metric).filter((v) => v !== null);
    return known.length ? Math.max(...known) - Math.min(...known) : -1;
  };
  return list.map((one) => ({ one, by: spread(one) })).sort((a, b) => b.by - a.by);
}

function table(run: Benchmark, list: { one: Series }[], metric: Metric) {
  const detectors = ordered(run.detectors, metric);
  const row = ({ one }: { one: Series }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, one.series, ' ', el('small', {}, one.family)),
      el('td', { class: 'right num' }, integer(one.anomalies)),
      el('td', { class: 'right num' }, integer(one.judged_rows)),
      detectors.map((d) => el('td', { class: 'right num' }, short(one.metrics[d.name]?.[metric.name]))),
    );
  return el(
    'table',
    { class: 'plain' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, 'series'),
        ['anomalies', 'rows', ...detectors.map((d) => d.name)].map((words) =>
          el('th', { scope: 'col', class: 'right' }, words),
        ),
      ),
    ),
    el('tbody', {}, list.map(row)),
  );
}
