// Sentences and words about one event.
import { el } from '../shared/dom.ts';
import { fixed } from '../shared/words.ts';
import type { PageEvent, State } from './state.ts';

export const unitOf = (channel: { unit: string } | undefined) => (channel?.unit ? ' ' + channel.unit : '');
/** Of the strongest channel; '' where it has no side: a value is missing, nothing was expected, or both are the same. */
export function sideOf(event: PageEvent) {
  const { value, expected } = event.channels[0];
  if (value == null || expected == null || value === expected) return '';
  return event.direction === 'up' ? 'too high' : 'too low';
}

/** The channel an event is most about, as the page knows it. */
export const topChannel = (state: State, { channels: [top] }: PageEvent) =>
  state.channels[state.channelNamed(top.name)];

export function moment(state: State, x: number) {
  const iso = state.clock.iso(x);
  const text = state.clock.full(x);
  return iso ? el('time', { datetime: iso }, text) : el('span', { class: 'row-number' }, text);
}

/** "27 Apr 15:00 to 28 Apr 09:00, 24.26 l/s where 102.28 was expected." */
export function sentence(state: State, event: PageEvent) {
  const top = event.channels[0];
  const c = topChannel(state, event);
  const span = state.clock.stretch(state.rowX[event.start_index], state.rowX[event.end_index]);
  const seen = top.value == null ? 'no value' : fixed(top.value, c.digits) + unitOf(c);
  const expected = top.expected == null ? '' : ` where ${fixed(top.expected, c.digits)} was expected`;
  return `${span}: ${state.many ? top.name + ' ' : ''}${seen}${expected}.`;
}

/** A bar for a share of 1, decorative: the number stands beside it. */
export function shareBar(share: number) {
  const bar = el('i');
  bar.style.width = `${(100 * share).toFixed(1)}%`; // by the object model: a strict policy refuses style attributes
  return el('span', { class: 'share-bar', 'aria-hidden': 'true' }, bar);
}
