// The numbers under the pointer, or at the selected event's peak.
import { el, key } from '../../shared/dom.ts';
import { fixed, number, signed } from '../../shared/words.ts';
import type { State } from '../state.ts';

const FIELDS = {
  time: 'Time',
  value: 'Observed',
  expected: 'Expected',
  band: 'Normal band',
  off: 'Difference',
  score: 'Score',
};

type Field = keyof typeof FIELDS;
type Words = Partial<Record<Field, string>>;

export class Readout {
  readonly node: HTMLElement;
  private readonly state: State;
  private readonly cells: [Field, HTMLElement][] = [];

  constructor(state: State) {
    this.state = state;
    this.node = el('dl', { class: 'reading num' });
    for (const [name, title] of Object.entries(FIELDS) as [Field, string][]) this.addField(name, title);
    state.on(['selection', 'channel', 'clock'], () => this.show(null));
    this.show(null);
  }
  private addField(name: Field, title: string) {
    const cell = el('dd');
    const words = name === 'time' && !this.state.clock.hasTime ? 'Row' : title;
    const mark = name === 'time' || name === 'off' ? null : key(name);
    this.node.append(el('div', { class: 'r-' + name }, el('dt', {}, mark, words), cell));
    this.cells.push([name, cell]);
  }
  /** A row under the pointer; null = the selected event's peak, if there is one. */
  show(row: number | null) {
    const { selected, channels } = this.state;
    const at = row ?? selected?.peak_index;
    const words = at === undefined || !channels.length ? { time: 'point at the chart' } : this.words(at, row === null);
    this.fill(words);
  }
  private words(row: number, isPeak: boolean): Words {
    const { state } = this;
    const { digits } = state.channels[state.channel];
    const r = state.reading(state.channel, row);
    return {
      time: (isPeak ? 'peak ' : '') + state.clock.full(state.rowX[row]),
      value: fixed(r.value, digits),
      expected: fixed(r.expected, digits),
      band: Number.isNaN(r.lower) ? 'none' : `${fixed(r.lower, digits)} to ${fixed(r.upper, digits)}`,
      off: signed(r.value - r.expected, digits),
      score: number(r.score, 3),
    };
  }
  private fill(words: Words) {
    for (const [name, cell] of this.cells) cell.textContent = words[name] ?? '\u2013';
  }
}
