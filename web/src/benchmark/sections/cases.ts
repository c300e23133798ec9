// The best and the worst series of each detector, drawn.
import { el, fitted, key, legend, section } from '../../shared/dom.ts';
import { integer, plural } from '../../shared/words.ts';
import { caseFigure } from '../figures/case.ts';
import { overlap } from '../overlap.ts';
import type { Run } from '../run.ts';
import type { Case, Detector } from '../wire.ts';

export function casesSection(run: Run) {
  const { cases } = run.data;
  const shown = run.ordered.filter((d) => cases.some((c) => c.detector === d.name));
  if (!shown.length) return null;
  const lead = 'Values from the smallest to the largest in each stretch of judged rows; below them the largest score.';
  const marks = legend([
    [key('extremes'), 'values'],
    [key('known'), 'known anomaly'],
    [key('hit'), 'event on a known anomaly'],
    [key('miss'), 'event elsewhere'],
    [key('score'), 'score'],
    [key('limit'), 'threshold'],
  ]);
  return section(
    'cases',
    'Best and worst cases',
    lead,
    marks,
    shown.map((d, i) => casesOf(run, d, i === 0)),
  );
}

function casesOf(run: Run, { name }: Detector, open: boolean) {
  const own = run.data.cases.filter((c) => c.detector === name);
  const best = [...own].sort((a, b) => a.which.localeCompare(b.which));
  const summary = el('summary', {}, name, el('span', { class: 'second inline' }, ` ${plural(own.length, 'case')}`));
  return el(
    'details',
    { class: 'cases', open },
    summary,
    el(
      'div',
      { class: 'grid' },
      best.map((c) => article(run, c)),
    ),
  );
}

function article(run: Run, one: Case) {
  const metric = run.metric(one.metric);
  const value = metric && one.value !== null ? run.words(metric, one.value) : 'no value';
  const title = `${one.which === 'best' ? 'Best' : 'Worst'}: ${one.series}`;
  const facts = [
    `${metric?.words ?? one.metric} ${value}`,
    one.family,
    `channel ${one.channel}`,
    `${integer(one.rows)} rows`,
  ];
  return el(
    'article',
    {},
    el('h3', {}, title),
    el('p', { class: 'say' }, facts.filter(Boolean).join(', ') + `. ${found(one)}`),
    picture(one),
  );
}

/** Paper unfolds what was never laid out: it is drawn then at the latest. */
function picture(one: Case) {
  const box = el('div', { class: 'fig-box' });
  const draw = (width: number) => box.replaceChildren(caseFigure(one, width));
  addEventListener('beforeprint', () => {
    if (!box.firstChild) draw(box.clientWidth || 560);
  });
  return fitted(box, draw);
}

function found({ anomalies, events }: Case) {
  const hit = anomalies.filter((a) => events.some((e) => overlap(a, e))).length;
  const elsewhere = events.filter((e) => !anomalies.some((a) => overlap(a, e))).length;
  const known = anomalies.length
    ? `${hit} of ${plural(anomalies.length, 'known anomaly', 'known anomalies')} met by an event`
    : 'No known anomaly';
  return `${known}, ${elsewhere ? plural(elsewhere, 'event') : 'no event'} elsewhere.`;
}
