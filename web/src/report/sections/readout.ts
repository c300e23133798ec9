// The numbers under the pointer, or at the selected event's peak.
import { el, key } from '../../shared/dom.js';
import { fixed, number, signed } from '../../shared/words.js';

const FIELDS = [['time', 'Time'], ['value', 'Observed'], ['expected', 'Expected'], ['band', 'Normal band'], ['off', 'Difference'], ['score', 'Score']];

export class Readout {
  constructor(state) {
    this.state = state;
    this.cells = Object.fromEntries(FIELDS.map(([name]) => [name, el('dd')]));
    const title = name => name === 'time' && !state.clock.hasTime ? 'Row' : FIELDS.find(f => f[0] === name)[1];
    this.node = el('dl', { class: 'reading num' }, FIELDS.map(([name]) =>
      el('div', { class: 'r-' + name }, el('dt', {}, ['time', 'off'].includes(name) ? null : key(name), title(name)), this.cells[name])));
    state.on('selection channel clock', () => this.show(null));
    this.show(null);
  }
  /** A row under the pointer; null = the selected event's peak, if there is one. */
  show(row) {
    const { state } = this, peak = row === null ? state.selected?.peak_index : undefined, at = row ?? peak;
    this.fill(at === undefined || !state.channels.length ? { time: 'point at the chart' } : this.words(at, peak !== undefined));
  }
  words(row, isPeak) {
    const { state } = this, d = state.channels[state.channel].digits, r = state.reading(state.channel, row);
    return {
      time: (isPeak ? 'peak ' : '') + state.clock.full(state.rowX[row]), value: fixed(r.value, d), expected: fixed(r.expected, d),
      band: Number.isNaN(r.lower) ? 'none' : `${fixed(r.lower, d)} to ${fixed(r.upper, d)}`,
      off: signed(r.value - r.expected, d), score: number(r.score, 3),
    };
  }
  fill(words) { for (const [name] of FIELDS) this.cells[name].textContent = words[name] ?? '\u2013'; }
}
