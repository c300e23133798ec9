// Who is how good: sortable, with intervals drawn; and what it costs.
import { button, el, section } from '../../shared/dom.ts';
import { figure, frame, line, rule, text } from '../../shared/figures/figure.ts';
import { svg } from '../../shared/dom.ts';
import { number } from '../../shared/words.ts';
import { headline, isFloor, ordered, short, valueOf } from '../reader.ts';
import type { Benchmark, Detector, Metric } from '../wire.ts';
import { rankDiagram } from './ranks.ts';

export function leaderboard(run: Benchmark) {
  const [first] = headline(run);
  const place = el('div', {
    class: 'table-wrap',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Table of detectors',
  });
  let metrics = headline(run);
  let by = first;
  const redraw = () => place.replaceChildren(table(run, metrics, by, sort));
  function sort(metric: Metric) {
    by = metric;
    redraw();
    place.querySelector<HTMLElement>('th[aria-sort] button')?.focus();
  }
  const all = button('Show all metrics', () => {
    const whole = metrics.length < run.metrics.length;
    metrics = whole ? run.metrics : headline(run);
    all.textContent = whole ? 'Show fewer metrics' : 'Show all metrics';
    redraw();
  });
  redraw();
  const lead =
    'Means over series with their 95 % intervals; figures over all rows or events together have none. ' +
    'Muted: what knows nothing, the floor.';
  return section(
    'leaderboard',
    'Leaderboard',
    lead,
    place,
    run.metrics.length > headline(run).length && el('p', { class: 'foot' }, all),
    el('div', { class: 'grid' }, run.ranks && rankDiagram(run, run.ranks), cost(run, first)),
  );
}

function table(run: Benchmark, metrics: Metric[], by: Metric, sort: (metric: Metric) => void) {
  const best = new Map(
    metrics.map((m) => [
      m.name,
      ordered(
        run.detectors.filter((d) => !isFloor(d.name)),
        m,
      )[0],
    ]),
  );
  const column = (m: Metric) =>
    el(
      'th',
      {
        scope: 'col',
        'aria-sort': m === by ? (m.higher_is_better ? 'descending' : 'ascending') : null,
      },
      button(m.words, () => sort(m), {
        class: 'text',
        title: m.higher_is_better ? 'higher is better' : 'lower is better',
      }),
    );
  const row = (d: Detector) =>
    el(
      'tr',
      { class: isFloor(d.name) ? 'floor' : null },
      el('th', { scope: 'row' }, d.name),
      metrics.map((m) => el('td', {}, cell(run, d, m, best.get(m.name) === d))),
      el('td', { class: 'right num' }, d.seconds === null ? '–' : number(d.seconds, 3)),
      el('td', { class: 'right num' }, d.peak_mb === null ? '–' : number(d.peak_mb, 3)),
      el('td', { class: 'right num' }, d.failed || '–'),
    );
  const plain = ['seconds', 'MB', 'failed'].map((words) => el('th', { scope: 'col', class: 'right' }, words));
  return el(
    'table',
    { class: 'plain board' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'detector'), metrics.map(column), plain)),
    el('tbody', {}, ordered(run.detectors, by).map(row)),
  );
}

/** The number, and its interval on a scale that all detectors share. */
function cell(run: Benchmark, detector: Detector, metric: Metric, best: boolean) {
  const value = valueOf(detector, metric);
  const words = el(
    'span',
    { class: best ? 'num best' : 'num' },
    short(value),
    best && el('span', { class: 'sr' }, ' best'),
  );
  const interval = detector.intervals[metric.name];
  if (value === null || !interval || interval[0] === null || interval[1] === null) return words;
  const ends = run.detectors.flatMap((d) => d.intervals[metric.name] ?? []).filter((v) => v !== null);
  const [low, high] = [Math.min(0, ...ends), Math.max(...ends)];
  const x = (v: number) => (high > low ? (72 * (v - low)) / (high - low) : 0);
  const title = `95 % interval ${short(interval[0])} to ${short(interval[1])}`;
  return [
    words,
    svg(
      'svg',
      {
        viewBox: '0 0 74 12',
        class: 'interval',
        role: 'img',
        'aria-label': title,
      },
      svg('title', {}, title),
      svg('rect', {
        x: x(0),
        y: 4,
        width: Math.max(0, x(value) - x(0)),
        height: 4,
      }),
      svg('path', {
        d: `M${x(interval[0])} 2V10M${x(interval[0])} 6H${x(interval[1])}M${x(interval[1])} 2V10`,
      }),
    ),
  ];
}

/** Seconds against quality; the upper left is what one wants. */
function cost(run: Benchmark, metric: Metric) {
  const points = run.detectors.flatMap((d) => {
    const y = valueOf(d, metric);
    return y === null || !d.seconds ? [] : [{ d, y, x: Math.log10(d.seconds) }];
  });
  if (points.length < 2) return null;
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const [x0, x1] = [Math.floor(Math.min(...xs)), Math.ceil(Math.max(...xs) + 0.01)];
  const [y0, y1] = [Math.min(0, ...ys), Math.max(...ys) * 1.06 || 1];
  const height = 260;
  const draw = (width: number) => {
    const px = (x: number) => 46 + ((width - 60) * (x - x0)) / (x1 - x0 || 1);
    const py = (y: number) => height - 34 - ((height - 50) * (y - y0)) / (y1 - y0 || 1);
    const ticks = Array.from({ length: x1 - x0 + 1 }, (_, i) => x0 + i);
    return frame(
      width,
      height,
      `${metric.words} against seconds of work, one point a detector`,
      ticks.map((t) => [
        rule(px(t), px(t), 12, height - 34, 'grid-line'),
        text(px(t), height - 18, `${number(10 ** t, 1)} s`, {
          class: 'tick',
          'text-anchor': 'middle',
        }),
      ]),
      text(4, py(y1 / 1.06) + 4, short(y1 / 1.06), { class: 'tick' }),
      text(4, py(y0) + 4, short(y0), { class: 'tick' }),
      line(
        [
          [46, py(y0)],
          [width - 14, py(y0)],
        ],
        'axis',
      ),
      points.map((p) => [
        svg('circle', {
          cx: px(p.x),
          cy: py(p.y),
          r: 4,
          class: isFloor(p.d.name) ? 'dot floor' : 'dot',
        }),
        text(px(p.x) > width - 150 ? px(p.x) - 8 : px(p.x) + 8, py(p.y) + 4, p.d.name, {
          class: 'label',
          'text-anchor': px(p.x) > width - 150 ? 'end' : 'start',
        }),
      ]),
    );
  };
  return el(
    'article',
    {},
    el('h3', {}, 'Cost'),
    el('p', { class: 'say' }, 'Seconds of training and scoring over all series.'),
    figure(draw),
  );
}
