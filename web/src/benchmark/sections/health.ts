// What in the data makes results worth less; what concerns all series comes first.
import { el, section } from '../../shared/dom.ts';
import { plural } from '../../shared/words.ts';
import type { Run } from '../run.ts';

const NAMED = 6; // series that are named before the rest is folded away

export function healthSection({ data }: Run) {
  const found = grouped(data.findings);
  if (!found.size) return section('health', 'Data', 'Nothing was found in the data that makes the results worth less.');
  const whole = [...found].filter(([, series]) => series.length === 0);
  const some = [...found].filter(([, series]) => series.length > 0).sort((a, b) => b[1].length - a[1].length);
  const entry = ([text, series]: [string, string[]]) => el('li', {}, text, series.length > 0 && names(series));
  const lead = 'What makes the results worth less: first what concerns the whole data set, then single series.';
  return section('health', 'Data', lead, el('ul', { class: 'findings' }, [...whole, ...some].map(entry)));
}

/** Text → the series it is said of; none = of the whole data set. */
function grouped(findings: { series: string; text: string }[]) {
  const out = new Map<string, string[]>();
  for (const { series, text } of findings) out.set(text, [...(out.get(text) ?? []), ...(series ? [series] : [])]);
  return out;
}

export function names(series: string[]) {
  const all = el('span', { class: 'second' }, series.join(', '));
  if (series.length <= NAMED) return all;
  return el('details', {}, el('summary', {}, plural(series.length, 'series', 'series')), all);
}
