// Share of planted faults found, by kind and size.
import { el } from '../../shared/dom.js';
import { shareBar } from '../event_words.js';

export function plantedTable(results) {
  const kinds = [...new Set(results.map(r => r.kind))], sizes = [...new Set(results.map(r => r.size))];
  const found = (kind, size) => results.find(r => r.kind === kind && r.size === size);
  return el('div', { class: 'table-wrap' }, el('table', { class: 'plain planted' }, el('caption', { class: 'sr' }, 'Share of planted faults found, by kind and size'),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Kind'), sizes.map(size => el('th', { scope: 'col', class: 'right' }, size)))),
    el('tbody', {}, kinds.map(kind => el('tr', {}, el('th', { scope: 'row' }, kind), sizes.map(size => cell(found(kind, size))))))));
}

const cell = r => el('td', { class: 'num right' }, r && el('span', {}, `${Math.round(100 * r.found / r.planted)} %`, shareBar(r.found / r.planted)));
