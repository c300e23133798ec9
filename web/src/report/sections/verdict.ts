// The first sentence: how many events in how long, against what was promised.
import { el } from '../../shared/dom.js';
import { number, plural } from '../../shared/words.js';
import { sentence } from '../event_words.js';

export function verdict(state) {
  const scored = state.events.filter(e => e.part !== 'train'), learned = state.events.length - scored.length;
  const strongest = scored.reduce((best, e) => !best || e.score > best.score ? e : best, null);
  return el('div', { class: 'verdict' }, el('p', { class: 'eyebrow' }, state.report.title),
    el('h1', {}, el('span', {}, headline(state, scored.length)), remainder(state, scored.length)),
    el('p', { class: 'sub' }, strongest && `The strongest: ${sentence(state, strongest)}`, learned > 0 && ` ${learnedWords(learned, scored.length)}`));
}

const hasScores = state => !state.score.pyramid.empty;

function headline(state, count) {
  if (!hasScores(state)) return 'Nothing could be scored';
  return `${count ? plural(count, 'event') : 'No events'} in ${scoredSpan(state)}`;
}

/** Length of the part that was only scored; of the whole file if a loaded model scored it all. */
function scoredSpan(state) {
  const [first, last] = state.report.split?.scored ?? [0, state.rowX.length - 1];
  return state.clock.roughly(state.rowX[last] - state.rowX[first] + state.step);
}

function remainder(state, count) {
  const { budget } = state.report;
  if (!hasScores(state)) return '.';
  if (!count) return state.events.length ? '.' : `: no score reached the threshold of ${number(state.score.threshold, 3)}.`;
  if (!budget?.promised_per_day) return '.';
  return `, ${rate(budget, budget.observed_per_day)}; the promise was at most ${rate(budget, budget.promised_per_day)}.`;
}

const short = v => number(v, 2).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
const rate = (budget, perDay) => budget.unit === 'hour' ? `${short(perDay / 24)} an hour` : `${short(perDay)} a day`;

const learnedWords = (learned, scored) =>
  `${plural(learned, `${scored ? 'more ' : ''}event lies`, `${scored ? 'more ' : ''}events lie`)} in the training part and ${learned === 1 ? 'is' : 'are'} not counted.`;
