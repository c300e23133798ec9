// This model beside simple rules on the same rows. It says so when a simple rule does as well.
import { el } from '../../shared/dom.js';
import { fixed } from '../../shared/words.js';
import { shareBar } from '../event_words.js';

/** `baselines.columns` = [{title, better: 'low' | 'high' | null, digits, of}], rows = [{name, words, is_model, values}]. */
export function baselineTable({ metric, columns, rows }) {
  const known = i => rows.map(r => r.values[i]).filter(v => v != null);
  const best = columns.map((c, i) => c.better && known(i).length ? Math[c.better === 'low' ? 'min' : 'max'](...known(i)) : null);
  const largest = Math.max(...known(0).map(Math.abs));
  return [el('div', { class: 'table-wrap' }, el('table', { class: 'plain' }, el('caption', { class: 'sr' }, 'This model and simple rules on the same rows'),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Detector'), columns.map(c => el('th', { scope: 'col', class: 'right' }, c.title)))),
    el('tbody', {}, rows.map(r => el('tr', { class: r.is_model ? 'own' : '' },
      el('th', { scope: 'row' }, r.name, el('span', { class: 'second' }, r.words)),
      columns.map((c, i) => cell(c, r.values[i], best[i], i === 0 ? largest : null))))))),
  el('p', { class: 'muted foot' }, [metric && `Bars: ${metric}.`, best.some(b => b !== null) && 'Bold: best of the column.'].filter(Boolean).join(' '))];
}

function cell(column, value, best, largest) {
  if (value == null) return el('td', { class: 'num right' }, '\u2013');
  return el('td', { class: 'num right' + (value === best ? ' best' : '') }, largest && column.better ? shareBar(Math.abs(value) / largest) : null,
    fixed(value, column.digits), column.of ? el('small', {}, ` of ${column.of}`) : null);
}
