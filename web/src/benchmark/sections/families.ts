// One metric by family of series: where a detector is strong, and where it is not.
import { el, section } from '../../shared/dom.ts';
import { bestOf, decimals, isFloor, known, withValues, written } from '../run.ts';
import type { Run } from '../run.ts';
import { picker, scrolling, shaded } from '../table.ts';
import type { Detector, Metric } from '../wire.ts';

export function familiesSection(run: Run) {
  const families = familiesOf(run.data.detectors);
  const sets = run.data.detectors.flatMap((d) => d.families.map((f) => f.metrics));
  const offered = withValues(run.metrics, sets);
  if (!families.size || !offered.length) return null;
  const first = offered.find((m) => m === run.lead) ?? offered[0];
  const place = el('div');
  const show = (m: Metric) => place.replaceChildren(familyTable(run, families, m));
  show(first);
  const options = [first, ...offered.filter((m) => m !== first)].map((m): [string, string] => [m.name, m.words]);
  const pick = picker('Metric', options, (name) => show(run.metric(name) ?? first));
  const lead = 'The darker, the better within the whole table. Bold: best of the family.';
  return section('families', 'By family', lead, el('div', { class: 'tools-row' }, pick), place);
}

/** Name → number of series, in order of appearance. */
function familiesOf(detectors: Detector[]) {
  const out = new Map<string, number>();
  for (const d of detectors) for (const f of d.families) out.set(f.family, Math.max(f.series, out.get(f.family) ?? 0));
  return out;
}

function familyTable(run: Run, families: Map<string, number>, m: Metric) {
  const valueOf = (d: Detector, family: string) => known(d.families.find((f) => f.family === family)?.metrics, m.name);
  const columns = [...families.keys()].map((family) => run.ordered.flatMap((d) => valueOf(d, family) ?? []));
  const share = shareOf(columns.flat(), m);
  const places = decimals(columns.flat());
  const best = columns.map((values) => bestOf(values, m));
  const head = [...families].map(([family, count]) =>
    el('th', { scope: 'col', class: 'right' }, family, el('span', { class: 'second' }, `${count} series`)),
  );
  const line = (d: Detector) => {
    const cells = [...families.keys()].map((family, i) => {
      const value = valueOf(d, family);
      const words = value === null ? '\u2013' : written(value, places);
      return el('td', { class: 'heat' }, shaded(words, share(value), value !== null && value === best[i]));
    });
    return el(
      'tr',
      { class: isFloor(d.name) ? 'floor-row' : '' },
      el('th', { scope: 'row', class: 'c-name' }, d.name),
      cells,
    );
  };
  const title = `${m.words} by detector and family`;
  const table = el(
    'table',
    { class: 'plain heat-table' },
    el('caption', { class: 'sr' }, title),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Detector'), head)),
    el('tbody', {}, run.ordered.map(line)),
  );
  return scrolling(title, table);
}

/** Place of a value between the worst (0) and the best (1). */
export function shareOf(values: number[], { higher_is_better: higher }: Metric) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value: number | null) => {
    if (value === null || !(high > low)) return null;
    const share = (value - low) / (high - low);
    return higher ? share : 1 - share;
  };
}
