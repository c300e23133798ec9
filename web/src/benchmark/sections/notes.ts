// What makes results worth less; what failed; how each detector was set.
import { el, section } from '../../shared/dom.ts';
import { mark } from '../../shared/figures/marks.ts';
import { plural } from '../../shared/words.ts';
import type { Benchmark, Detector } from '../wire.ts';

export function data(run: Benchmark) {
  const finding = (f: Benchmark['findings'][number]) =>
    el('li', {}, mark('caution'), el('span', {}, f.series && el('b', {}, f.series + ': '), f.text));
  return section(
    'data',
    'Data',
    'What was found in the data, and is known of them, that makes results worth less.',
    run.findings.length
      ? el('ul', { class: 'findings' }, run.findings.map(finding))
      : el('p', {}, 'Nothing was found that speaks against these data.'),
    failures(run),
  );
}

function failures(run: Benchmark) {
  const failed = run.detectors.filter((d) => d.failures.length);
  const list = (d: Detector) =>
    el(
      'details',
      {},
      el('summary', {}, `${d.name} failed on ${plural(d.failures.length, 'series', 'series')}`),
      el(
        'ul',
        { class: 'actions' },
        d.failures.map((f) => el('li', {}, el('b', {}, f.series), ': ', f.why)),
      ),
    );
  if (!failed.length) return null;
  return [el('p', { class: 'say' }, 'Where a detector fails, a random score stands for it.'), failed.map(list)];
}

export function settings(run: Benchmark) {
  const of = (d: Detector) =>
    el(
      'details',
      {},
      el('summary', {}, d.name),
      d.options.length
        ? el(
            'dl',
            { class: 'prov' },
            d.options.map((o) => [el('dt', {}, o.name), el('dd', {}, el('code', {}, o.value))]),
          )
        : el('p', { class: 'say' }, 'All options are the defaults.'),
    );
  const lead = 'Options that differ from the defaults. One configuration serves for all series.';
  return section('settings', 'Settings', lead, run.detectors.map(of));
}
