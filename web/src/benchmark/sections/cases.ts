// The best and the worst series of a detector, drawn: values, labels, events, score and threshold.
import { el, key, legend, section, svg } from '../../shared/dom.ts';
import { figure, frame, line, rect, text } from '../../shared/figures/figure.ts';
import type { Points } from '../../shared/figures/figure.ts';
import { integer, plural } from '../../shared/words.ts';
import { metricOf, short } from '../reader.ts';
import type { Benchmark, Case, Column } from '../wire.ts';

const TOP = 96; // height of the values
const BOTTOM = 46; // of the score
const GAP = 8;

export function cases(run: Benchmark) {
  if (!run.cases.length) return null;
  const names = [...new Set(run.cases.map((c) => c.detector))];
  const place = el('div', {});
  const show = (name: string) =>
    place.replaceChildren(...run.cases.filter((c) => c.detector === name).map((c) => drawn(run, c)));
  const select = el(
    'select',
    { onchange: () => show(select.value) },
    names.map((name) => el('option', { value: name }, name)),
  );
  show(names[0]);
  return section(
    'cases',
    'Best and worst cases',
    'Each picture is the judged rows of one series: above the values, below the score with its threshold.',
    el('p', {}, el('label', { class: 'choice' }, 'Detector ', select)),
    legend([
      [key('case-label'), 'labelled anomaly'],
      [key('case-event'), 'reported event'],
      [key('case-threshold'), 'threshold'],
    ]),
    place,
  );
}

function drawn(run: Benchmark, one: Case) {
  const words = `${metricOf(run, one.metric).words} ${short(one.value)}`;
  const found = `${plural(one.anomalies.length, 'anomaly', 'anomalies')}, ${plural(one.events.length, 'event')}`;
  return el(
    'article',
    { class: 'case' },
    el('h3', {}, `${one.which === 'best' ? 'Best' : 'Worst'}: ${one.series}`, el('small', {}, one.family)),
    el('p', { class: 'say' }, `${words}; ${found} in ${integer(one.rows)} rows of ${one.channel}.`),
    figure((width) => picture(one, width)),
  );
}

function picture(one: Case, width: number) {
  const x = (row: number) => (width * row) / Math.max(1, one.rows);
  const height = TOP + GAP + BOTTOM + 14;
  const score = scale([...one.score, ...one.threshold], TOP + GAP + BOTTOM, TOP + GAP);
  return frame(
    width,
    height,
    `${one.series}: values, labels, events and score`,
    one.anomalies.map(([a, b]) => rect(x(a), 0, Math.max(2, x(b + 1) - x(a)), TOP, 'case-label')),
    band(one, width),
    one.events.map(([a, b]) => rect(x(a), TOP + 2, Math.max(2, x(b + 1) - x(a)), 4, 'case-event')),
    line(points(one.score, width, score), 'case-score'),
    line(points(one.threshold, width, score), 'case-threshold'),
    text(0, height - 2, '0', { class: 'tick' }),
    text(width, height - 2, integer(one.rows), {
      class: 'tick',
      'text-anchor': 'end',
    }),
  );
}

/** The smallest and the largest value of each stretch; no spike is lost. */
function band(one: Case, width: number) {
  const y = scale([...one.low, ...one.high], TOP - 2, 2);
  const step = width / Math.max(1, one.columns);
  let d = '';
  one.low.forEach((low, i) => {
    const high = one.high[i];
    if (low === null || high === null) return;
    d += `M${((i + 0.5) * step).toFixed(1)} ${(y(high) - 0.4).toFixed(1)}V${(y(low) + 0.4).toFixed(1)}`;
  });
  return svg('path', {
    d,
    class: 'case-band',
    'stroke-width': Math.max(1, step).toFixed(2),
  });
}

function scale(values: Column, low: number, high: number) {
  const known = values.filter((v) => v !== null);
  const [a, b] = [Math.min(...known), Math.max(...known)];
  return (v: number) => (b > a ? low + ((high - low) * (v - a)) / (b - a) : (low + high) / 2);
}

const points = (column: Column, width: number, y: (v: number) => number): Points =>
  column.map((v, i) => (v === null ? null : [(width * (i + 0.5)) / Math.max(1, column.length), y(v)]));
