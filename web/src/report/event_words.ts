// Sentences and words about one event.
import { el } from '../shared/dom.js';
import { fixed } from '../shared/words.js';

export const unitOf = channel => channel?.unit ? ' ' + channel.unit : '';
export const sideOf = event => event.direction === 'up' ? 'too high' : 'too low';

export function moment(state, x) {
  const iso = state.clock.iso(x), text = state.clock.full(x);
  return iso ? el('time', { datetime: iso }, text) : el('span', { class: 'row-number' }, text);
}

/** "27 Apr 15:00 to 28 Apr 09:00, 24.26 l/s where 102.28 was expected." */
export function sentence(state, event) {
  const top = event.channels[0], c = state.channels[state.channelNamed(top.name)];
  const span = state.clock.stretch(state.rowX[event.start_index], state.rowX[event.end_index]);
  const seen = top.value == null ? 'no value' : fixed(top.value, c.digits) + unitOf(c);
  return `${span}: ${state.many ? top.name + ' ' : ''}${seen} where ${fixed(top.expected, c.digits)} was expected.`;
}

/** A bar for a share of 1, decorative: the number stands beside it. */
export const shareBar = share => el('span', { class: 'share-bar', 'aria-hidden': 'true' }, el('i', { style: `width:${(100 * share).toFixed(1)}%` }));
