// Why this event: picture, numbers, channels, the rows that mattered, the most similar normal stretch.
import { el, button, $, key, legend } from '../../shared/dom.js';
import { duration, fixed, number, signed } from '../../shared/words.js';
import { closeUp } from '../figures/close_up.js';
import { figure } from '../../shared/figures/figure.js';
import { moment, sentence, shareBar, unitOf } from '../event_words.js';

const CHANNELS_SHOWN = 8;

export function eventCard(state, order, e) {
  const index = state.channelNamed(e.channels[0].name);
  return el('div', { class: 'card' }, story(state, e),
    el('figure', {}, figure(width => closeUp(state, e, index, width)), legend([
      [key('value'), 'observed'], [key('expected'), 'expected'], [key('band'), 'normal band'], e.similar && [key('ghost'), 'most similar normal stretch'],
      e.mattered.length > 0 && [key('mattered'), 'rows that mattered'],
    ], 'figcaption')),
    el('div', { class: 'card-facts' }, atPeak(state, e, state.channels[index]), whatLedToIt(state, e)),
    state.many && channelShares(state, e), actions(state, order, e));
}

function story(state, e) {
  const top = e.channels[0], c = state.channels[state.channelNamed(top.name)], d = c.digits;
  return el('p', { class: 'card-say' }, el('strong', {}, `Event ${e.id}. `), sentence(state, e),
    top.lower != null && ` It would have counted as normal between ${fixed(top.lower, d)} and ${fixed(top.upper, d)}${unitOf(c)}.`,
    e.kind_reason && ` Kind: ${e.kind}, ${e.kind_reason}.`,
    e.after_gap_s > 0 && ` The ${duration(e.after_gap_s * 1000)} before it have no data, so the expectation is less sure.`,
    e.excluded_from_fit ? ' Its rows were left out of the fit.' : e.part === 'train' && ' It lies in the training part: the network has seen it.');
}

function atPeak(state, e, c) {
  const top = e.channels[0], d = c.digits, off = top.value - top.expected, threshold = state.thresholdOf(e), known = top.value != null && top.expected != null;
  const row = (name, words, small) => [el('dt', {}, name), el('dd', { class: 'num' }, words, small && el('small', {}, ' ' + small))];
  return [el('h3', {}, state.many ? `${top.name} at the peak` : 'At the peak'), el('dl', {},
    row('Observed', fixed(top.value, d) + unitOf(c)), row('Expected', fixed(top.expected, d) + unitOf(c)),
    row('Difference', known ? signed(off, d) + unitOf(c) : 'none', known && c.sigma ? `${number(Math.abs(off) / c.sigma, 2)} times the usual error` : ''),
    row('Score', number(e.score, 3), `${number(e.score / threshold, 2)} times the threshold`),
    row('Flagged rows', `${e.flagged_rows} of ${e.end_index - e.start_index + 1}`))];
}

function whatLedToIt(state, e) {
  return el('div', {}, e.mattered.length > 0 && rowsThatMattered(state, e), e.similar && similarFacts(state, e));
}

function rowsThatMattered(state, e) {
  const place = m => {
    const away = Math.abs(e.peak_index - m.index), side = m.index < e.peak_index ? 'before' : 'after';
    return away === 1 ? `the row ${side} the peak` : `${away} rows ${side} the peak`;
  };
  return [el('h3', {}, 'Rows that mattered'), el('ul', { class: 'mattered' }, e.mattered.map(m => el('li', {}, moment(state, state.rowX[m.index]),
    `: ${fixed(100 * m.share, 0)} %`, el('span', { class: 'muted' }, `, ${place(m)}; without it ${number(m.score_without, 3)}`)))),
    el('p', { class: 'muted' }, `The peak's own score, before smoothing, is ${number(e.peak_score, 3)}.`)];
}

function similarFacts(state, e) {
  const { start_index: first, end_index: last, context_before: before, distance } = e.similar;
  return [el('h3', {}, 'Most similar normal stretch'), el('p', {}, state.clock.stretch(state.rowX[first], state.rowX[last]),
    el('span', { class: 'muted' }, `, beside the event and the ${before} rows before it: ${number(distance, 2)} training deviations apart`))];
}

function channelShares(state, e) {
  return el('div', { class: 'card-channels' }, el('h3', {}, 'What the score is made of'),
    el('div', { class: 'table-wrap' }, el('table', { class: 'mini' },
      el('thead', {}, el('tr', {}, ['Channel', 'Share', 'Observed', 'Expected'].map(words => el('th', { scope: 'col' }, words)))),
      el('tbody', {}, e.channels.slice(0, CHANNELS_SHOWN).map(x => shareRow(state, x))))));
}

function shareRow(state, x) {
  const index = state.channelNamed(x.name), c = state.channels[index];
  return el('tr', {},
    el('th', { scope: 'row' }, button(x.name, () => state.setChannel(index), { class: 'text', title: `Show ${x.name} in the chart` })),
    el('td', {}, shareBar(x.share), el('span', { class: 'num' }, ` ${fixed(100 * x.share, 0)} %`)),
    el('td', { class: 'num' }, fixed(x.value, c.digits), el('small', {}, unitOf(c))), el('td', { class: 'num' }, fixed(x.expected, c.digits)));
}

function actions(state, order, e) {
  const events = order.list(), i = events.indexOf(e), toChart = () => $('#chart').scrollIntoView({ block: 'start' });
  const showSimilar = () => {
    const length = e.t1 - e.t0, start = state.rowX[e.similar.start_index];
    state.setView(start - length, start + 2 * length);
    toChart();
  };
  return el('div', { class: 'card-do' },
    button('Previous', () => order.step(-1), { disabled: i <= 0 }), button('Next', () => order.step(1), { disabled: i >= events.length - 1 }),
    button('Show in the chart', toChart), e.similar && button('Show the similar stretch', showSimilar), button('Close', () => state.select(null)));
}
