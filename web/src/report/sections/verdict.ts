// The first sentence: how many events in how long, and how often that is.
import { el } from '../../shared/dom.ts';
import { number, plural } from '../../shared/words.ts';
import { sentence } from '../event_words.ts';
import type { PageEvent, State } from '../state.ts';
import type { Budget } from '../wire.ts';

export function verdict(state: State) {
  const scored = state.events.filter((e) => e.part !== 'train');
  const learned = state.events.length - scored.length;
  const stronger = (best: PageEvent | null, e: PageEvent) => (!best || e.score > best.score ? e : best);
  const strongest = scored.reduce(stronger, null);
  return el(
    'div',
    { class: 'verdict' },
    el('p', { class: 'eyebrow' }, state.report.title),
    el('h1', {}, el('span', {}, headline(state, scored.length)), remainder(state, scored.length)),
    el(
      'p',
      { class: 'sub' },
      strongest && `The strongest: ${sentence(state, strongest)}`,
      learned > 0 && ` ${learnedWords(learned, scored.length)}`,
    ),
  );
}

const hasScores = (state: State) => !state.score.pyramid.empty;

function headline(state: State, count: number) {
  if (!hasScores(state)) return 'No row has a score';
  return `${count ? plural(count, 'event') : 'No events'} in ${scoredSpan(state)}`;
}

/** Length of the part that was only scored; of the whole file if a loaded model scored it all. */
function scoredSpan({ report, rowX, clock, step }: State) {
  const [first, last] = report.split?.scored ?? [0, rowX.length - 1];
  return clock.roughly(rowX[last] - rowX[first] + step);
}

function remainder(state: State, count: number) {
  const { budget } = state.report;
  if (!hasScores(state)) return '.';
  if (count) return budget ? `${rate(budget)}.` : '.';
  return state.events.length ? '.' : `: no score reached the threshold of ${number(state.score.threshold, 3)}.`;
}

const short = (v: number) =>
  number(v, 2)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** Where events are rare, their number says it already. */
function rate({ unit, observed_per_day: perDay }: Budget) {
  const often = unit === 'hour' ? perDay / 24 : perDay;
  return often >= 1 ? `, ${short(often)} ${unit === 'hour' ? 'an hour' : 'a day'}` : '';
}

function learnedWords(learned: number, scored: number) {
  const more = scored ? 'more ' : '';
  const lie = plural(learned, `${more}event is`, `${more}events are`);
  return `${lie} in the training part and ${learned === 1 ? 'is' : 'are'} not counted.`;
}
