// What failed and why; the settings each detector ran with.
import { el, section } from '../../shared/dom.ts';
import { plural } from '../../shared/words.ts';
import type { Run } from '../run.ts';
import type { Detector } from '../wire.ts';
import { names } from './health.ts';

export function failuresSection({ data, ordered }: Run) {
  const failing = ordered.filter((d) => d.failed > 0 || d.failures.length > 0);
  if (!failing.length) return null;
  const lead = 'These series have no result of that detector. Its metrics are over the others.';
  return section(
    'failures',
    'Failures',
    lead,
    failing.map((d) => failuresOf(d, data.data_set.series)),
  );
}

function failuresOf(d: Detector, series: number) {
  const why = new Map<string, string[]>();
  for (const f of d.failures) why.set(f.why, [...(why.get(f.why) ?? []), f.series]);
  const entry = ([words, of]: [string, string[]]) => el('li', {}, words, names(of));
  const title = `${d.name}: ${d.failed} of ${plural(series, 'series', 'series')}`;
  return el('article', { class: 'failing' }, el('h3', {}, title), el('ul', { class: 'findings' }, [...why].map(entry)));
}

export function detectorsSection({ ordered }: Run) {
  if (!ordered.length) return null;
  const settings = (d: Detector, i: number) => {
    const summary = el(
      'summary',
      {},
      d.name,
      el('span', { class: 'second inline' }, ` ${plural(d.options.length, 'option')}`),
    );
    const list = d.options.map((o) => [el('dt', {}, o.name), el('dd', { class: 'num' }, o.value)]);
    const body = list.length ? el('dl', { class: 'prov' }, list) : el('p', { class: 'muted' }, 'It has no options.');
    return el('details', { open: i === 0 }, summary, body);
  };
  const promise = 'This page is one file. It loads nothing, sends nothing, and keeps working without a network.';
  return section('detectors', 'Settings', null, el('div', { class: 'settings-grid' }, ordered.map(settings)), el('p', { class: 'muted foot' }, promise)); // prettier-ignore
}
