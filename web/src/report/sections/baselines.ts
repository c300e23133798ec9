// This model beside simple rules on the same rows. It says so when a simple rule does as well.
import { el } from '../../shared/dom.ts';
import { fixed } from '../../shared/words.ts';
import { shareBar } from '../event_words.ts';
import type { BaselineColumn, BaselineRow, Baselines } from '../wire.ts';

export function baselineTable({ metric, columns, rows }: Baselines) {
  const known = (i: number) => rows.map((r) => r.values[i]).filter((v) => v != null);
  const best = columns.map((c, i) => bestOf(c, known(i)));
  const largest = Math.max(...known(0).map(Math.abs));
  const head = [
    el('th', { scope: 'col' }, 'Detector'),
    columns.map((c) => el('th', { scope: 'col', class: 'right' }, c.title)),
  ];
  const line = (r: BaselineRow) =>
    el(
      'tr',
      { class: r.is_model ? 'own' : '' },
      el('th', { scope: 'row' }, r.name, el('span', { class: 'second' }, r.words)),
      columns.map((c, i) => cell(c, r.values[i], best[i], i === 0 ? largest : null)),
    );
  const notes = [metric && `Bars: ${metric}.`, best.some((b) => b !== null) && 'Bold: best of the column.'];
  return [
    el(
      'div',
      { class: 'table-wrap' },
      el(
        'table',
        { class: 'plain' },
        el('caption', { class: 'sr' }, 'This model and simple rules on the same rows'),
        el('thead', {}, el('tr', {}, head)),
        el('tbody', {}, rows.map(line)),
      ),
    ),
    el('p', { class: 'muted foot' }, notes.filter(Boolean).join(' ')),
  ];
}

function bestOf({ better }: BaselineColumn, values: number[]) {
  if (!better || !values.length) return null;
  return better === 'low' ? Math.min(...values) : Math.max(...values);
}

function cell(column: BaselineColumn, value: number | null, best: number | null, largest: number | null) {
  if (value == null) return el('td', { class: 'num right' }, '\u2013');
  return el(
    'td',
    { class: 'num right' + (value === best ? ' best' : '') },
    largest && column.better ? shareBar(Math.abs(value) / largest) : null,
    fixed(value, column.digits),
    column.of ? el('small', {}, ` of ${column.of}`) : null,
  );
}
